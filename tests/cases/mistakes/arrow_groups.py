import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
g, h = sd.Group('G'), sd.Group('H')
pattern = sd.Pattern('T', g >> h)
