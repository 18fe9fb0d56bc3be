import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
max(3 * sd.ms, 2)
pattern = sd.Pattern('T', a >> b >> c)
