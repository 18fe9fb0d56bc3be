import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
x = int(20 * sd.ms)
pattern = sd.Pattern('T', a >> b >> c)
