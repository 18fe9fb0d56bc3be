import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
for n in range(2):
	x = n
	y = n
pattern = sd.Pattern('T', a >> b >> c)
