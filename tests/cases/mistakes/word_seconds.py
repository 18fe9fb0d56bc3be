import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Service('X', latency=2 * sd.second)
pattern = sd.Pattern('T', a >> b >> c)
