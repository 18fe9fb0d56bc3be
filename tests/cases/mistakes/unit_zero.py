import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
x = 1 / (0 * sd.ms)
pattern = sd.Pattern('T', a >> b >> c)
