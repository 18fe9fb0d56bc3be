import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
a >> b = c
pattern = sd.Pattern('T', a >> b >> c)
