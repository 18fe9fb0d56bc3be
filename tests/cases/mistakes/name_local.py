import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
n = 1
def grow():
    n = n + 1
    return n
grow()
pattern = sd.Pattern('T', a >> b >> c)
