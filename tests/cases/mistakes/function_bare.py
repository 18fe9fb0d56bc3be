import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
def edge():
    a >> b
edge()
pattern = sd.Pattern('T', a >> b >> c)
