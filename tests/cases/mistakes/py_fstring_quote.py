import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
n = {}
d = sd.Service(f'X {n['k']')
pattern = sd.Pattern('T', a >> b >> c)
