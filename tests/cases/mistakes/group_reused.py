import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
g = sd.Group('G')
d = sd.Service('X', group=g)
pattern = sd.Pattern('T', a >> b >> c)
