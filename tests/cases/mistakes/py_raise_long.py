import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
raise ValueError('x' * 5000)
pattern = sd.Pattern('T', a >> b >> c)
