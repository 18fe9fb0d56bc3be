import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
pattern = sd.Pattern('T', (sd.Stage(t, f) for t, f in [('One', a >> b), ('Two', b >> c)]))
