import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
import nowhere_at_all
pattern = sd.Pattern('T', a >> b >> c)
