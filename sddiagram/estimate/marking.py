"""Numbers as marks on a picture: what goes along its arrows, and how full its components are."""

from collections.abc import Callable, Collection, Iterable, Mapping

from sddiagram.estimate.derived import glance
from sddiagram.estimate.sizing import is_tight
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Mark, Marks, Tone
from sddiagram.model.numbers import Load, Numbers, Verdict
from sddiagram.model.pattern import View
from sddiagram.quantity import Quantity

DOWN, LOST = Mark("down", Tone.ALARM), "lost"


def number_marks(view: View, asked: View, found: Numbers, lost: Mapping[Arrow, Quantity]) -> Marks:
    """What is `found` for the board that is `asked` about, on the board of `view`.

    What is on the board of `view` alone is down, and what its callers ask is `lost`.
    """
    down = {one.id for one in view.components} - {one.id for one in asked.components}
    marks: dict[str | Arrow, Mark] = {}
    for component in view.components:
        if component.id in down:
            marks[component.id] = DOWN
        elif mark := _of_component(component, found):
            marks[component.id] = mark
    for arrow, rate in _rates(view, down, found).items():
        if rate.value:
            marks[arrow] = Mark(glance(rate), Tone.QUIET)
    for arrow, rate in lost.items():
        marks[arrow] = Mark(f"{glance(rate)} {LOST}", Tone.ALARM)
    return marks


def _of_component(component: Component, found: Numbers) -> Mark | None:
    load = found.loads.get(component.id)
    if load is None or load.verdict is Verdict.NOT_ASKED:
        return None
    if load.use is None:
        return Mark(load.verdict.value, Tone.QUIET)
    left = "" if load.instances == component.instances else f"{load.instances:,} left · "
    return Mark(left + _used(load.use), _tone(load, load.use))


def _used(part: float) -> str:
    """A part of what it carries; whatever is asked at all is more than nothing.

    >>> _used(0.647), _used(0.0021), _used(0.0), _used(14.2)
    ('65%', '<1%', '0%', '1,420%')
    """
    return "<1%" if 0 < part < 0.005 else f"{part:,.0%}"


def _tone(load: Load, use: float) -> Tone:
    if use > 1:
        return Tone.ALARM
    return Tone.WARNING if is_tight(use, load.instances) else Tone.QUIET


def _rates(view: View, down: Collection[str], found: Numbers) -> Mapping[Arrow, Quantity]:
    """What goes along each arrow of `view`; past what is down it goes along the arrows onward."""
    ways: dict[tuple[str, str, str], Arrow] = {}
    past: dict[tuple[str, str], Arrow] = {}
    for arrow in view.arrows:
        ways.setdefault(_ends(arrow), arrow)
        if arrow.source in down:
            past.setdefault((arrow.target, arrow.link.label), arrow)
    same = {arrow for arrow in view.arrows if arrow in found.arrows}
    rates: dict[Arrow, Quantity] = {}
    for arrow, carried in found.arrows.items():
        way = arrow if arrow in same else ways.get(_ends(arrow))
        way = way or past.get((arrow.target, arrow.link.label))
        if way is not None:
            rates[way] = rates[way] + carried.rate if way in rates else carried.rate
    return rates


def _ends(arrow: Arrow) -> tuple[str, str, str]:
    return arrow.source, arrow.target, arrow.link.label


def lost_calls(
    view: View, asked: View, reckon: Callable[[View], Numbers]
) -> Mapping[Arrow, Quantity]:
    """What was asked of things that are down, and nobody takes over, just before they failed."""
    up = {one.id for one in asked.components}
    lost: dict[Arrow, Quantity] = {}
    before = asked.pattern.before
    while before is not None:
        earlier = before.view(asked.number)
        gone = {one.id: one for one in earlier.components if one.id not in up}
        for arrow in _unanswered(earlier, gone, up):
            rate = reckon(earlier).arrows[arrow].rate
            if rate.value and arrow in view.arrows:
                lost.setdefault(arrow, rate)
        before = before.before
    return lost


def _unanswered(view: View, gone: Mapping[str, Component], up: set[str]) -> Iterable[Arrow]:
    """The arrows from what is `up` to what is `gone`; a cache's callers ask further on instead."""
    stood_in = {(one.source, one.link.fallback) for one in view.arrows if one.link.fallback}
    for arrow in view.arrows:
        failed = gone.get(arrow.target)
        if failed is None or failed.hit_ratio is not None or arrow.source not in up:
            continue
        if (arrow.source, failed.id) not in stood_in:
            yield arrow
