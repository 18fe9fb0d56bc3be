"""A pattern with all that follows written into it: its replicas, and its prose with the numbers."""

from collections.abc import Callable
from copy import copy
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import TypeVar, cast

from sddiagram.errors import DesignError, SddiagramError
from sddiagram.estimate.board import numbers
from sddiagram.model.board import Board
from sddiagram.model.component import Component
from sddiagram.model.facts import MOST
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import Pattern
from sddiagram.model.study import Figure
from sddiagram.model.text import clean, shown
from sddiagram.quantity import Quantity

T = TypeVar("T")
_TOLD = ("brief", "figures", "risks", "probes", "api", "levels", "learning", "accepts")
"""The facts of a pattern, beside its stages and boards, that may hold prose."""


def told(pattern: Pattern) -> Pattern:
    """`pattern` as it is drawn and printed: each text is one, each component has its replicas.

    A pattern of which all that is said already comes back as it is. Raises `DesignError` for facts
    that make no sense together, and for prose that cannot be told.
    """
    return _told_once(pattern, pattern.source)


@lru_cache(maxsize=64)
def _told_once(pattern: Pattern, source: str) -> Pattern:
    """Once for all pictures of a pattern; its `source` is told apart, since `==` passes it over."""
    if not _is_reckoned(pattern):
        return pattern
    found = [numbers(view) for view in pattern.views]
    final = found[-1]
    parts = {
        "boards": tuple(map(_board, pattern.boards, found)),
        "stages": tuple(
            _written(stage, n, f"Stage {stage.title!r}")
            for stage, n in zip(pattern.stages, found, strict=True)
        ),
        **{
            fact: _told(getattr(pattern, fact), final, f"{pattern.title}: {fact}") for fact in _TOLD
        },
    }
    if all(_same(value, getattr(pattern, fact)) for fact, value in parts.items()):
        return pattern
    written = copy(pattern)
    for fact, value in parts.items():
        object.__setattr__(written, fact, value)
    return written


def figure_told(figure: Figure, found: Numbers) -> Figure:
    """`figure` with its functions told; raises `DesignError` for what cannot be told."""
    # Of a what-if, too, which a pattern's own texts tell in the place of the figure.
    return _told(figure, replace(found, what_if=()), f"Figure {figure.label!r}")


def _is_reckoned(pattern: Pattern) -> bool:
    """Whether its author says enough for numbers to follow; else it is drawn as it stands."""
    there = [one for board in pattern.boards for one in board.components]
    if any(one.sends for one in there):
        return True
    if pattern.brief and pattern.brief.traffic:
        return any(one.limits and one.replicas is None for one in there)
    said = [getattr(pattern, fact) for fact in _TOLD]
    return any(map(_has_function, [*pattern.stages, *there, *said]))


def _has_function(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_has_function, value))
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Component):
            return callable(value.note) or bool(value.holds)
        return any(_has_function(getattr(value, one)) for one in _texts(value))
    return callable(value) and not isinstance(value, type)


def _texts(value: object) -> list[str]:
    """The names of the fields that may hold prose."""
    named = (field.name for field in fields(value))  # type: ignore[arg-type]
    return [name for name in named if name not in ("flow", "changes", "replaces", "drops")]


def _same(one: object, other: object) -> bool:
    """Whether nothing was written into a value, or into one of a tuple."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(a is b for a, b in zip(one, other, strict=True))
    return one is other


def _board(board: Board, found: Numbers) -> Board:
    """The board with the replicas of its components, and with their notes told."""
    known = {one.id: _component(one, found) for one in board.components}
    if all(known[one.id] is one for one in board.components):
        return board
    return replace(board, components=tuple(known.values()))


def _component(component: Component, found: Numbers) -> Component:
    load = found.loads.get(component.id)
    changes: dict[str, object] = {}
    if component.replicas is None and load and load.instances > 1:
        if load.instances > MOST:
            raise DesignError(
                f"{component.label!r} has a load of {load.rate}, and one replica carries "
                f"{load.capacity}, so {load.instances:,} replicas follow; over {MOST:,} are a "
                "slip: check both."
            )
        changes["replicas"] = load.instances
    if callable(component.note):
        changes["note"] = _told(component.note, found, f"{component.label!r}: note")
    return replace(component, **changes) if changes else component  # type: ignore[arg-type]


def _told(value: T, found: Numbers, what: str) -> T:
    """`value` with every function in it replaced by what it says of the numbers."""
    if isinstance(value, tuple):
        parts = tuple(_told(part, found, what) for part in value)
        return value if _same(parts, value) else cast("T", parts)
    if is_dataclass(value) and type(value).__module__.startswith(_OURS):
        return _written(value, found, what)
    if callable(value) and not isinstance(value, type):
        return cast("T", _said(value, found, what))
    return value


_OURS = ("sddiagram.model.study", "sddiagram.model.brief", "sddiagram.model.accepted")


def _written(value: T, found: Numbers, what: str) -> T:
    """The data class with its functions told; the same one where there is none."""
    changes = {
        name: new
        for name in _texts(value)
        if (new := _told(old := getattr(value, name), found, f"{what}: {name}")) is not old
    }
    if not changes:
        return value
    written = copy(value)
    for name, new in changes.items():
        object.__setattr__(written, name, new)
    if isinstance(written, Figure):
        written.require_derivation()
    return written


def _said(function: Callable[[Numbers], object], found: Numbers, what: str) -> object:
    try:
        value = function(found)
    except SddiagramError as error:
        if not found.what_if:
            raise
        # What was changed is past what a formula knows, and that is the answer; a figure has none.
        return function if what.endswith(_AMOUNT) else clean(str(error), what)
    except Exception as error:
        raise DesignError(
            f"{what}: its function fails with {type(error).__name__}: {error}; it is given the "
            "numbers: why=lambda n: f'It carries {n.peak}.'"
        ) from error
    if isinstance(value, str):
        return clean(value, what)
    if what.endswith(_AMOUNT) and isinstance(value, Quantity | int | float):
        return value
    raise DesignError(f"{what}: its function gives {shown(value)}, not a text; write f'{{...}}'.")


_AMOUNT = ": value"
"""The field of a figure that is a number, and no text."""
