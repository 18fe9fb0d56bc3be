import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.blocks.cache_asied(b, c)
pattern = sd.Pattern('T', a >> b >> c)
