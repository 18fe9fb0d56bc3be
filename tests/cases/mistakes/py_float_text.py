import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
float('3 ms')
pattern = sd.Pattern('T', a >> b >> c)
