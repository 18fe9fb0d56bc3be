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

opens = sd.Requests("open", 1_000 * sd.rps)
sd.Requests("open", 1_000)  # refused: arg-type
sd.Requests("open", 1_000 * sd.rps, 5)  # refused: call-arg
sd.Records("links", of=opens, size=500 * sd.B)  # refused: call-overload
sd.Records("links", count=5, keep=1 * sd.day, size=1 * sd.B)  # refused: call-overload
sd.Client("Users", sends="open")  # refused: arg-type
sd.calls("get", of="open")  # refused: arg-type
sd.calls("get", after="Sessions")  # refused: arg-type
sd.calls("get", share="a third")  # refused: arg-type
sd.Cache("Hot", caches=cache)  # refused: arg-type
sd.Service("API", latency=5)  # refused: arg-type
sd.Service("API", sizing=0.65)  # refused: arg-type
sd.latency(1 * sd.ms)  # refused: call-arg
sd.at_most(100 * sd.ms, 95)  # refused: call-arg
sd.Stage("S", users >> api, why=lambda n: n[5])  # refused: call-overload
sd.Stage("S", users >> api, why=lambda n: n.peek)  # refused: attr-defined
sd.scaled(users, 10)  # refused: arg-type
