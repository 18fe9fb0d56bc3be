import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
pattern := sd.Pattern('T', a >> b >> c)
