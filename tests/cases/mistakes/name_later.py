import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
flow = a >> d
d = sd.Service('X')
pattern = sd.Pattern('T', flow, b >> c)
