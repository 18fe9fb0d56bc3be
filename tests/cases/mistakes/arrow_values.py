import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
tiers = {'x': b, 'y': c}
pattern = sd.Pattern('T', a >> tiers.values())
