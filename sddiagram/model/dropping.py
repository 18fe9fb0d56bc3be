"""Which arrows a stage takes off the board: its `drops=` matched by their ends."""

from collections.abc import Iterable, Mapping

from sddiagram.errors import DesignError
from sddiagram.model.component import Component
from sddiagram.model.flow import CALLS, Arrow, Flow
from sddiagram.model.stage import Stage


def dropped_arrows(
    stage: Stage, components: Mapping[str, Component], board: Iterable[Arrow]
) -> set[Arrow]:
    """The arrows among `board` that `stage` drops: those between the same ends.

    A label in `drops=` takes only the arrow that says it, and a verb other than a call only those
    of that verb. Raises `DesignError`, with what is near, for one that takes nothing.
    """
    arrows = list(board)
    found: set[Arrow] = set()
    labels = {component.id: component.label for component in components.values()}
    for part in stage.drops:
        if not isinstance(part, Flow):
            continue
        said = labels | {component.id: component.label for component in part.components}
        for wanted in part.arrows:
            matching = [arrow for arrow in arrows if _matches(arrow, wanted)]
            if not matching:
                raise DesignError(_nothing(stage, wanted, arrows, said))
            found.update(matching)
    return found


def _matches(arrow: Arrow, wanted: Arrow) -> bool:
    return (
        (arrow.source, arrow.target) == (wanted.source, wanted.target)
        and (not wanted.link.label or wanted.link.label == arrow.link.label)
        and wanted.link.verb in (CALLS, arrow.link.verb)
    )


def _nothing(stage: Stage, wanted: Arrow, board: Iterable[Arrow], labels: Mapping[str, str]) -> str:
    """That an arrow is not there, and which ones come nearest: the same ends, else one of them."""
    ends = (wanted.source, wanted.target)
    between = [one for one in board if (one.source, one.target) == ends]
    turned = [one for one in board if (one.target, one.source) == ends]
    touching = [one for one in board if one.source == ends[0] or one.target == ends[1]]
    near = (between or turned or touching)[:3]
    listed = "; ".join(_said(one, labels) for one in near)
    return (
        f"Stage {stage.title!r} drops {_said(wanted, labels)}, which is not on the board before it"
        + (f"; near it: {listed}." if near else "; name an arrow of an earlier stage.")
    )


def _said(arrow: Arrow, labels: Mapping[str, str]) -> str:
    label = f" >> {arrow.link.label!r}" if arrow.link.label else ""
    return f"{labels[arrow.source]}{label} >> {labels[arrow.target]}"
