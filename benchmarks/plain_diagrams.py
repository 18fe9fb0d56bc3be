"""The design of `patterns/llm_serving.py` as a plain `diagrams` script, drawn by a system dot."""

import sys

from diagrams import Cluster, Diagram, Edge
from diagrams.generic.compute import Rack
from diagrams.onprem.client import Users
from diagrams.onprem.inmemory import Redis
from diagrams.onprem.mlops import Mlflow
from diagrams.onprem.monitoring import Prometheus
from diagrams.onprem.network import Envoy
from diagrams.onprem.queue import Kafka
from diagrams.programming.language import Python

with Diagram("LLM serving", filename=sys.argv[1], outformat="png", show=False, direction="LR"):
    users, gateway = Users("Users"), Envoy("API gateway")
    quota, cache = Redis("Token quota"), Redis("Response cache")
    router, evaluation = Python("Model router"), Python("Evaluation")
    usage, jobs = Kafka("Usage log"), Kafka("Batch queue")
    registry, monitoring = Mlflow("Model registry"), Prometheus("Monitoring")
    spot = Rack("Spot pool")
    with Cluster("GPU pool"):
        small, large, prefixes = Rack("8B pool"), Rack("70B pool"), Rack("KV-cache tier")

    users >> Edge(label="prompt") >> gateway >> Edge(label="tokens", style="bold") >> users
    gateway >> Edge(label="reserve tokens") >> quota
    gateway >> Edge(label="get, set after") >> cache
    gateway >> Edge(label="misses") >> router
    router >> Edge(label="easy, 70 %") >> small
    router >> Edge(label="hard, 30 %") >> large
    small >> Edge(label="prefix blocks") >> prefixes
    large >> Edge(label="prefix blocks") >> prefixes
    gateway >> Edge(label="usage", style="dashed") >> usage
    usage >> Edge(label="tokens, samples", style="dotted") >> evaluation
    evaluation >> Edge(label="approves") >> registry
    registry >> Edge(label="weights", style="dotted") >> [small, large, spot]
    router >> Edge(label="queue, KV use", style="dashed") >> monitoring
    gateway >> Edge(label="batch jobs", style="dashed") >> jobs >> Edge(label="job") >> spot
