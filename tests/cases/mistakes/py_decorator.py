import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
@sd.Service('X')
def x():
    pass
pattern = sd.Pattern('T', a >> b >> c)
