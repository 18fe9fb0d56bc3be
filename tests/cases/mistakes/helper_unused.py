import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
def edge():
    return sd.Service('X')
pattern = sd.Pattern('T', a >> b >> c)
