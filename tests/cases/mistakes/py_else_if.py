import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
if True:
    pass
else if False:
    pass
pattern = sd.Pattern('T', a >> b >> c)
