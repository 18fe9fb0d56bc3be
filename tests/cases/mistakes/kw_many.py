import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Cache('X', replica=3)
e = sd.Queue('Y', tech='kafka')
f = sd.Stage('Z', a >> b, because='x')
pattern = sd.Pattern('T', sd.Stage('One', a >> b >> c >> d >> e))
