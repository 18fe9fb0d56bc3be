import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
n = 0
n++
pattern = sd.Pattern('T', a >> b >> c)
