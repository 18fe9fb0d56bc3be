import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
d = sd.Service(
    'X',
    note='y',
    replica=3,
)
e = sd.Cache(
    'Z',
    tecnology='redis',
)
pattern = sd.Pattern('T', a >> b >> c)
