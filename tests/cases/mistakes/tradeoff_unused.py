import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
t = sd.TradeOff('x', gain='y', cost='z')
pattern = sd.Pattern('T', a >> b >> c)
