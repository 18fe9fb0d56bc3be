import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
x, y = a, b, c
pattern = sd.Pattern('T', a >> b >> c)
