"""The small design that every tool draws: users to a replicated database, with a cache."""

import sddiagram as sd

users, balancer = sd.Client("Users"), sd.LoadBalancer("Load balancer", technology="nginx")
gateway = sd.Gateway("API gateway")
fleet = sd.Group("App servers")
servers = [sd.Service(f"App server {number}", group=fleet) for number in (1, 2, 3)]
cache = sd.Cache("Cache", technology="redis")
database = sd.Group("Database")
primary = sd.SQLPrimary("Primary", technology="postgresql", group=database)
replicas = [sd.ReadReplica(f"Replica {number}", group=database) for number in (1, 2)]

pattern = sd.Pattern(
    "Shop",
    users >> "HTTPS" >> balancer >> gateway >> servers,
    servers >> sd.calls("lookup") >> cache,
    servers >> sd.calls("write") >> primary >> sd.copies("rows") >> replicas,
)
