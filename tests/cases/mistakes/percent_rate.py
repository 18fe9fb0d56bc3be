import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Cache('X', hit_ratio=90%)
pattern = sd.Pattern('T', a >> b >> c)
