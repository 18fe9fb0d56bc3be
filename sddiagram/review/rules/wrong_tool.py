"""A technology in a role that it cannot play.

What it finds: a component built with something that does not do what its kind or its arrows ask of
it: etcd as a database, Prometheus that acts, dbt that moves rows, FAISS with deletes, and so on.

Why it is bad: it tells the interviewer that the name was heard, and the thing never used.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    balances = sd.Database("Balances", technology="etcd", replicas=3)
    pattern = sd.Pattern("Money", users >> api >> "debit" >> balances)

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    balances = sd.Database("Balances", technology="cockroachdb", replicas=3)
    pattern = sd.Pattern("Money", users >> api >> "debit" >> balances)

Look-alike: the same technology where it belongs.

    nodes = sd.Service("Nodes", replicas=3)
    leader = sd.Coordinator("Leader election", technology="etcd", replicas=3)
    pattern = sd.Pattern("Nodes", nodes >> "lease" >> leader)

False positives: an extension that adds what the product lacks; name it in the note, and accept it.

Source: the products' own documentation: etcd's limits, FAISS's indexes, ClickHouse's merges, dbt's
adapters, RabbitMQ's queues.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sddiagram.finding import Finding
from sddiagram.model.component import Component
from sddiagram.review.design import Design, found
from sddiagram.review.roles import DATABASES, is_a


@dataclass(frozen=True, slots=True)
class _Misuse:
    """A technology, where it does not fit, and what is so about it."""

    technologies: tuple[str, ...]
    is_wrong: Callable[[str, Design], bool]
    fact: str
    instead: str


def _is_any_of(nouns: Collection[str]) -> Callable[[str, Design], bool]:
    def is_one(id: str, design: Design) -> bool:
        return is_a(design.there[id], nouns)

    return is_one


def _keeps_records(id: str, design: Design) -> bool:
    """Whether it is a database of more than what coordinates others."""
    meta = r"discover|config|leader|election|lock|member|witness|map\b|routing|metadata|who owns"
    return is_a(design.there[id], DATABASES) and not design.has_words(id, meta)


def _acts(id: str, design: Design) -> bool:
    """Whether a system that watches changes others by itself."""
    verbs = r"scale|drain|eject|block|restart|kill|roll.?back|evict|stop"
    return any(design.has_words(arrow, verbs) for arrow in design.out_of[id])


def _deletes(id: str, design: Design) -> bool:
    return design.has_words(id, r"\bdelet|tombston|payload filter|acl|upsert")


def _upserts(id: str, design: Design) -> bool:
    return design.has_words(id, r"upsert|overwrite by key|update by key")


def _is_per_host(id: str, design: Design) -> bool:
    return design.has_words(id, r"queue per (host|user|key|domain|customer)|per.host queue")


def _moves(id: str, design: Design) -> bool:
    data = DATABASES | {"DataWarehouse", "DataLake", "ObjectStorage"}
    reads = any(is_a(design.there[arrow.source], data) for arrow in design.into[id])
    writes = any(is_a(design.there[arrow.target], data) for arrow in design.out_of[id])
    return reads and writes


def _gangs(id: str, design: Design) -> bool:
    return design.has_words(id, r"\bgang\b") and not design.has_words(
        id, r"kueue|volcano|coschedul|slurm|run:ai"
    )


_MISUSES = (
    _Misuse(
        ("etcd", "ZooKeeper", "Consul"),
        _keeps_records,
        "keeps a few gigabytes of metadata for coordination, and no business records",
        "a database with transactions, such as PostgreSQL or CockroachDB",
    ),
    _Misuse(
        ("Prometheus", "Grafana"),
        _acts,
        "scrapes, stores and alerts, and changes nothing by itself",
        "the controller that acts: an autoscaler, the mesh, a release pipeline",
    ),
    _Misuse(
        ("FAISS", "hnswlib", "Annoy"),
        _deletes,
        "is a library: its HNSW index deletes nothing, and filters by no fields",
        "a vector database, such as Milvus, Qdrant, Vespa or OpenSearch",
    ),
    _Misuse(
        ("ClickHouse",),
        _upserts,
        "merges rows of one key some time later, and promises no moment without duplicates",
        "aggregates that may be added twice without harm, or a store that updates by key",
    ),
    _Misuse(
        ("RabbitMQ",),
        _is_per_host,
        "takes some hundred thousand queues, and no queue for each of millions",
        "a partitioned log, with the order by key inside a partition",
    ),
    _Misuse(
        ("dbt",),
        _moves,
        "compiles SQL, and the warehouse's engine reads and writes the rows",
        "an arrow from the warehouse to itself through its engine, with dbt beside it",
    ),
    _Misuse(
        ("Kubernetes",),
        _gangs,
        "places pods one by one, and not all or none of a job",
        "Kueue, Volcano or Slurm, on top of it",
    ),
    _Misuse(
        ("Redis", "Memcached", "Valkey"),
        _is_any_of(("SQLPrimary", "DataWarehouse", "DataLake")),
        "keeps what fits into memory, by key, and joins nothing",
        "a database for the records, with this as the cache before it",
    ),
    _Misuse(
        ("Kafka", "Pulsar", "Kinesis"),
        _is_any_of(DATABASES),
        "is a log: it finds nothing by key",
        "a store that is filled from the log",
    ),
    _Misuse(
        ("S3", "Google Cloud Storage", "Azure Blob Storage"),
        _is_any_of(("SQLPrimary", "Cache", "Queue", "OnlineFeatureStore")),
        "takes tens of milliseconds for the first byte, and queries nothing by itself",
        "a store for small reads, with the files behind it",
    ),
)


def wrong_tool(design: Design) -> Iterator[Finding]:
    """Technologies that do not do what is asked of them here."""
    for id, one in design.there.items():
        name = one.technology.name if one.technology else ""
        for misuse in _MISUSES:
            if name in misuse.technologies and misuse.is_wrong(id, design):
                yield _found(one, name, misuse)


def _found(one: Component, name: str, misuse: _Misuse) -> Finding:
    return found(
        one,
        f"{one.label} is built with {name}, which {misuse.fact}.",
        why="Who has run it asks about just that, and the rest of the talk is about the tool.",
        way_out=f"Take {misuse.instead}.",
        asks=f"Why {name} here, and what does it do when it is full or restarted?",
        number=name,
    )
