import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
n = 1
d = sd.Service(f"X {n!}")
pattern = sd.Pattern('T', a >> b >> c)
