import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
stages = [sd.Stage('One', a >> b), sd.Stage('Two', b >> c)]
pattern = sd.Pattern('T', *stages)
