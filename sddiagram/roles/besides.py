"""What a component does besides its role: by its place, by its words, or as a product has it."""

import re
from collections.abc import Mapping

from sddiagram.model.component import Component
from sddiagram.roles import role_of
from sddiagram.roles.table import Role

_IN_PLACE: Mapping[str, frozenset[str]] = {
    "door": frozenset(("door", "limiter", "firewall", "identity")),
    "service": frozenset(("service", "workflow")),
    "worker": frozenset(("worker",)),
    "stream processing": frozenset(("stream processing", "worker")),
    "batch": frozenset(("batch", "worker")),
    "watching": frozenset(("watching", "collection")),
    "broker": frozenset(("broker",)),
}
"""Of a role: those that one component does too where it stands in their place in the flow."""

_SAID: Mapping[str, str] = {
    "door": "balancer balances balancing gateway ingress proxy routes",
    "limiter": "limit limits limited quota quotas throttles throttling",
    "firewall": "waf firewall",
    "identity": "auth authenticates authentication identity login",
    "cache": "cache caches cached caching dax",
    "edge cache": "cdn edge",
    "replica": "replica replicas standby standbys",
    "files": "backup backups snapshots archive archives",
    "identifiers": "id ids identifiers snowflake uuid ulid",
    "dead letters": "dead dlq",
    "changes": "cdc outbox",
    "guard": "guard guards guardrail moderates moderation",
    "embedder": "embeds embedding embedder",
    "ranker": "ranks reranks ranking reranking",
    "candidates": "retrieves retrieval candidates",
    "search": "bm25 words keyword keywords hybrid",
    "vectors": "vector vectors ann knn semantic hnsw embeddings",
    "watching": "metrics monitored monitors alerts",
    "evaluation": "evaluates evaluation evaluated",
    "registry": "registry versions",
    "schedule": "autoscales autoscaling scheduled scheduler cron",
    "experiments": "tracks tracking",
}
"""Of a role: words of a note or a label that say that something does it."""

_MANAGED: Mapping[str, str] = {
    "replica": "Aurora|Aurora PostgreSQL|Aurora MySQL|Aurora DSQL|Spanner|DynamoDB|Cosmos DB|"
    "Bigtable|Firestore|MongoDB Atlas|PlanetScale",
    "dead letters": "SQS|Pub/Sub|Service Bus|EventBridge",
    "door": "Lambda|Cloud Run|App Runner|Cloud Functions|Azure Functions",
    "schedule": "Lambda|Cloud Run|Cloud Functions|Azure Functions|SageMaker|Vertex AI|Bedrock",
    "registry": "SageMaker|Vertex AI",
}
"""Of a role: products of clouds that bring it along."""


def does(component: Component, role: Role, than: Component | None = None) -> str:
    """How `component` does the job of `role` besides its own, in words; nothing if it does not.

    What `than` says too, another component, is no sign of it: that one does not do the job.
    """
    if role_of(component) == role:
        return ""
    if words_for(component, role) - (words_for(than, role) if than else set()):
        return SAYS_SO
    built_with = component.technology
    if than and built_with == than.technology:
        return ""
    if built_with and built_with.name in _MANAGED.get(role.name, "").split("|"):
        return BRINGS_IT
    return ""


def words_of_role(role: Role) -> frozenset[str]:
    """The words that say that something does the job of `role`."""
    return frozenset(_SAID.get(role.name, "").split())


def words_for(component: Component, role: Role) -> set[str]:
    """The words of the component's label and note that say that it does the job of `role`."""
    words = set(re.findall(r"[^\W_]+", f"{component.label} {component.note}".casefold()))
    return words & words_of_role(role)


SAYS_SO, BRINGS_IT = "says so", "brings it"


def may_absorb(component: Component, role: Role) -> bool:
    """Whether `component` does the job of `role`, too, where it stands in its place."""
    return role.name in _IN_PLACE.get(role_of(component).name, ())
