import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
next(iter([]))
pattern = sd.Pattern('T', a >> b >> c)
