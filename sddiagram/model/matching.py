"""Arrows that an author names again: matched by their ends, and by a label or a verb if said."""

from collections.abc import Iterable, Mapping

from sddiagram.errors import DesignError
from sddiagram.model.component import Component
from sddiagram.model.flow import CALLS, Arrow, Flow


def matching(
    flow: Flow, board: Iterable[Arrow], there: Mapping[str, Component], who: str
) -> list[Arrow]:
    """The arrows among `board` that those of `flow` name, in the order of `flow`.

    A label names only the arrow that says it, and a verb other than a call only those of that verb.
    Raises `DesignError`, which starts with `who` and tells what is near, for one that names none;
    `there` are the components of the board by their ids.
    """
    arrows = list(board)
    labels = {id: component.label for id, component in there.items()}
    labels |= {component.id: component.label for component in flow.components}
    found: dict[Arrow, None] = {}
    for wanted in flow.arrows:
        named = [arrow for arrow in arrows if _names(wanted, arrow)]
        if not named:
            raise DesignError(_nothing(who, wanted, arrows, labels))
        found |= dict.fromkeys(named)
    return list(found)


def _names(wanted: Arrow, arrow: Arrow) -> bool:
    return (
        (arrow.source, arrow.target) == (wanted.source, wanted.target)
        and (not wanted.link.label or wanted.link.label == arrow.link.label)
        and wanted.link.verb in (CALLS, arrow.link.verb)
    )


def _nothing(who: str, wanted: Arrow, board: Iterable[Arrow], labels: Mapping[str, str]) -> str:
    """That an arrow is not there, and which ones come nearest: the same ends, else one of them."""
    ends = (wanted.source, wanted.target)
    between = [one for one in board if (one.source, one.target) == ends]
    turned = [one for one in board if (one.target, one.source) == ends]
    touching = [one for one in board if one.source == ends[0] or one.target == ends[1]]
    near = (between or turned or touching)[:3]
    listed = "; ".join(_said(one, labels) for one in near)
    return f"{who} {_said(wanted, labels)}, which is not on the board" + (
        f"; near it: {listed}." if near else "; name an arrow that is."
    )


def _said(arrow: Arrow, labels: Mapping[str, str]) -> str:
    label = f" >> {arrow.link.label!r}" if arrow.link.label else ""
    return f"{labels[arrow.source]}{label} >> {labels[arrow.target]}"
