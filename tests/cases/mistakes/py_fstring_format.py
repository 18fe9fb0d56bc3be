import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = f'{a:5d}'
pattern = sd.Pattern('T', a >> b >> c)
