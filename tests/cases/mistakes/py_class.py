import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
class Mine(sd.Service):
    pass
pattern = sd.Pattern('T', a >> b >> c)
