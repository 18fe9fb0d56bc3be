import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
pattern = sd.Pattern('T', (sd.Stage('One', a >> b), sd.Stage('Two', b >> c)))
