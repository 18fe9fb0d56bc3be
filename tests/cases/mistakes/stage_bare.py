import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
sd.Stage('One', a >> b)
pattern = sd.Pattern('T', b >> c)
