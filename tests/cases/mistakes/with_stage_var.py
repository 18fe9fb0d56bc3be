import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
s = sd.Stage('One', a >> b)
with s:
    pass
pattern = sd.Pattern('T', a >> b >> c)
