import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
x = None * sd.ms
pattern = sd.Pattern('T', a >> b >> c)
