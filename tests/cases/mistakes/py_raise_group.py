import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
raise ExceptionGroup('many', [ValueError('x')])
pattern = sd.Pattern('T', a >> b >> c)
