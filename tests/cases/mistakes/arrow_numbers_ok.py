import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
x = 1024 >> 2
n = 3
y = n >> 1
n >>= 1
pattern = sd.Pattern('T', a >> b >> c)
