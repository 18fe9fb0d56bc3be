"""Good variants: what another candidate would draw as well, and a review must not mind."""

from dataclasses import replace

import sddiagram as sd
from benchmarks.review.edits import Edit, busiest, bypassed, design, with_parts
from sddiagram.model.component import Family
from sddiagram.model.goals import Goal, Of
from sddiagram.review.roles import DATABASES, is_a, is_client

_STRICT = (Of.STALENESS, Of.AVAILABILITY)
_OTHERS = {
    "PostgreSQL": "mysql",
    "MySQL": "postgresql",
    "Redis": "valkey",
    "Memcached": "redis",
    "Kafka": "redpanda",
    "S3": "gcs",
    "DynamoDB": "cassandra",
    "Cassandra": "scylladb",
    "Envoy": "nginx",
    "NGINX": "haproxy",
    "SQS": "rabbitmq",
    "Flink": "spark",
    "Spark": "flink",
    "Prometheus": "datadog",
    "Airflow": "dagster",
    "MLflow": "weights & biases",
    "vLLM": "sglang",
    "Triton": "torchserve",
}


def other_technologies(pattern: sd.Pattern) -> sd.Pattern | None:
    """The same design from other vendors."""
    changed = []
    for one in pattern.boards[-1].components:
        name = one.technology.name if one.technology else ""
        if name in _OTHERS:
            capacity = design(pattern).numbers.loads.get(one.id)
            planned = capacity.capacity if capacity else None
            changed.append(one.but(technology=_OTHERS[name], capacity=one.capacity or planned))
    return with_parts(pattern, changes=changed) if changed else None


def managed_services(pattern: sd.Pattern) -> sd.Pattern | None:
    """Databases, queues, caches and files as a cloud sells them, drawn once."""
    sold = {**dict.fromkeys(DATABASES, "dynamodb"), "Queue": "sqs", "ObjectStorage": "s3"}
    changed = [
        one.but(technology=sold[one.kind.noun])
        for one in pattern.boards[-1].components
        if one.kind.noun in sold
    ]
    return with_parts(pattern, changes=changed) if changed else None


def more_replicas(pattern: sd.Pattern) -> sd.Pattern | None:
    """One more of everything that has replicas."""
    found = design(pattern)
    changed = [
        load.component.but(replicas=load.instances + load.component.copies)
        for load in found.numbers
        if load.instances > 1 and load.component.cost is None
    ]
    return with_parts(pattern, changes=changed) if changed else None


def one_service_more(pattern: sd.Pattern) -> sd.Pattern | None:
    """A service split in two: a thin front that calls what it was."""
    found = design(pattern)
    one = busiest(found, "Service", "ModelServer", "LLM", "Ranker")
    if one is None:
        return None
    front = sd.Service(
        "Thin front",
        replicas=3 * found.count(one.id),
        latency=0.1 * sd.ms,
        availability=0.999_999_9,
    )
    calls = [arrow for arrow in found.into[one.id] if found.waits(arrow)]
    if not calls or any(arrow.link.after or arrow.link.hits_of for arrow in calls):
        return None
    board = pattern.boards[-1]
    moved = [_to(front, arrow) if arrow in calls else arrow for arrow in board.arrows]
    flow = front >> sd.calls("call", costs=calls[0].link.costs) >> one
    drawn = replace(board, components=(*board.components, front), arrows=(*moved, *flow.arrows))
    return pattern.redrawn([*pattern.boards[:-1], drawn])


def _to(front: sd.Component, arrow: sd.Arrow) -> sd.Arrow:
    return replace(arrow, target=front.id, link=replace(arrow.link, costs=None))


def one_service_less(pattern: sd.Pattern) -> sd.Pattern | None:
    """Two services merged: what only passes calls on goes into its caller."""
    found = design(pattern)
    for id, one in found.there.items():
        callers = [found.there[caller] for caller in found.callers(id)]
        onward = [arrow for arrow in found.out_of[id] if found.waits(arrow)]
        is_thin = is_a(one, ("Service",)) and len(onward) == len(found.out_of[id]) > 0
        is_inner = bool(callers) and not any(
            is_client(caller) or is_a(caller, ("CDN", "LoadBalancer")) for caller in callers
        )
        plain = all(not (a.link.after or a.link.hits_of or a.link.of) for a in onward)
        if is_thin and is_inner and plain and one.kind.family is Family.COMPUTE:
            return bypassed(pattern, [id])
    return None


def watched_more(pattern: sd.Pattern) -> sd.Pattern | None:
    """Metrics of each service, and a history of sampled requests for analysts."""
    board = pattern.boards[-1]
    services = [one for one in board.components if is_a(one, ("Service", "ModelServer"))]
    if not services:
        return None
    lake = sd.DataLake("Sampled requests", technology="iceberg")
    flows = [one >> sd.emits("metrics", share=0) >> sd.Monitoring("Metrics") for one in services]
    flows.append(services[0] >> sd.batches("hourly", every=1 * sd.hour) >> lake)
    return with_parts(pattern, *flows)


def cache_before(pattern: sd.Pattern) -> sd.Pattern | None:
    """A small cache with a lifetime beside the busiest service, before a store of settings."""
    one = busiest(design(pattern), "Service", "ModelServer", "Gateway", "LLM")
    goals = [answer for _, answer in pattern.brief.non_functional] if pattern.brief else []
    # Where a goal says how old or how often, another hop is no small thing.
    if one is None or any(isinstance(goal, Goal) and goal.about in _STRICT for goal in goals):
        return None
    cache = sd.Cache("Settings cache", hit_ratio=0.99, stale=30 * sd.s, note="lifetime 30 s")
    store = sd.NoSQL("Settings", technology="dynamodb", note="imported from the console")
    return with_parts(
        pattern,
        one >> sd.calls("settings", share=0.1) >> cache,
        one >> sd.calls("misses", after=cache) >> store,
    )


def archived(pattern: sd.Pattern) -> sd.Pattern | None:
    """What is stored or logged goes into a cheap archive each month, too."""
    board = pattern.boards[-1]
    stores = [one for one in board.components if is_a(one, (*DATABASES, "Stream", "DataLake"))]
    archive = sd.ObjectStorage("Archive", technology="s3", note="for the law, 7 years")
    flows = [one >> sd.batches("monthly", every=30 * sd.day) >> archive for one in stores]
    return with_parts(pattern, *flows) if flows else None


VARIANTS: tuple[tuple[str, Edit], ...] = (
    ("other technologies", other_technologies),
    ("managed services", managed_services),
    ("one replica more", more_replicas),
    ("a service split", one_service_more),
    ("two services merged", one_service_less),
    ("watched more", watched_more),
    ("a cache with a lifetime", cache_before),
    ("an archive", archived),
)
