import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
for n in range(3):
print(n)
pattern = sd.Pattern('T', a >> b >> c)
