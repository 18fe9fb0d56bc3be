"""What a sheet stands on: facts that a source is cited for, apart from those that are assumed."""

from dataclasses import dataclass

from sddiagram.estimate.board import numbers
from sddiagram.estimate.citing import cited_keys, keys_in, known_sources
from sddiagram.estimate.sizing import is_one_card, policy
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import Pattern, View
from sddiagram.model.sizing import Sizing
from sddiagram.model.text import few
from sddiagram.technology.planning import ASSUMED
from sddiagram.technology.sources import Source


@dataclass(frozen=True, slots=True)
class Grounds:
    """The facts under the numbers of one board that its author did not state alone."""

    cited: tuple[str, ...]
    """Capacities from the tables of planning values, and formulas, each with its keys."""
    sources: tuple[str, ...]
    """Where these were read, by key."""
    assumed: tuple[str, ...]
    """What nobody measured, and any user may state otherwise."""


def grounds(view: View, found: Numbers) -> Grounds:
    """What the numbers of `view` stand on, in the order of its board."""
    cited, assumed, keys = [], [], dict[str, None]()
    sources = known_sources(view.pattern)
    for load in found:
        for why in (load.source, getattr(load.component.cost, "how", "")):
            known = [key for key in keys_in(why) if key in sources]
            keys |= dict.fromkeys(known)
            if known:
                cited.append(f"{load.component.label}: {why}")
            elif why.endswith(ASSUMED):
                assumed.append(f"{load.component.label}: {why.removesuffix(ASSUMED)}")
    brief = view.pattern.brief
    if brief and brief.traffic:
        assumed += [
            f"{one.requests.name}: the peak is {one.requests.peak:g} times the average, so that is "
            f"{one.requests.rate}"
            for one in found.traffic
        ]
    assumed += _sized(view, found)
    return Grounds(tuple(cited), tuple(f"[{key}] {sources[key]}" for key in keys), tuple(assumed))


def bibliography(pattern: Pattern) -> tuple[Source | str, ...]:
    """What `pattern` names as its sources, then those of the library's tables that it leans on."""
    known, view = known_sources(pattern), pattern.view()
    facts = " ".join(grounds(view, numbers(view)).cited)
    cited = (known[key] for key in [*cited_keys(pattern), *keys_in(facts)] if key in known)
    return tuple(dict.fromkeys([*pattern.sources, *cited]))


def _sized(view: View, found: Numbers) -> list[str]:
    """The usual policy, where replicas follow from it."""
    usual = Sizing()
    named = [
        load.component.label
        for load in found
        if load.use
        and load.component.replicas is None
        and not load.component.kind.is_single
        and not is_one_card(load.component)
        and policy(load.component, view.pattern) == usual
    ]
    if not named:
        return []
    return [
        f"Replicas of {few(named)}: each is used to {usual.use:.0%} at the peak, and "
        f"{usual.spare} of {usual.zones} zones may be lost"
    ]
