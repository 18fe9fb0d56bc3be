import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
flow = a
for n in 'xyz':
    flow = flow >> sd.Service(n)
pattern = sd.Pattern('T', flow, b >> c)
