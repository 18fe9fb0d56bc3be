import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
def tier(name, size):
    return sd.Service(name, replicas=size)
d = tier('X')
pattern = sd.Pattern('T', a >> b >> c)
