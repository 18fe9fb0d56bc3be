import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
sd.rps = 5
sd.seconds = 2 * sd.ms
pattern = sd.Pattern('T', a >> b >> c)
