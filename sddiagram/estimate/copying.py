"""What the copies between stores mean: a standby that takes over, a backup that is restored."""

from collections.abc import Iterable, Mapping

from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow

_PROMOTED = ("SQLPrimary", "ReadReplica", "Database", "Shard")
"""Kinds that hold the rows of a primary, and may become one."""
_FILES = ("ObjectStorage", "DataLake")
"""Kinds that keep backups and snapshots."""
_BRINGING = ("copies", "batches", "calls")
"""Verbs that bring back what is restored; an event of a file store is new work."""


def standbys(arrows: Iterable[Arrow], there: Mapping[str, Component]) -> Mapping[str, Component]:
    """By the id of a component, what takes over when its zone is lost.

    It is copied to all the time, and it is named a standby or built with the same technology.
    """
    found: dict[str, Component] = {}
    for arrow in arrows:
        one, other = there[arrow.source], there[arrow.target]
        if arrow.link.verb.name != "copies" or other.kind.noun not in _PROMOTED:
            continue
        is_named = "standby" in other.label.casefold()
        if is_named or (one.kind.noun in _PROMOTED and one.technology == other.technology):
            found.setdefault(one.id, other)
    return found


def restores(arrows: Iterable[Arrow], there: Mapping[str, Component]) -> frozenset[Arrow]:
    """The arrows that bring back to a component what a store of files has from it alone.

    They run after a failure, so they carry no requests and make nothing older than it was.
    """
    many = list(arrows)
    sources: dict[str, set[str]] = {}
    for arrow in many:
        if not arrow.link.verb.is_answer:
            sources.setdefault(arrow.target, set()).add(arrow.source)
    return frozenset(
        arrow
        for arrow in many
        if there[arrow.source].kind.noun in _FILES
        and arrow.link.verb.name in _BRINGING
        and _is_fed_by(arrow.source, arrow.target, sources)
    )


def _is_fed_by(id: str, only: str, sources: Mapping[str, set[str]]) -> bool:
    """Whether all that reaches a component comes from one other."""
    found, waiting = {id}, [id]
    while waiting:
        feeding = sources.get(waiting.pop(), set())
        if not feeding:
            return False
        fresh = feeding - found - {only}
        found |= fresh
        waiting += fresh
    return True
