"""What a sheet stands on: facts that a source is cited for, apart from those that are assumed."""

import re
from dataclasses import dataclass

from sddiagram.estimate.sizing import policy
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import View
from sddiagram.model.sizing import Sizing
from sddiagram.model.text import few
from sddiagram.technology.planning import ASSUMED
from sddiagram.technology.sources import SOURCES

_KEYS = re.compile(r"\[([A-Z0-9]+(?:, [A-Z0-9]+)*)\]")


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
    for load in found:
        if not load.source:
            continue
        named = [key for many in _KEYS.findall(load.source) for key in many.split(", ")]
        known = [key for key in named if key in SOURCES]
        keys |= dict.fromkeys(known)
        if known:
            cited.append(f"{load.component.label}: {load.source}")
        elif load.source.endswith(ASSUMED):
            assumed.append(f"{load.component.label}: {load.source.removesuffix(ASSUMED)}")
    brief = view.pattern.brief
    if brief and brief.traffic:
        assumed += [
            f"{one.requests.name}: the peak is {one.requests.peak:g} times the average, so that is "
            f"{one.requests.rate}"
            for one in found.traffic
        ]
    assumed += _sized(view, found)
    return Grounds(tuple(cited), tuple(f"[{key}] {SOURCES[key]}" for key in keys), tuple(assumed))


def _sized(view: View, found: Numbers) -> list[str]:
    """The usual policy, where replicas follow from it."""
    usual = Sizing()
    named = [
        load.component.label
        for load in found
        if load.use
        and load.component.replicas is None
        and not load.component.kind.is_single
        and policy(load.component, view.pattern) == usual
    ]
    if not named:
        return []
    return [
        f"Replicas of {few(named)}: each used by {usual.use:.0%} at the peak, and {usual.spare} of "
        f"{usual.zones} zones may be lost"
    ]
