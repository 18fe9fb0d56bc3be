"""The table of roles: a row for each job that a design may need done, and what may stand in."""

from dataclasses import dataclass
from enum import Enum

from sddiagram.model.component import Family
from sddiagram.roles.nouns import BALANCERS, CACHES, DATABASES, LOGS, QUEUES, TELEMETRY


class Section(Enum):
    """The order in which an interviewer goes through a design."""

    PATH = "request path"
    DATA = "data"
    ASYNCHRONY = "asynchrony"
    OPERATIONS = "operations and learning"


@dataclass(frozen=True, slots=True)
class Role:
    """What several kinds of component can do, and how much a design lacks without it."""

    name: str
    nouns: frozenset[str]
    """The kinds that play it as well as each other."""
    said: str
    """As an interviewer asks for it: `a cache`."""
    section: Section
    weight: int
    """Points that it is worth; nothing for what no design can lack."""
    words: frozenset[str] = frozenset()
    """Words of a label from which it is heard, in components of its families."""
    families: frozenset[Family] = frozenset()
    """Families in which the words are heard; empty: nowhere."""

    def __repr__(self) -> str:
        return f"<Role {self.name}>"


_CODE = frozenset((Family.COMPUTE, Family.ML, Family.EDGE, Family.OPERATIONS))
_STORES = frozenset((Family.DATA, Family.ML))
_BROKERS = frozenset((Family.MESSAGING,))


def _row(
    name: str,
    nouns: str | frozenset[str],
    said: str,
    section: Section,
    weight: int,
    words: str = "",
    families: frozenset[Family] = _CODE,
) -> Role:
    return Role(
        name,
        frozenset(nouns.split() if isinstance(nouns, str) else nouns),
        said,
        section,
        weight,
        frozenset(words.split()),
        families if words else frozenset(),
    )


_PATH, _DATA, _ASYNC, _OPS = Section
ROLES = (
    _row("client", "Client Mobile Browser", "a client", _PATH, 0),
    _row("name service", "DNS", "a name service", _PATH, 1),
    _row("edge cache", "CDN", "a CDN close to the users", _PATH, 2),
    _row("firewall", "WAF", "a web firewall", _PATH, 1),
    _row("door", BALANCERS | {"WebSocketServer"}, "a balancer or gateway", _PATH, 2),
    _row("limiter", "RateLimiter", "a limit for each caller", _PATH, 2, "limiter quota throttle"),
    _row("identity", "Identity", "a check of who the caller is", _PATH, 1, "identity auth iam"),
    _row("service", "Service Function", "a stateless service", _PATH, 2),
    _row(
        "identifiers",
        "IDGenerator",
        "identifiers that are given once",
        _PATH,
        2,
        "id ids identifier snowflake",
    ),
    _row("payment", "Payment", "a payment provider", _PATH, 2),
    _row("outside", "External", "a system that others run", _PATH, 1),
    _row(
        "guard",
        "Guardrail",
        "a guard of what goes into the model and comes out",
        _PATH,
        2,
        "guard guardrail moderation",
    ),
    _row("agent", "Agent", "an agent", _PATH, 3),
    _row("tool", "Tool", "a tool that the agent calls", _PATH, 2),
    _row("sandbox", "Sandbox", "a sandbox", _PATH, 2, "sandbox"),
    _row("model", "ModelServer LLM GPUPool", "a model server", _PATH, 3),
    _row(
        "candidates",
        "CandidateGenerator",
        "a step that finds candidates",
        _PATH,
        3,
        "retrieval retriever candidate candidates",
    ),
    _row("ranker", "Ranker Reranker", "a step that ranks", _PATH, 3, "ranker ranking rerank"),
    _row("embedder", "Embedder", "an embedder", _PATH, 2, "embedder embedding encoder"),
    _row("cache", CACHES, "a cache", _DATA, 3, "cache", _STORES),
    _row("database", DATABASES, "a database", _DATA, 3),
    _row("replica", "ReadReplica", "read replicas", _DATA, 2, "replica standby", _STORES),
    _row("files", "ObjectStorage DataLake", "object storage", _DATA, 2, "backup", _STORES),
    _row("search", "SearchIndex", "an index of words", _DATA, 2, "search", _STORES),
    _row("vectors", "VectorIndex VectorDB", "an index of vectors", _DATA, 3, "vector", _STORES),
    _row("warehouse", "DataWarehouse", "a store for analysis", _DATA, 2, "warehouse", _STORES),
    _row("online features", "OnlineFeatureStore", "online features", _DATA, 3, "feature", _STORES),
    _row("offline features", "OfflineFeatureStore", "offline features", _DATA, 2),
    _row("lock", "Lock Coordinator", "a lock or a leader", _DATA, 2, "lock lease"),
    _row("broker", QUEUES | LOGS, "a queue or log", _ASYNC, 3),
    _row(
        "dead letters",
        "DeadLetterQueue",
        "a queue for dead letters",
        _ASYNC,
        2,
        "dead dlq",
        _BROKERS,
    ),
    _row("changes", "CDC", "changes read from the database's log", _ASYNC, 2, "cdc outbox"),
    _row("worker", "Worker", "workers beside the request", _ASYNC, 2),
    _row("crawler", "Crawler", "a crawler", _ASYNC, 2, "crawler fetcher"),
    _row(
        "stream processing",
        "StreamProcessor",
        "processing of the stream",
        _ASYNC,
        2,
        "aggregator",
    ),
    _row("batch", "BatchProcessor ETLJob", "a batch job", _ASYNC, 2),
    _row("schedule", "Scheduler", "a scheduler", _ASYNC, 2, "scheduler autoscaler"),
    _row("workflow", "Workflow", "steps that survive a crash", _ASYNC, 2, "workflow saga"),
    _row("notices", "Notification", "notices to users", _ASYNC, 1),
    _row("training", "TrainingJob", "training", _OPS, 3, "training trainer retrain"),
    _row("evaluation", "Evaluator", "an evaluation", _OPS, 2, "evaluation evaluator"),
    _row("registry", "ModelRegistry", "a model registry", _OPS, 3, "registry"),
    _row("experiments", "ExperimentTracker", "a record of experiments", _OPS, 1, "tracker"),
    _row("settings", "ConfigStore", "settings that change without a release", _OPS, 1),
    _row("secrets", "Secrets", "a place for secrets", _OPS, 1),
    _row("collection", "Collector", "a collector of events", _OPS, 1, "collector"),
    _row(
        "watching",
        TELEMETRY,
        "monitoring",
        _OPS,
        2,
        "monitor monitoring drift",
    ),
)
"""All of them, in the order in which an interviewer raises what is missing."""
