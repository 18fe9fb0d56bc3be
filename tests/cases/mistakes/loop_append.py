import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
flows = []
for n in 'xyz':
    flows.append(a >> sd.Service(n))
pattern = sd.Pattern('T', flows, b >> c)
