"""Rates at the peak: what each component is asked, and what goes along each arrow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.estimate.copying import restores
from sddiagram.estimate.linear import Amplifies, solved
from sddiagram.estimate.traffic import Entry
from sddiagram.model.component import Component, Family
from sddiagram.model.flow import CALLS, Arrow
from sddiagram.model.pattern import View
from sddiagram.model.traffic import Requests

ByClass = Mapping[str, float]
"""Per second at the peak, for each class by its id."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of what its source is asked of a class an arrow carries, and why."""

    size: float
    how: str
    """Written behind what the source is asked: ` x 0.7`."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one board at its peak."""

    entries: tuple[Entry, ...]
    asked: Mapping[str, ByClass]
    """What each component, by its id, is asked and passes on."""
    carried: Mapping[Arrow, ByClass]
    parts: Mapping[Arrow, Mapping[str, Part]]


def rates(view: View, entries: Sequence[Entry]) -> Rates:
    """What follows for the rates from what enters.

    Raises `DesignError` for an arrow's fact that makes no sense where it stands, and for a loop
    that amplifies.
    """
    there = {one.id: one for one in view.components}
    outgoing: dict[str, list[Arrow]] = {}
    restoring = restores(view.arrows, there)
    for arrow in view.arrows:
        if not arrow.link.verb.is_background and arrow not in restoring:
            outgoing.setdefault(arrow.source, []).append(arrow)
    parts: dict[Arrow, dict[str, Part]] = {arrow: {} for arrow in view.arrows}
    asked: dict[str, dict[str, float]] = {id: {} for id in there}
    for entry in entries:
        requests = entry.requests
        gains: dict[str, dict[str, float]] = {}
        for source, arrows in outgoing.items():
            for arrow, part in _parts(there[source], arrows, requests, there).items():
                parts[arrow][requests.id] = part
                if part.size and passes_on(arrow, there):
                    onward = gains.setdefault(source, {})
                    onward[arrow.target] = onward.get(arrow.target, 0.0) + part.size
        try:
            given = solved({entry.sender: requests.at_peak.value}, gains)
        except Amplifies as error:
            raise DesignError(_amplifies(error, view, there)) from None
        for id, rate in given.items():
            asked[id][requests.id] = rate
    _refuse_strangers(view, entries, asked, there)
    _refuse_lonely(view.arrows, there)
    carried = {
        arrow: {
            id: part.size * rate
            for id, part in parts[arrow].items()
            if part.size and (rate := asked[arrow.source].get(id, 0.0))
        }
        for arrow in view.arrows
    }
    return Rates(tuple(entries), asked, carried, parts)


def passes_on(arrow: Arrow, there: Mapping[str, Component]) -> bool:
    """Whether its target is asked by it: no client is, and nobody by an answer or by a fill."""
    is_fill = arrow.link.after == arrow.target
    is_client = there[arrow.target].kind.family is Family.CLIENT
    return not (arrow.link.verb.is_answer or is_fill or is_client)


def _parts(
    source: Component, arrows: Sequence[Arrow], requests: Requests, there: Mapping[str, Component]
) -> dict[Arrow, Part]:
    """The part of `requests` asked of `source` that each of its arrows carries."""
    found: dict[Arrow, Part] = {}

    def part(arrow: Arrow, above: tuple[Arrow, ...] = ()) -> Part:
        if arrow not in found:
            if arrow in above:
                raise DesignError(
                    f"{_said(arrow, there)}: after= goes in a circle; let one cache be asked first."
                )
            found[arrow] = _times(arrow, base(arrow, above))
        return found[arrow]

    def base(arrow: Arrow, above: tuple[Arrow, ...]) -> Part:
        link = arrow.link
        named = any(one.id == requests.id for one in link.of)
        if link.fallback or (link.of and not named):
            return Part(0.0, " x 0")
        cache_id = link.after or link.hits_of
        if not cache_id or cache_id == source.id:
            hits = _hits(source, requests)
            if cache_id and link.hits_of:
                return Part(hits, f" x {hits:g} (hits)")
            if hits and (link.verb == CALLS or link.after):
                return Part(1 - hits, f" x (1 - {hits:g})")
            return Part(1.0, "")
        cache = _cache(arrow, cache_id, there)
        looked_up = _look_ups(arrows, cache, arrow, there)
        asked = sum(part(one, (*above, arrow)).size for one in looked_up)
        hits = _hits(cache, requests)
        if not asked or not _holds(cache, requests):
            return Part(1.0, "") if named else Part(0.0, " x 0")
        before = (
            "".join(part(one).how for one in looked_up)
            if len(looked_up) == 1
            else ("" if asked == 1 else f" x {asked:g}")
        )
        if link.hits_of:
            return Part(asked * hits, f"{before} x {hits:g} (hits of {cache.label})")
        return Part(asked * (1 - hits), f"{before} x (1 - {hits:g})")

    return {arrow: part(arrow) for arrow in arrows}


