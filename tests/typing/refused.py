"""Mistakes that an editor must show: each marked line, and no other, with mypy's code for it."""

import sddiagram as sd

users = sd.Client("Users")
api = sd.Service("API")
cache = sd.Cache("Sessions")

sd.Stage("An arrow that ends nowhere", users >> "orders")  # refused: arg-type
sd.Pattern("An arrow that ends nowhere", users >> sd.emits("orders"))  # refused: arg-type
users >> "orders" >> "carts" >> api  # refused: operator
users >> sd.calls("orders") >> sd.emits("carts") >> api  # refused: operator
users >> sd.Service  # refused: operator
users >> 3  # refused: operator
sd.row(users, "API")  # refused: arg-type
sd.row(users >> api, cache)  # refused: arg-type
users - api  # refused: operator

sd.Cahce("Sessions")  # refused: attr-defined
sd.Cache()  # refused: call-arg
sd.Cache("Sessions", hit_rate=0.9)  # refused: call-arg
sd.Cache("Sessions", hit_ratio="90 %")  # refused: arg-type
sd.Service("API", capacity=2_000)  # refused: arg-type
sd.Service("API", replicas=[3])  # refused: arg-type
sd.Service("API", group=["GPU pool"])  # refused: arg-type
sd.Brief("Design a shop.", traffic=1_000)  # refused: arg-type
users.label = "People"  # refused: misc

1_000 * sd.rps + 5  # refused: operator
sd.Stage("Scale", replaces=users >> api)  # refused: arg-type
sd.Stage("Scale", step="Scale and optimise")  # refused: arg-type
sd.render(users >> api)  # refused: arg-type
sd.render(sd.Pattern("Shop", users >> api), stage="final")  # refused: arg-type
