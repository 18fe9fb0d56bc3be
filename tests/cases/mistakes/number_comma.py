import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Service('X', capacity=2,000 * sd.rps)
pattern = sd.Pattern('T', a >> b >> c)
