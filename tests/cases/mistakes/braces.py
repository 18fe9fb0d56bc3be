import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
def f() {
    return 1
}
pattern = sd.Pattern('T', a >> b >> c)
