import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Group('G')
d.label = 'H'
pattern = sd.Pattern('T', a >> b >> c)
