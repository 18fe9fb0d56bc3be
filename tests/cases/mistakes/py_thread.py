import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
import threading
t = threading.Thread(target=lambda: None)
t.start()
t.join()
pattern = sd.Pattern('T', a >> b >> c)
