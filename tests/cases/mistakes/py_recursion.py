import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
def again():
    return again()
again()
pattern = sd.Pattern('T', a >> b >> c)
