import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
class Bad(Exception):
    def __str__(self):
        return 1 / 0
raise Bad
pattern = sd.Pattern('T', a >> b >> c)
