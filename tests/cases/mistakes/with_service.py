import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
with sd.Service('X') as d:
    pass
pattern = sd.Pattern('T', a >> b >> c)
