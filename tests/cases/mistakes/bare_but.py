import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
b.but(replicas=3)
pattern = sd.Pattern('T', a >> b >> c)
