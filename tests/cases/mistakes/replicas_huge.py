import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Service('X', replicas=10**5000)
pattern = sd.Pattern('T', a >> b >> c)
