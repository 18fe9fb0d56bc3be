"""How old what a read is answered with may be: lifetimes of caches, lags of copies, periods.

Ages along a path add: a cache may have been filled from a replica that lagged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    behind = _behind(path, [*rates.parts], there)
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


def _behind(
    path: Mapping[str, None], arrows: Sequence[Arrow], there: Mapping[str, Component]
) -> dict[str, _Aged]:
    """How far each component is behind, by what brings it data outside of the path.

    What brings it data is worked out before it; a circle adds nothing. The stack is one of our own,
    since designs may be deeper than Python's.
    """
    incoming: dict[str, list[Arrow]] = {id: [] for id in there}
    for arrow in arrows:
        waits = arrow.source in path and _brought(arrow, there[arrow.target], there) is None
        if not waits and not arrow.link.verb.is_answer:
            incoming[arrow.target].append(arrow)
    found: dict[str, _Aged] = {}
    opened: set[str] = set()
    for start in path:
        stack = [(start, iter(incoming[start]))] if start not in opened else []
        opened.add(start)
        while stack:
            id, left = stack[-1]
            onward = next((one.source for one in left if one.source not in opened), None)
            if onward is None:
                found[id] = _oldest(there[id], incoming[id], found, there)
                stack.pop()
            else:
                opened.add(onward)
                stack.append((onward, iter(incoming[onward])))
    return found


def _oldest(
    one: Component,
    arrows: Sequence[Arrow],
    found: Mapping[str, _Aged],
    there: Mapping[str, Component],
) -> _Aged:
    is_store = one.stale is not None and one.hit_ratio is None
    ages = [_own(one)] if is_store else []
    for arrow in arrows:
        brought = _brought(arrow, one, there) or _Aged()
        ages.append(brought.plus(found.get(arrow.source, _Aged())))
    longest = max(ages, key=lambda age: age.seconds, default=_Aged())
    unknown = tuple(dict.fromkeys(name for age in ages for name in age.unknown))
    return _Aged(longest.seconds, longest.terms, unknown)


def _brought(arrow: Arrow, target: Component, there: Mapping[str, Component]) -> _Aged | None:
    """How old data is when an arrow has brought it; None where its sender waits for that."""
    verb = arrow.link.verb
    if there[arrow.source].kind.family is Family.CLIENT or verb.is_answer:
        return None
    if verb.is_waited_for and not verb.is_background:
        return None
    if target.stale is not None:
        return _own(target)
    if arrow.link.every is not None:
        label = arrow.link.label or f"to {target.label}"
        return _Aged(arrow.link.every.value, (f"“{label}” {arrow.link.every}",))
    return _Aged(unknown=(target.label,))
