import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
flow = [a]
flow >>= [b]
flow >>= c
pattern = sd.Pattern('T', flow)
