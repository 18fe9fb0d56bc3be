import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
services = [sd.Service(n) for n in 'xyz']
for s in services:
    flow = a >> s
pattern = sd.Pattern('T', flow, b >> c)
