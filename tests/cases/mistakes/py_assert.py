import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
assert 1 > 2, 'too few'
pattern = sd.Pattern('T', a >> b >> c)
