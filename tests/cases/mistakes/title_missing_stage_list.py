import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
pattern = sd.Pattern([sd.Stage('One', a >> b)])
