import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
for n in 3:
    pass
pattern = sd.Pattern('T', a >> b >> c)
