"""What one node of a technology is planned with: below what was measured, and where it was read.

The measured figure is the best of a benchmark; the planned one leaves room for a real load, and
is what a component has that states no capacity of its own. Nothing here is a promise: measure.
"""

from dataclasses import dataclass

from sddiagram.quantity import Quantity, unit
from sddiagram.technology.row import Technology
from sddiagram.technology.sources import Source, source
from sddiagram.units import MB, rps, s

sequences = unit("sequence")
ASSUMED = ", assumed"
"""How the words of a value end that no source stands behind."""


CORE = "core"
"""The node of what is planned for one core, of which a machine has several."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one `node` of a technology carries, as planned; `measured` says of what.

    `use` tells the ways apart in which one technology is used; empty, it is the default one. `keys`
    name the sources; without one the value is assumed.
    """

    technology: str
    capacity: Quantity
    node: str
    measured: str
    keys: tuple[str, ...] = ()
    use: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no source stands behind it."""
        return not self.keys

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it was read."""
        return tuple(map(source, self.keys))

    @property
    def how(self) -> str:
        """The value in words, with what was measured and where."""
        cited = f" [{', '.join(self.keys)}]" if self.keys else ASSUMED
        way = f", {self.use}" if self.use else ""
        return f"{self.technology}{way}: {self.capacity} per {self.node} ({self.measured}){cited}"


def plan(technology: "Technology | str", use: str = "") -> Plan | None:
    """What a node of `technology` is planned with in this `use`, or None where nobody says.

    Raises `NotFoundError` for the name of no technology.
    """
    name = Technology.named(technology).name
    return next((row for row in PLANS if (row.technology, row.use) == (name, use)), None)


_REDIS = "72,000 to 79,000 measured for one process"
_POSTGRES = "7,200 to 8,100 transactions per second measured on 16 vCPU, network storage and 100 GB"
_ENVOY = "0.35 vCPU measured per 1,000 rps, with policy and telemetry"
_HNSW = "300 to 2,500 searches per second measured for k = 10 at recall 0.99"
_KAFKA = "605 MB/s measured on 3 brokers"
_NGINX = "74,000 rps of 1 KB measured on 1 core"

PLANS = (
    Plan("Redis", 50_000 * rps, "process", _REDIS, ("RED",)),
    Plan(
        "Redis",
        250_000 * rps,
        "process",
        "403,000 sets and 508,000 gets measured in pipelines of 16",
        ("RED",),
        "pipelined",
    ),
    Plan("PostgreSQL", 5_000 * rps, "primary", _POSTGRES, ("PGB",)),
    Plan("RDS PostgreSQL", 5_000 * rps, "primary", _POSTGRES, ("PGB",)),
    Plan(
        "PostgreSQL",
        20_000 * rps,
        "node",
        "a read-write benchmark of 16 vCPU, which supports it only weakly",
        ("PGB",),
        "point reads",
    ),
    Plan(
        "Kafka",
        100 * MB / s,
        "broker",
        _KAFKA,
        ("KAF",),
    ),
    Plan(
        "Kafka", 10 * MB / s, "partition", "605 MB/s measured on 3 brokers", ("KAF",), "partition"
    ),
    Plan("Envoy", 22_900 * rps, "node of 8 vCPU", _ENVOY, ("IST",)),
    Plan("Istio", 22_900 * rps, "node of 8 vCPU", _ENVOY, ("IST",)),
    Plan("NGINX", 24_000 * rps, "node of 8 vCPU", f"{_NGINX}, with TLS, auth, logs", ("NGX",)),
    Plan("NGINX", 160_000 * rps, "node of 8 vCPU", _NGINX, ("NGX",), "plain"),
    Plan("HNSW", 1_000 * rps, "core", _HNSW, ("ANN",)),
    Plan("hnswlib", 1_000 * rps, "core", _HNSW, ("ANN",)),
    Plan("FAISS", 1_000 * rps, "core", _HNSW, ("ANN",), "HNSW"),
    Plan(
        "pgvector",
        400 * rps,
        "core",
        "about 400 measured for SIFT-1M, k = 10 at recall 0.99",
        ("ANN",),
    ),
    Plan("Flink", 50_000 * rps, "task manager", "events of a stateful job of a few operators"),
    Plan("Cassandra", 10_000 * rps, "node of 8 vCPU", "reads and writes of small rows"),
    Plan("ClickHouse", 200_000 * rps, "node", "inserted rows, in batches", (), "inserts"),
    Plan("Elasticsearch", 500 * rps, "node of 8 vCPU", "searches for words"),
    Plan("RabbitMQ", 20_000 * rps, "node", "durable messages"),
)
"""The planned capacities."""

SERVICE = Plan(
    "service",
    1_500 * rps,
    "node of 8 vCPU",
    "964 rps per core that a framework reaches with 20 queries and no logic [TFB]",
)
"""A stateless service with real logic: the value is assumed, for no framework measures one."""
EMBEDDING = Plan(
    "BERT-base on an A100",
    0.6 * 8_100 * sequences / s,
    "GPU",
    "8,100 measured with 128 tokens, at 60%",
    ("AIT",),
)
"""Sequences of 128 tokens that one GPU turns into vectors."""
