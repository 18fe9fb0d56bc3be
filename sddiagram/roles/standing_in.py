"""Pairs of roles of which one does a part of the job of the other, or, where it is plain, all."""

STAND_INS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "service/worker",
        "service/door",
        "worker/batch",
        "worker/stream processing",
        "worker/crawler",
        "batch/stream processing",
        "batch/training",
        "batch/evaluation",
        "service/workflow",
        "schedule/workflow",
        "changes/broker",
        "dead letters/broker",
        "cache/database",
        "cache/online features",
        "cache/edge cache",
        "database/online features",
        "database/warehouse",
        "database/replica",
        "database/search",
        "files/warehouse",
        "files/offline features",
        "warehouse/offline features",
        "files/registry",
        "search/vectors",
        "evaluation/watching",
        "collection/watching",
        "collection/broker",
        "collection/service",
        "experiments/registry",
        "settings/lock",
        "notices/outside",
        "payment/outside",
        "model/outside",
        "identity/outside",
        "files/outside",
        "identifiers/lock",
        "identifiers/service",
        "identifiers/database",
        "candidates/search",
        "search/database",
        "limiter/door",
        "identity/door",
        "candidates/service",
        "ranker/model",
        "embedder/model",
        "guard/model",
    )
)
"""Pairs of roles of which one may stand in for the other, in part."""

BY_NAME = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "worker/batch",
        "worker/stream processing",
        "batch/stream processing",
        "worker/crawler",
        "notices/outside",
        "files/outside",
    )
)
"""Those of which one does the whole job of the other where both are called alike."""

BY_TECHNOLOGY = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "cache/database",
        "cache/online features",
        "database/online features",
        "search/vectors",
        "files/offline features",
    )
)
"""Those of which one does the whole job of the other where both are made of the same."""
