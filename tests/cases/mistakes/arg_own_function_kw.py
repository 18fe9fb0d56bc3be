import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
def tier(name, size=1):
    return sd.Service(name, replicas=size)
d = tier('X', sise=3)
pattern = sd.Pattern('T', a >> b >> c)
