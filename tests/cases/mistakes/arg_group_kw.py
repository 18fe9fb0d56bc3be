import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Service('X', group=sd.Group('G', parent=sd.Group('H')))
pattern = sd.Pattern('T', a >> b >> c >> d)
