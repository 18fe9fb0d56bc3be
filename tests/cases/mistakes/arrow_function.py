import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
def tier():
    return b
pattern = sd.Pattern('T', a >> tier >> c)
