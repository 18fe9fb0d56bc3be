import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
'\ud800'.encode()
pattern = sd.Pattern('T', a >> b >> c)
