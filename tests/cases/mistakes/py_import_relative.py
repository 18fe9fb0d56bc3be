import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
from ._shared import users
pattern = sd.Pattern('T', a >> b >> c)
