"""Variants of a design that are as good, and variants that lack one component, made by code."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import sddiagram as sd
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow, Flow, Link
from sddiagram.model.pattern import View
from sddiagram.roles import role_of

OTHER = {
    "Redis": "Memcached",
    "Kafka": "Pulsar",
    "RabbitMQ": "ActiveMQ",
    "PostgreSQL": "MySQL",
    "S3": "MinIO",
    "CloudFront": "Fastly",
    "Envoy": "Kong",
    "vLLM": "SGLang",
    "Triton": "TorchServe",
    "PyTorch": "TensorFlow",
    "MLflow": "SageMaker",
    "FAISS": "Milvus",
    "Flink": "Spark",
    "Spark": "Flink",
    "Prometheus": "Datadog",
    "ClickHouse": "Druid",
    "ScyllaDB": "Cassandra",
    "Cassandra": "ScyllaDB",
    "Iceberg": "Delta Lake",
    "KEDA": "Kubernetes",
}
KINDS = {
    "Queue": sd.Stream,
    "Stream": sd.PubSub,
    "SQLPrimary": sd.Database,
    "Database": sd.NoSQL,
    "NoSQL": sd.KeyValue,
    "KeyValue": sd.NoSQL,
    "Shard": sd.NoSQL,
    "LoadBalancer": sd.Proxy,
    "Gateway": sd.Proxy,
    "Ranker": sd.Reranker,
    "Reranker": sd.Ranker,
    "ModelServer": sd.GPUPool,
    "LLM": sd.ModelServer,
    "VectorIndex": sd.VectorDB,
    "VectorDB": sd.VectorIndex,
    "ObjectStorage": sd.DataLake,
    "Service": sd.Function,
    "Monitoring": sd.Dashboard,
}
"""Another kind of the same role."""
NAMES = {
    "client": "People",
    "door": "Ingress",
    "edge cache": "Edge",
    "service": "Backend",
    "cache": "Fast memory",
    "database": "Main DB",
    "replica": "Followers",
    "files": "Bucket",
    "broker": "Event bus",
    "worker": "Consumers",
    "watching": "Observability",
    "model": "Predictor",
    "registry": "Model versions",
    "training": "Learner",
    "online features": "Serving signals",
    "offline features": "Signal history",
    "stream processing": "Flink job",
    "batch": "Nightly job",
    "warehouse": "Analytics",
    "search": "Text index",
    "vectors": "ANN",
}
"""What another candidate writes on a component of a role."""
FAULTS = (
    *("cache", "broker", "registry", "online features", "replica", "dead letters", "edge cache"),
    *("guard", "ranker", "candidates", "vectors", "training", "limiter", "evaluation", "watching"),
    *("stream processing", "files", "database", "identifiers", "worker", "search", "batch"),
    *("offline features", "schedule", "settings", "service"),
)
"""Roles that a weak candidate forgets; of each reference the first five that it has."""

Parts = tuple[dict[str, Component], list[Arrow]]


def parts_of(view: View) -> Parts:
    """The components and arrows of a board, bare of what only estimates need."""
    components = {
        one.id: one.kind(one.label, technology=one.technology or "", note=one.note)
        for one in view.components
    }
    return components, [
        Arrow(
            one.source,
            one.target,
            Link(one.link.verb, one.link.label, fallback=one.link.fallback),
        )
        for one in view.arrows
    ]


def drawn(parts: Parts) -> View:
    """The board of these parts, whose components may have other labels now."""
    components, arrows = parts
    ids = {old: one.id for old, one in components.items()}
    ends = [(ids[one.source], ids[one.target], one.link) for one in arrows]
    joined = dict.fromkeys(Arrow(*end) for end in ends if end[0] != end[1])
    return sd.Pattern("Mine", Flow(tuple(components.values()), tuple(joined))).view()


def other_technologies(parts: Parts) -> Parts:
    """Another technology and another kind for each, where there is one."""
    components, arrows = parts

    def other(one: Component) -> Component:
        kind = KINDS.get(one.kind.noun, one.kind)
        name = one.technology.name if one.technology else ""
        built_with = sd.Technology(OTHER.get(name, name)) if name else ""
        return kind(one.label, technology=built_with, note=one.note)

    return {id: other(one) for id, one in components.items()}, arrows


def other_names(parts: Parts) -> Parts:
    """Names of the role, counted, without notes."""
    components, arrows = parts
    counts: dict[str, int] = {}

    def named(one: Component) -> Component:
        name = NAMES.get(role_of(one).name, re.sub(r"(?<!^)([A-Z])", r" \1", one.kind.noun))
        counts[name] = counts.get(name, 0) + 1
        return one.but(label=f"{name} {counts[name]}", note="")

    return {id: named(one) for id, one in components.items()}, arrows


def merged(parts: Parts) -> Parts:
    """Neighbours of one role, that need no separate box, in one."""
    components, arrows = dict(parts[0]), list(parts[1])
    for role in ("door", "service", "worker", "stream processing"):
        for arrow in list(arrows):
            one, other = components.get(arrow.source), components.get(arrow.target)
            if not one or not other or one is other:
                continue
            if role_of(one).name == role_of(other).name == role:
                label = f"{one.label} and {other.label}" if role != "door" else one.label
                return _into_one(components, arrows, arrow, label)
    for arrow in arrows:
        one, other = components[arrow.source], components[arrow.target]
        if role_of(one).name == "door" and role_of(other).name in ("service", "limiter"):
            return _into_one(components, arrows, arrow, f"{one.label} and {other.label}")
    return components, arrows


def _into_one(
    components: dict[str, Component], arrows: list[Arrow], at: Arrow, label: str
) -> Parts:
    kept = components | {at.source: components[at.source].but(label=label)}
    del kept[at.target]

    def end(id: str) -> str:
        return at.source if id == at.target else id

    moved = [Arrow(end(one.source), end(one.target), one.link) for one in arrows]
    return kept, moved


def split(parts: Parts) -> Parts:
    """Each service, cache and worker in two."""
    components, arrows = dict(parts[0]), list(parts[1])
    chosen = [
        one for one in components.values() if role_of(one).name in ("service", "cache", "worker")
    ][:3]
    for one in chosen:
        second = one.but(label=f"{one.label} for writes")
        components[second.id] = second
        components[one.id] = one.but(label=f"{one.label} for reads")
        arrows += [replace(a, source=second.id) for a in arrows if a.source == one.id]
        arrows += [replace(a, target=second.id) for a in arrows if a.target == one.id]
    return components, arrows


def managed(parts: Parts) -> Parts:
    """Products of a cloud; what they bring along is drawn no more."""
    components, arrows = dict(parts[0]), list(parts[1])
    products = {
        "database": (sd.Database, "Aurora"),
        "broker": (sd.Queue, "SQS"),
        "cache": (sd.Cache, "ElastiCache"),
        "files": (sd.ObjectStorage, "S3"),
        "watching": (sd.Monitoring, "CloudWatch"),
    }
    for id, one in list(components.items()):
        role = role_of(one).name
        if role in products:
            kind, name = products[role]
            components[id] = kind(one.label, technology=name)
        if role in ("replica", "dead letters"):
            into = next((a for a in arrows if a.target == id), None)
            callers = [a for a in arrows if a.target == id and a is not into]
            arrows = [a for a in arrows if id not in (a.source, a.target)]
            if into:
                arrows += [replace(a, target=into.source) for a in callers]
            del components[id]
    return components, [a for a in arrows if a.source in components and a.target in components]


def all_at_once(parts: Parts) -> Parts:
    """Other technologies, merged, split, and other names."""
    return other_names(split(merged(other_technologies(parts))))


VARIANTS: dict[str, Callable[[Parts], Parts]] = {
    "other technologies": other_technologies,
    "other names": other_names,
    "merged": merged,
    "split": split,
    "managed": managed,
    "all at once": all_at_once,
}


def faults(parts: Parts) -> Iterator[tuple[Component, Parts]]:
    """Five times one component is forgotten; who called it calls what it called."""
    components, arrows = parts
    found = [one for role in FAULTS for one in components.values() if role_of(one).name == role]
    firsts = list({role_of(one).name: one for one in reversed(found)}.values())[::-1]
    chosen = [*firsts, *(one for one in found if one not in firsts)][:5]
    for gone in chosen:
        left = [one for one in arrows if gone.id not in (one.source, one.target)]
        past = [
            Arrow(one.source, other.target, one.link)
            for one in arrows
            for other in arrows
            if one.target == gone.id == other.source and one.source != other.target
            if role_of(gone).name != "cache"
        ]
        yield gone, ({id: one for id, one in components.items() if id != gone.id}, [*left, *past])
