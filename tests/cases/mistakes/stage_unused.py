import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
late = sd.Stage('Late', b >> c)
pattern = sd.Pattern('T', sd.Stage('One', a >> b))
