import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
class Mine(sd.Pattern):
    pass
pattern = Mine('T', a >> b >> c)
