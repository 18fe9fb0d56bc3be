"""A plan given to the engine: as curves, and more simply where it is large or the engine fails."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

from sddiagram.errors import DrawingWarning, EngineError
from sddiagram.render.layout import engine as engines
from sddiagram.render.layout.fold import Arrangement
from sddiagram.render.layout.painter import dot_source
from sddiagram.render.layout.placement import Placement, placement_of
from sddiagram.render.layout.plan import Plan
from sddiagram.render.layout.straight import spread

_MANY_LINES, _VERY_MANY_LINES = 150, 300
"""Above which curves, and then ways around cards, cost the engine minutes: 400 arrows with words
between 60 components took it 31 s as curves, and as straight lines half a second."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How much is asked of the engine."""

    splines: str
    worded: bool
    """Whether it keeps room for the words of arrows, which adds a box for each."""
    share: float
    """Of the time limit, before the next form is tried."""


_CURVES = _Form("spline", True, 0.25)
_BENDS = _Form("polyline", False, 0.5)
_STRAIGHT = _Form("line", False, 1.0)


def placements(
    plan: Plan, arrangements: Sequence[Arrangement], engine: str, until: float
) -> list[Placement]:
    """The placements of those `arrangements` that the engine can do, all in one form.

    Raises `EngineError` when it can do none in any form before `until`.
    """
    failure: EngineError | None = None
    for form in _forms(plan):
        found, error = _tried(plan, arrangements, engine, form, until)
        if found:
            if failure:
                said = f"{failure} The picture is drawn with straight lines instead."
                warnings.warn(said, DrawingWarning, stacklevel=2)
            return found
        failure = failure or error
    assert failure is not None
    raise failure


def curved(
    plan: Plan, arrangements: Sequence[Arrangement], engine: str, until: float
) -> list[Placement]:
    """The placements of those `arrangements` that the engine can do as curves; maybe none."""
    return _tried(plan, arrangements, engine, _CURVES, until)[0]


def is_dense(plan: Plan) -> bool:
    """Whether there are so many lines that the engine is asked for less."""
    return len(plan.lines) > max(_MANY_LINES, 2 * len(plan.boxes))


def _forms(plan: Plan) -> Sequence[_Form]:
    if not is_dense(plan):
        return _CURVES, _BENDS, _STRAIGHT
    return (_BENDS, _STRAIGHT) if len(plan.lines) <= _VERY_MANY_LINES else (_STRAIGHT,)


def _tried(
    plan: Plan, arrangements: Sequence[Arrangement], engine: str, form: _Form, until: float
) -> tuple[list[Placement], EngineError | None]:
    sources = [
        dot_source(
            plan.name,
            plan.boxes,
            one.lines if form.worded else [replace(line, label=None) for line in one.lines],
            one.direction,
            splines=form.splines,
            rows=one.rows,
            level=() if one.rows else plan.rows,
            worded=False,
            quick=form is not _CURVES,
        )
        for one in arrangements
    ]
    limit = min(until, monotonic() + form.share * engines.TIME_LIMIT)
    found: list[Placement] = []
    failure: EngineError | None = None
    outputs = engines.run(sources, engine, "json0", limit)
    for output, arrangement in zip(outputs, arrangements, strict=True):
        try:
            if isinstance(output, EngineError):
                raise output
            placed = placement_of(output, arrangement.lines)
            found.append(spread(placed, arrangement.lines))
        except EngineError as error:
            failure = failure or error
    return found, failure
