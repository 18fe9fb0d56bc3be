import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
raise ValueError('\x1b[31mred\x07')
pattern = sd.Pattern('T', a >> b >> c)
