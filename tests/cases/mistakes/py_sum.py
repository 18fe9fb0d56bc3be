import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
sum([a, b])
pattern = sd.Pattern('T', a >> b >> c)
