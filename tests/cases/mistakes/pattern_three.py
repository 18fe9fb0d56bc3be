import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
p = sd.Pattern('T', a >> b)
q = sd.Pattern('U', a >> c)
r = sd.Pattern('V', b >> c)
