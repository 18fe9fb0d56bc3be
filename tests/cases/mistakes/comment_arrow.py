import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
# a -> b
d = sd.Service('x -> y' 3)
pattern = sd.Pattern('T', a >> b >> c)
