"""Numbers that follow from the facts of a design: rates, replicas, sizes, each with its how."""

from sddiagram.estimate.board import numbers
from sddiagram.estimate.reasons import assumed, cited, planned
from sddiagram.estimate.what_if import changed, scaled, without, zone_lost
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import Pattern, View

__all__ = [
    "assumed",
    "changed",
    "cited",
    "estimate",
    "planned",
    "scaled",
    "without",
    "zone_lost",
]


def estimate(pattern: Pattern | View, stage: int | None = None) -> Numbers:
    """What follows from the design's facts after `stage`, counted from 1, or in the end.

    Raises `DesignError` for a stage that is not there and for facts that make no sense together.
    """
    return numbers(pattern if isinstance(pattern, View) else pattern.view(stage))
