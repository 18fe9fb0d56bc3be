import sddiagram as sd

a = sd.Client('Users')
b = sd.Service('API')
c = sd.Cache('Carts')
from dataclasses import dataclass
@dataclass
class Tier:
    name: str
t = Tier()
pattern = sd.Pattern('T', a >> b >> c)
