import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = @sd.Service('X')
pattern = sd.Pattern('T', a >> b >> c)
