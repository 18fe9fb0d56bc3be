import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
pattern = sd.Pattern('T', sd.Stage('One', a >> 'x' >> b >> c), sd.Stage('Two', a >> c, drops=a >> 'y' >> b))
