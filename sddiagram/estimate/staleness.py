"""How old what a read is answered with may be: lifetimes of caches, lags of copies, periods.

Ages along a path add: a cache may have been filled from a replica that lagged.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sddiagram.estimate.copying import restores
from sddiagram.estimate.latency import is_waited_for
from sddiagram.estimate.rates import Rates
from sddiagram.model.component import Component, Family
from sddiagram.model.flow import Arrow
from sddiagram.model.numbers import Age
from sddiagram.model.traffic import Requests
from sddiagram.units import s


@dataclass(frozen=True, slots=True)
class _Aged:
    """Seconds, with the terms that they are the sum of, and what does not say its part."""

    seconds: float = 0.0
    terms: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def plus(self, other: "_Aged") -> "_Aged":
        return _Aged(
            self.seconds + other.seconds,
            (*self.terms, *other.terms),
            (*self.unknown, *other.unknown),
        )


def age_of(requests: Requests, sender: str, rates: Rates, there: Mapping[str, Component]) -> Age:
    """How old the data may be that a class of requests is answered with."""
    calls = [
        arrow
        for arrow, parts in rates.parts.items()
        if (part := parts.get(requests.id)) and part.size and is_waited_for(arrow, there)
    ]
    path = _reached(sender, calls)
    total = _Aged()
    for id in path:
        one = there[id]
        holds = not one.caches or any(other.id == requests.id for other in one.caches)
        if one.hit_ratio is not None and holds:
            total = total.plus(_own(one))
    behind = _Behind(path, [*rates.parts], there).found
    stores = [behind[id] for id in path]
    oldest = max(stores, key=lambda one: one.seconds, default=_Aged())
    unknown = tuple(dict.fromkeys(name for one in (total, *stores) for name in one.unknown))
    if unknown:
        return Age(None, "", unknown)
    total = total.plus(oldest)
    age = total.seconds * s
    if not total.terms:
        return Age(age, "nothing on its path keeps a copy")
    several = f" = {age}" if len(total.terms) > 1 else ""
    return Age(age, f"{' + '.join(total.terms)}{several}")


def _reached(sender: str, calls: Sequence[Arrow]) -> dict[str, None]:
    """The ids of all that is called, from the sender on."""
    onward: dict[str, list[str]] = {}
    for arrow in calls:
        onward.setdefault(arrow.source, []).append(arrow.target)
    found, waiting = {sender: None}, [sender]
    while waiting:
        fresh = [id for id in onward.get(waiting.pop(), []) if id not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return found


def _own(one: Component) -> _Aged:
    if one.stale is None:
        return _Aged(unknown=(one.label,))
    return _Aged(one.stale.value, (f"{one.label} {one.stale}",))


class _Behind:
    """How far each component is behind, by what brings it data outside of the path.

    A cache on the path has the lifetime of its answers, which is counted there and nowhere else.
    What is restored from a backup of one's own makes nothing older.
    """

    def __init__(
        self, path: Mapping[str, None], arrows: Sequence[Arrow], there: Mapping[str, Component]
    ) -> None:
        self._there = there
        self._counted = {id for id in path if there[id].hit_ratio is not None}
        self._incoming: dict[str, list[Arrow]] = {id: [] for id in there}
        restoring = restores(arrows, there)
        for arrow in arrows:
            waits = arrow.source in path and self._brought(arrow) is None
            if not waits and not arrow.link.verb.is_answer and arrow not in restoring:
                self._incoming[arrow.target].append(arrow)
        self.found: dict[str, _Aged] = {}
        self._passed: dict[str, Mapping[str, _Aged]] = {}
        for start in path:
            self._work_out(start)

    def _work_out(self, start: str) -> None:
        """What brings it data is worked out before it.

        The stack is one of our own, since designs may be deeper than Python's.
        """
        if start in self.found:
            return
        stack, opened = [(start, iter(self._incoming[start]))], {start}
        while stack:
            id, left = stack[-1]
            onward = next((one.source for one in left if one.source not in opened), None)
            if onward is None:
                self._close(id, opened - self.found.keys())
                stack.pop()
            elif onward in self.found:
                opened.add(onward)
            else:
                opened.add(onward)
                stack.append((onward, iter(self._incoming[onward])))

    def _close(self, id: str, waiting: Collection[str]) -> None:
        """How old it is, and how old it is to those that it has its data from.

        What goes both ways comes back to nobody: of two copies each is behind the other alone.
        """
        arrows = self._incoming[id]
        back = {one.source for one in arrows if one.source in waiting}
        self.found[id] = self._oldest(id, arrows, is_own=True)
        others = [one for one in arrows if one.source not in back]
        self._passed[id] = dict.fromkeys(back, self._oldest(id, others, is_own=False))

    def _oldest(self, id: str, arrows: Sequence[Arrow], *, is_own: bool) -> _Aged:
        one = self._there[id]
        is_store = is_own and one.stale is not None and id not in self._counted
        ages = [_own(one)] if is_store else []
        for arrow in arrows:
            before = self._passed.get(arrow.source, {}).get(id) or self.found.get(arrow.source)
            ages.append((self._brought(arrow) or _Aged()).plus(before or _Aged()))
        longest = max(ages, key=lambda age: age.seconds, default=_Aged())
        unknown = tuple(dict.fromkeys(name for age in ages for name in age.unknown))
        return _Aged(longest.seconds, longest.terms, unknown)

    def _brought(self, arrow: Arrow) -> _Aged | None:
        """How old data is when an arrow has brought it; None where its sender waits for that."""
        verb, target = arrow.link.verb, self._there[arrow.target]
        if self._there[arrow.source].kind.family is Family.CLIENT or verb.is_answer:
            return None
        if verb.is_waited_for and not verb.is_background:
            return None
        if target.stale is not None:
            return _Aged() if target.id in self._counted else _own(target)
        if arrow.link.every is not None:
            label = arrow.link.label or f"to {target.label}"
            return _Aged(arrow.link.every.value, (f"“{label}” {arrow.link.every}",))
        return _Aged(unknown=(target.label,))
