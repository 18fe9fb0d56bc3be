import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
if __name__ == '__main__':
    pattern = sd.Pattern('T', a >> b >> c)
