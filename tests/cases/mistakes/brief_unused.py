import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
brief = sd.Brief('x')
pattern = sd.Pattern('T', a >> b >> c)
