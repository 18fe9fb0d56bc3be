import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Servcie('X')
e = sd.Cahce('Y')
f = sd.Service('Z', tecnology='redis')
g = sd.Cache('W', technology='reddis')
pattern = sd.Pattern('T', a >> b >> c >> d >> e >> f >> g)
