"""What is to be placed: one box for all that share a place, one line for all that share a way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern
from sddiagram.render.layout.painter import Box, Line
from sddiagram.render.measure.card import Card, Label, card_of


@dataclass(frozen=True, slots=True)
class Plan:
    """Boxes and lines for all stages of a pattern; what is replaced shares its successor's box."""

    name: str
    boxes: Sequence[Box]
    lines: Sequence[Line]
    box_of: Mapping[str, str]
    """The box of each component, by their ids."""
    line_of: Mapping[Arrow, Line]
    passing: frozenset[str]
    """Ids of the lines between boxes of the final board that only earlier stages show."""


def plan_of(pattern: Pattern) -> Plan:
    """The boxes and lines that show every stage of `pattern`."""
    final = pattern.views[-1]
    occupants: dict[str, list[Component]] = {}
    arrows: dict[Arrow, None] = {}
    for view in pattern.views:
        for component in view.components:
            occupants.setdefault(_place(component.id, final.places), []).append(component)
        arrows.update(dict.fromkeys(view.arrows))
    boxes = [
        Box(id, _largest([card_of(component) for component in here]), here[-1].group)
        for id, here in occupants.items()
    ]
    lines: dict[tuple[object, ...], Line] = {}
    line_of: dict[Arrow, Line] = {}
    for arrow in arrows:
        ends = _place(arrow.source, final.places), _place(arrow.target, final.places)
        key = (*ends, arrow.link.verb, arrow.link.label)
        if key not in lines:
            text = arrow.link.label
            label = Label.of_edge(text) if text else None
            lines[key] = Line(f"e{len(lines)}", *ends, arrow.link.verb, label)
        line_of[arrow] = lines[key]
    lasting = {line_of[arrow].id for arrow in final.arrows}
    ends_of_lasting = {end for arrow in final.arrows for end in (arrow.source, arrow.target)}
    passing = frozenset(
        line.id
        for line in lines.values()
        if line.id not in lasting and {line.source, line.target} <= ends_of_lasting
    )
    box_of = {component.id: id for id, here in occupants.items() for component in here}
    return Plan(pattern.name, boxes, tuple(lines.values()), box_of, line_of, passing)


def _place(id: str, places: Mapping[str, str]) -> str:
    """Where `id` stands: with the last of its successors."""
    seen = {id}
    while (heir := places.get(id)) is not None and heir not in seen:
        id = heir
        seen.add(id)
    return id


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
