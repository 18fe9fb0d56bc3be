"""Arrows in chains, as one writes them: `users >> api >> [cache, store]`."""

from collections.abc import Iterable
from typing import NamedTuple

from sddiagram.model.flow import Arrow, Link

Ends = tuple[str, ...]


class Chain(NamedTuple):
    """Ids of components in a row, those that stand side by side together, and what joins them."""

    ends: tuple[Ends, ...]
    links: tuple[Link, ...]


def chains(arrows: Iterable[Arrow]) -> list[Chain]:
    """All arrows, in their order, in as few chains as neighbours allow."""
    found: list[Chain] = []
    for sources, link, targets in _fans(arrows):
        last = found[-1] if found else None
        if last and last.ends[-1] == sources and not _meets(last, targets):
            found[-1] = Chain((*last.ends, targets), (*last.links, link))
        else:
            found.append(Chain((sources, targets), (link,)))
    return found


def _meets(chain: Chain, targets: Ends) -> bool:
    """Whether the chain has been at one of the targets."""
    return any(one in ends for ends in chain.ends for one in targets)


def _fans(arrows: Iterable[Arrow]) -> Iterable[tuple[Ends, Link, Ends]]:
    """Neighbours that say the same: from one to several, or from several to one."""
    waiting: list[Arrow] = []
    for arrow in arrows:
        if waiting and not _belongs(waiting, arrow):
            yield _fan(waiting)
            waiting = []
        waiting.append(arrow)
    if waiting:
        yield _fan(waiting)


def _belongs(waiting: list[Arrow], arrow: Arrow) -> bool:
    first, last = waiting[0], waiting[-1]
    if arrow.link != first.link or arrow.link.after or arrow.link.hits_of:
        return False
    out = arrow.source == first.source == last.source
    into = arrow.target == first.target == last.target
    if len(waiting) == 1:
        return out or into
    return out if first.source == waiting[1].source else into


def _fan(arrows: list[Arrow]) -> tuple[Ends, Link, Ends]:
    sources = tuple(dict.fromkeys(arrow.source for arrow in arrows))
    targets = tuple(dict.fromkeys(arrow.target for arrow in arrows))
    return sources, arrows[0].link, targets
