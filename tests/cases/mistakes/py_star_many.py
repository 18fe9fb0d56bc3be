import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
args = ['X', 'Y']
d = sd.Service(*args)
pattern = sd.Pattern('T', a >> b >> c)
