import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
with open('nowhere.csv') as f:
    pass
pattern = sd.Pattern('T', a >> b >> c)
