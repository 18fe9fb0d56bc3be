import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
f = sd.Figure('x', 3, 'y')
pattern = sd.Pattern('T', a >> b >> c)
