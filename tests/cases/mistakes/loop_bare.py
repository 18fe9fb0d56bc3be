import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
for n in 'xyz':
    a >> sd.Service(n)
pattern = sd.Pattern('T', a >> b >> c)
