import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
r = sd.Risk('x', 'y', 'z')
pattern = sd.Pattern('T', a >> b >> c)
