import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
round(3 * sd.ms)
pattern = sd.Pattern('T', a >> b >> c)
