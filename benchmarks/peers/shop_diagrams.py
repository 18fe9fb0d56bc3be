"""The same design as a plain `diagrams` script, into the file that it is given."""

import sys

from diagrams import Cluster, Diagram, Edge
from diagrams.onprem.client import Users
from diagrams.onprem.compute import Server
from diagrams.onprem.database import PostgreSQL
from diagrams.onprem.inmemory import Redis
from diagrams.onprem.network import Envoy, Nginx

with Diagram("Shop", filename=sys.argv[1], outformat="png", show=False, direction="LR"):
    users, balancer, gateway = Users("Users"), Nginx("Load balancer"), Envoy("API gateway")
    with Cluster("App servers"):
        servers = [Server(f"App server {number}") for number in (1, 2, 3)]
    cache = Redis("Cache")
    with Cluster("Database"):
        primary = PostgreSQL("Primary")
        replicas = [PostgreSQL(f"Replica {number}") for number in (1, 2)]

    users >> Edge(label="HTTPS") >> balancer >> gateway >> servers
    for server in servers:
        server >> Edge(label="lookup") >> cache
        server >> Edge(label="write") >> primary
    primary >> Edge(label="rows", style="dotted") >> replicas
