import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Cache('X', technology='reddis')
e = sd.Queue('Y', technology='kafkaa')
f = sd.Service('Z', technology='pythn')
pattern = sd.Pattern('T', a >> b >> c >> d >> e >> f)
