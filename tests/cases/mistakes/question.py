import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = b ? a : c
pattern = sd.Pattern('T', a >> b >> c)
