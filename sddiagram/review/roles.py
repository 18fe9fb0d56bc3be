"""What a component is, as a review sees it: by its kind's noun, its family and its technology.

A kind of an author's own has the family that its author gave, and a noun that no role names.
"""

import re
from collections.abc import Collection

from sddiagram.model.component import Component, Family

DATABASES = frozenset(
    ("Database", "SQLPrimary", "Shard", "NoSQL", "KeyValue", "TimeSeriesDB", "GraphDB")
)
"""What keeps records that exist nowhere else."""
DERIVED_STORES = frozenset(
    ("SearchIndex", "VectorIndex", "VectorDB", "OnlineFeatureStore", "ReadReplica")
)
"""What can be built again from something else."""
FILES = frozenset(("ObjectStorage", "DataLake", "DataWarehouse", "OfflineFeatureStore"))
"""Where history and copies are kept, cheap and durable."""
CACHES = frozenset(("Cache",))
QUEUES = frozenset(("Queue",))
LOGS = frozenset(("Stream", "PubSub"))
"""What hands each message to everyone who reads it."""
BROKERS = QUEUES | LOGS | {"DeadLetterQueue", "CDC"}
BALANCERS = frozenset(("LoadBalancer", "Gateway", "Proxy", "ServiceMesh", "ServiceDiscovery"))
"""What spreads calls over replicas, or says where a healthy one is."""
DOORS = frozenset(("Gateway", "WAF", "RateLimiter", "Identity", "ServiceMesh"))
"""What knows who calls, or refuses callers."""
DRAWN_ONCE = frozenset(
    (
        *("DNS", "CDN", "WAF", "External", "Payment", "Notification", "ObjectStorage", "DataLake"),
        *(
            "ServiceDiscovery",
            "DataWarehouse",
            "Identity",
            "Secrets",
            "ConfigStore",
            "Tool",
            "OfflineFeatureStore",
        ),
    )
)
"""What others run, or what is spread over zones by its nature: one card, and many machines."""
TELEMETRY = frozenset(("Monitoring", "Alerting", "Dashboard", "Logging", "Tracing"))
"""What watches: no request needs it."""
BATCH = frozenset(("BatchProcessor", "ETLJob", "TrainingJob", "Evaluator", "Crawler"))
"""What works through data on its own, at its own pace."""
MODELS = frozenset(
    (
        *("ModelServer", "LLM", "GPUPool", "Ranker", "Reranker", "Embedder", "Guardrail"),
        "CandidateGenerator",
    )
)
"""What answers with a model."""

_STAFF = re.compile(
    r"\b(analysts?|engineers?|scientists?|researchers?|operators?|stewards?|editors?|staff|admins?|"
    r"finance|support|developers?|moderators?|curators?|internal|back.?office|teams?|reviewers?|annotators?)\b",
    re.IGNORECASE,
)
_PROGRAMS = re.compile(r"\b(producers?|services?|jobs?|sensors?|devices?|writers?)\b", re.I)


def is_a(component: Component, nouns: Collection[str]) -> bool:
    """Whether the component's kind is one of `nouns`."""
    return component.kind.noun in nouns


def is_client(component: Component) -> bool:
    """Whether people, or their programs, stand there."""
    return component.kind.family is Family.CLIENT


def is_staff(component: Component) -> bool:
    """Whether a client is people of one's own, who can wait for an hour."""
    return is_client(component) and bool(_STAFF.search(component.label))


def is_of_the_house(component: Component) -> bool:
    """Whether a client is a program or people of one's own, whom a door need not stop."""
    return is_staff(component) or (is_client(component) and bool(_PROGRAMS.search(component.label)))


def is_store(component: Component) -> bool:
    """Whether it keeps data: by its family, or as features and vectors are kept."""
    return component.kind.family is Family.DATA or is_a(component, DERIVED_STORES | FILES)


def is_broker(component: Component) -> bool:
    """Whether messages wait there for those who take them."""
    return component.kind.family is Family.MESSAGING and not is_a(component, ("Notification",))


def is_managed(component: Component) -> bool:
    """Whether others run it, spread over zones, so that its one card is many machines."""
    return component.is_managed
