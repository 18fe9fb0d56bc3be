import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
raise ValueError('the figures\ndo not add up')
pattern = sd.Pattern('T', a >> b >> c)
