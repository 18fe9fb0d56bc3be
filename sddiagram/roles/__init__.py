"""Roles: what a component does for a design, whatever its kind is called.

Kinds of one role do each other's job, so one design may have a queue where another has a log. A
kind of an author's own plays the role that its label says, or that of its family.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from sddiagram.model.component import Component, Family
from sddiagram.roles.table import ROLES, Role


@cache
def by_noun() -> Mapping[str, Role]:
    """The role of each kind of the table."""
    return {noun: role for role in ROLES for noun in role.nouns}


@cache
def by_name() -> Mapping[str, Role]:
    """The roles by their names."""
    return {role.name: role for role in ROLES}


def role_of(component: Component) -> Role:
    """The role that its label says, or else that of its kind.

    >>> from sddiagram.kinds import BatchProcessor, Service
    >>> role_of(Service("Answer guard")), role_of(BatchProcessor("Nightly join"))
    (<Role guard>, <Role batch>)
    """
    own = by_noun().get(component.kind.noun) or by_name()[_FAMILIES[component.kind.family]]
    return heard_in(component) or own


def heard_in(component: Component) -> Role | None:
    """The role that the words of its label say, which is more than its kind says."""
    own = by_noun().get(component.kind.noun)
    if own is not None and component.kind.noun not in _PLAIN:
        return None
    built_with = component.technology.name if component.technology else ""
    if component.kind.noun == "External":
        is_model = set(_words(f"{component.label} {built_with}")) & _HOSTED_MODELS
        return by_name()["model"] if is_model else None
    said = set(_words(component.label))
    for role in ROLES:
        if role is not own and component.kind.family in role.families and said & role.words:
            return role
    return None


_PLAIN = frozenset(
    (
        *("Service", "Function", "Worker", "BatchProcessor", "ModelServer", "Workflow"),
        *("Database", "NoSQL", "KeyValue", "Queue", "External"),
    )
)
"""Kinds that say so little that a label may say more."""

_HOSTED_MODELS = frozenset(("llm", "gpt", "openai", "anthropic", "claude", "gemini", "mistral"))
"""Words of an outside system that is a model."""

_FAMILIES: Mapping[Family, str] = {
    Family.CLIENT: "client",
    Family.EDGE: "door",
    Family.COMPUTE: "service",
    Family.DATA: "database",
    Family.MESSAGING: "broker",
    Family.ML: "model",
    Family.OPERATIONS: "watching",
}


def is_a(component: Component, nouns: Collection[str]) -> bool:
    """Whether the component's kind is one of `nouns`."""
    return component.kind.noun in nouns


def _words(label: str) -> Iterable[str]:
    for word in re.findall(r"[^\W_]+", label.casefold().replace("re-rank", "rerank")):
        yield word
        yield word.removesuffix("s")
