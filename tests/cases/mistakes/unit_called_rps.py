import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Service('X', capacity=sd.rps(100))
pattern = sd.Pattern('T', a >> b >> c)
