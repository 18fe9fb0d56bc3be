import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
n = 3
d = sd.Service('X ' + n)
pattern = sd.Pattern('T', a >> b >> c)
