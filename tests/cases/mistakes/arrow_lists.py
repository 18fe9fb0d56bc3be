import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
xs, ys = [a, b], [c]
pattern = sd.Pattern('T', xs >> ys)
