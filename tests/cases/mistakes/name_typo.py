import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
orders = sd.Queue('Orders')
pattern = sd.Pattern('T', a >> b >> c >> order)
