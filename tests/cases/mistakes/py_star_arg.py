import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
args = {'replica': 3}
d = sd.Service('X', **args)
pattern = sd.Pattern('T', a >> b >> c)
