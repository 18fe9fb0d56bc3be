import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
g = sd.Cluster('VPC')
pattern = sd.Pattern('T', a >> b >> c)
