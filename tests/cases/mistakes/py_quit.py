import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
quit()
pattern = sd.Pattern('T', a >> b >> c)
