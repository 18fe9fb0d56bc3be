"""What is to be placed: one box for all that share a place, one line for all that share a way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.model.component import Component, Group
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern
from sddiagram.render.layout.painter import Box, Line
from sddiagram.render.measure.card import Card, Label, card_of


@dataclass(frozen=True, slots=True)
class Plan:
    """Boxes and lines for all stages of a pattern; what is replaced may share its successor's."""

    name: str
    boxes: Sequence[Box]
    lines: Sequence[Line]
    box_of: Mapping[str, str]
    """The box of each component, by their ids."""
    line_of: Mapping[Arrow, Line]
    passing: frozenset[str]
    """Ids of the lines that only earlier stages show, and that a straight way may serve: between
    two boxes of the final board that no other line joins at the same time."""
    rows: Sequence[Sequence[str]] = ()
    """Ids of boxes that stand side by side, each box in one row."""
    is_narrow: bool = False
    """Whether the cards are narrow."""


def plan_of(pattern: Pattern, *, is_narrow: bool = False) -> Plan:
    """The boxes and lines that show every stage of `pattern`."""
    box_of = _shared_boxes(pattern)
    occupants: dict[str, list[Component]] = {}
    arrows: dict[Arrow, None] = {}
    for view in pattern.views:
        for component in view.components:
            occupants.setdefault(box_of[component.id], []).append(component)
        arrows.update(dict.fromkeys(view.arrows))
    boxes = [
        Box(id, _largest([card_of(one, is_narrow=is_narrow) for one in here]), here[-1].group)
        for id, here in occupants.items()
    ]
    lines: dict[tuple[object, ...], Line] = {}
    line_of: dict[Arrow, Line] = {}
    for arrow in arrows:
        ends = box_of[arrow.source], box_of[arrow.target]
        key = (*ends, arrow.link.verb, arrow.link.label)
        if key not in lines:
            text = arrow.link.label
            label = Label.of_edge(text) if text else None
            lines[key] = Line(f"e{len(lines)}", *ends, arrow.link.verb, label)
        line_of[arrow] = lines[key]
    stages = [
        {line_of[arrow].id: line_of[arrow] for arrow in view.arrows} for view in pattern.views
    ]
    passing = _passing([list(stage.values()) for stage in stages])
    rows = _joined([[box_of[one.id] for one in row] for row in pattern.rows])
    return Plan(
        pattern.name, boxes, tuple(lines.values()), box_of, line_of, passing, rows, is_narrow
    )


def _joined(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows, those that share a box as one."""
    found: list[list[str]] = []
    for row in rows:
        beside = [one for one in found if not set(one).isdisjoint(row)]
        found = [one for one in found if one not in beside]
        found.append([*dict.fromkeys(id for one in (*beside, row) for id in one)])
    return found


def _shared_boxes(pattern: Pattern) -> dict[str, str]:
    """The box of each component: its own, or its successor's where the two can share one.

    They can if they are never on the board together and stand in the same group. One without a
    group may also stand where its successor's panel comes later: none is drawn around it.
    """
    stages: dict[str, set[int]] = {}
    groups: dict[str, set[Group | None]] = {}
    for view in pattern.views:
        for one in view.components:
            stages.setdefault(one.id, set()).add(view.number)
            groups.setdefault(one.id, set()).add(one.group)
    box_of = {id: id for id in stages}
    for view in pattern.views:
        for replaced, heir in view.heirs.items():
            old, new = box_of[replaced], box_of[heir]
            if old == new or not stages[old].isdisjoint(stages[new]):
                continue
            panels = {panel for at in stages[old] for panel in pattern.views[at - 1].groups}
            before_its_panel = (
                groups[old] == {None}
                and len(groups[new]) == 1
                and groups[new].isdisjoint(panels)
                and max(stages[old]) < min(stages[new])
            )
            if len(groups[old] | groups[new]) == 1 or before_its_panel:
                stages[new] |= stages[old]
                box_of = {id: new if box == old else box for id, box in box_of.items()}
    return box_of


def _passing(stages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The lines that a straight way may serve, by the lines that each stage shows."""
    lasting = {line.id for line in stages[-1]}
    kept = {end for line in stages[-1] for end in _ends(line)}
    found: set[str] = set()
    crowded: set[str] = set()
    for lines in stages:
        beside = Counter(_ends(line) for line in lines)
        crowded |= {line.id for line in lines if beside[_ends(line)] > 1 or len(_ends(line)) == 1}
        found |= {line.id for line in lines if line.id not in lasting and _ends(line) <= kept}
    return frozenset(found - crowded)


def _ends(line: Line) -> frozenset[str]:
    return frozenset((line.source, line.target))


def _largest(cards: Sequence[Card]) -> Card:
    """The newest card, as wide and high as any that stands in its place."""
    last = cards[-1]
    return Card(
        last.name,
        last.detail,
        last.badge,
        last.family,
        max(card.width for card in cards),
        max(card.height for card in cards),
    )
