"""Why something that is missing matters: in the reference's own words, and by its numbers."""

from collections.abc import Iterator, Mapping

from sddiagram.compare import naming
from sddiagram.compare.values import Capability
from sddiagram.estimate.board import numbers
from sddiagram.estimate.derived import glance
from sddiagram.estimate.what_if import board_without
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import View
from sddiagram.model.prose import plain
from sddiagram.roles import role_of
from sddiagram.roles.besides import words_of_role


class Reasons:
    """What the reference says of its parts. `told` is it with its prose told, `asked` before."""

    def __init__(self, told: View, asked: View) -> None:
        self.told, self.asked = told, asked
        self.numbers = numbers(asked)

    def of(self, capability: Capability) -> tuple[str, ...]:
        """The sentences for what is missing, the numbers first."""
        where = capability.where
        if isinstance(where, Arrow):
            ends = [self.told.component(end) for end in (where.source, where.target)]
            said = [*self._rate(where), *self._stage(where)]
            about = dict.fromkeys(naming.said_in(where.link.label), 1.0)
            return (*said, *self._study(about, ends))
        one = self.told.component(where)
        return (*self._scale(one), *self._stage(where), *self._study(_about(one), [one]))

    def _rate(self, arrow: Arrow) -> Iterator[str]:
        carried = self.numbers.arrows.get(arrow)
        if carried and carried.rate.value:
            yield f"At the peak {glance(carried.rate)} goes this way."

    def _scale(self, one: Component) -> Iterator[str]:
        """What it is asked at the peak, and what its absence would do to the others."""
        load = self.numbers.loads.get(one.id)
        if load is None or not load.rate.value:
            return
        yield f"At the peak it is asked {glance(load.rate)}."
        if one.hit_ratio is not None:
            yield from _grown(self.numbers, numbers(board_without(self.asked, one)))

    def _stage(self, where: str | Arrow) -> Iterator[str]:
        stage = self.told.pattern.stages[self.told.since[where] - 1]
        if why := plain(stage.why):
            title = f"The stage “{stage.title}” brings it: " if stage.title else ""
            yield f"{title}{why}"

    def _study(self, about: Mapping[str, float], ends: list[Component]) -> Iterator[str]:
        """The trade-off and the risk that speak of it most, if any speaks of it."""
        pattern = self.told.pattern
        since = {self.told.since[one.id] for one in ends}
        decided = [
            (
                _spoken(about, plain(one.decision)),
                number in since,
                f"Trade-off: {plain(one.decision)} gains “{plain(one.gain)}”.",
            )
            for number, stage in enumerate(pattern.stages, start=1)
            for one in stage.tradeoffs
        ]
        risks = [
            (
                _spoken(about, f"{plain(one.failure)} {plain(one.effect)}"),
                _spoken(about, plain(one.failure)) > 0,
                f"Risk: {plain(one.failure)}; then {plain(one.effect)}.",
            )
            for one in pattern.risks
        ]
        for texts in (decided, risks):
            spoken, _, text = max(texts, key=lambda one: one[:2], default=(0.0, False, ""))
            if spoken >= 1:
                yield text


def _about(one: Component) -> Mapping[str, float]:
    """The words by which a text speaks of `one`, those of its role in general less."""
    role = role_of(one)
    words = dict.fromkeys(naming.said_in(role.name), _IN_GENERAL)
    words |= dict.fromkeys(words_of_role(role), 1.0)
    words |= dict.fromkeys(naming.said_in(one.label), 1.0)
    return {word: weight for word, weight in words.items() if word not in _EVERYWHERE}


_IN_GENERAL = 0.5
_EVERYWHERE = ("service", "store", "database", "api", "app", "server", "model", "data", "id")


def _spoken(about: Mapping[str, float], text: str) -> float:
    """How much `text` speaks of it."""
    return sum(about.get(word, 0.0) for word in naming.said_in(text))


def _grown(before: Numbers, after: Numbers) -> Iterator[str]:
    """What is asked most more than `before`, if it is at least half as much again."""
    more = [
        (load.rate.value / was.rate.value, was, load)
        for id, load in after.loads.items()
        if (was := before.loads.get(id)) and was.rate.value and was.rate.counts == load.rate.counts
    ]
    times, was, load = max(more, key=lambda one: one[0])
    if times >= 1.5:
        label = load.component.label
        yield f"Without it, {label} is asked {glance(load.rate)} instead of {glance(was.rate)}."