def caches_of(
    source: Component, calls: Sequence[Arrow], requests: Requests, there: Mapping[str, Component]
) -> dict[str, float]:
    """The caches that `source` looks up for `requests`, itself too, with their hit ratios."""
    asked = (there[one.target] for one in calls if one.link.after != one.target)
    return {one.id: hits for one in (source, *asked) if (hits := _hits(one, requests))}


def _times(arrow: Arrow, base: Part) -> Part:
    """`base` with the arrow's own share, and its calls for each request."""
    link, size, how = arrow.link, base.size, base.how
    if not size:
        return base
    if link.share is not None and link.share != 1:
        size, how = size * link.share, f"{how} x {link.share:g}"
    if link.times != 1:
        size, how = size * link.times, f"{how} x {link.times:g} calls"
    return Part(size, how)


def _cache(arrow: Arrow, id: str, there: Mapping[str, Component]) -> Component:
    cache = there.get(id)
    fact = "after" if arrow.link.after else "hits_of"
    if cache is None:
        raise DesignError(
            f"{_said(arrow, there)}: {fact}= names {id!r}, which is not on the board; draw the "
            "arrow that asks it first."
        )
    if cache.hit_ratio is None:
        raise DesignError(
            f"{_said(arrow, there)}: {fact}= names {cache.label!r}, which has no hit_ratio=; "
            "give it one, such as hit_ratio=0.9."
        )
    return cache


def _look_ups(
    arrows: Sequence[Arrow], cache: Component, asking: Arrow, there: Mapping[str, Component]
) -> list[Arrow]:
    """The arrows by which the same source looks up the cache; fills are none."""
    found = [one for one in arrows if one.target == cache.id and one.link.after != cache.id]
    if not found:
        fact = "after" if asking.link.after else "hits_of"
        asker = there[asking.source].label
        raise DesignError(
            f"{_said(asking, there)}: {fact}= names {cache.label!r}, which {asker!r} never asks; "
            f"draw that arrow too: {asker} >> 'get' >> {cache.label}."
        )
    return found


def _holds(cache: Component, requests: Requests) -> bool:
    return not cache.caches or any(one.id == requests.id for one in cache.caches)


def _hits(cache: Component, requests: Requests) -> float:
    return (cache.hit_ratio or 0.0) if _holds(cache, requests) else 0.0


def _refuse_strangers(
    view: View,
    entries: Sequence[Entry],
    asked: Mapping[str, ByClass],
    there: Mapping[str, Component],
) -> None:
    """A class that an arrow carries has to arrive at its source, once anything is sent."""
    if not entries:
        return
    sent = {entry.requests.id for entry in entries}
    for arrow in view.arrows:
        if not asked[arrow.source]:
            continue
        for requests in arrow.link.of:
            if requests.id not in sent:
                raise DesignError(
                    f"{_said(arrow, there)}: of= names {requests.name!r}, which no client sends; "
                    "put it into the sends=[...] of one."
                )
            if requests.id not in asked[arrow.source]:
                raise DesignError(
                    f"{_said(arrow, there)}: of= names {requests.name!r}, which never arrives at "
                    f"{there[arrow.source].label!r}; let an arrow to it carry that class."
                )


def _refuse_lonely(arrows: Sequence[Arrow], there: Mapping[str, Component]) -> None:
    """A call beside another has the same source as that one."""
    calls = {(arrow.source, arrow.target) for arrow in arrows}
    for arrow in arrows:
        other = arrow.link.beside
        if other and (arrow.source, other) not in calls:
            asker = there[arrow.source].label
            raise DesignError(
                f"{_said(arrow, there)}: beside= names {other!r}, which {asker!r} does not call; "
                "name what the same source calls, or leave beside= out."
            )


def _amplifies(error: Amplifies, view: View, there: Mapping[str, Component]) -> str:
    names = [there[id].label for id in error.loop]
    around = " >> ".join([*names[:6], *(["..."] if len(names) > 6 else []), names[0]])
    back = f" gives back {error.gain:.3g} for each request" if error.gain >= 1 else " amplifies"
    return (
        f"{view.pattern.title}: the loop {around}{back}, so no rate follows; say share= of what "
        "goes around, or draw the answer as sd.answers(...)."
    )


def _said(arrow: Arrow, there: Mapping[str, Component]) -> str:
    label = f" >> {arrow.link.label!r}" if arrow.link.label else ""
    return f"{there[arrow.source].label}{label} >> {there[arrow.target].label}"
