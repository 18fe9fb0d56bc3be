import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = {'redis': 1}
d['reddis']
pattern = sd.Pattern('T', a >> b >> c)
