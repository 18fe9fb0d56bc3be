import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Service('X', description='does things')
pattern = sd.Pattern('T', a >> b >> c)
