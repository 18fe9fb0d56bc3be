import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
K = sd.Kind('K', sd.Family)
pattern = sd.Pattern('T', a >> b >> c)
