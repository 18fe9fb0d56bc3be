"""Cards and panels on the page before the ways are drawn, with room for them between the rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sddiagram.render.layout.across import PAD, TITLE, Across, box_ids
from sddiagram.render.layout.orders import Rows
from sddiagram.render.measure.card import Label

Place = list[float]
"""Left, top, width and height in px; places change while the page is drawn together."""
X, Y = 0, 1
ROW_GAP, LEAST_GAP = (96.0, 58.0), (60.0, 44.0)
"""Air between rows that follow one another along x or y: at first, and at the least."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where everything stands for now."""

    cards: dict[str, Place]
    panels: dict[str, Place]
    titles: dict[str, Place]
    parent: Mapping[str, str | None]
    members: Mapping[str, list[str]]
    """All boxes in each group, those of inner groups too."""
    inside: Mapping[str, tuple[str, ...]]
    """Groups around each box and each group."""
    rows: list[list[str]]
    along: int
    """The axis on which rows follow one another."""
    lanes: list[float]
    """Where lines pass the rows, across."""


def standing(across: Across, rows: Rows, titles: Mapping[str, Label], passes: int = 12) -> Standing:
    """Places for these orders."""
    ranks = across.ranks
    at, _ = across.places(rows, passes)
    size = {box.id: ranks.size(box) for box in ranks.boxes}
    ids = [box_ids(row) for row in rows]
    if not ranks.is_level:
        for row in ids:
            longest = max(size[id][1] for id in row)
            size.update({id: (size[id][0], longest) for id in row})
    cards: dict[str, Place] = {}
    top = 0.0
    for number, row in enumerate(ids):
        opened = sum(1 for low, _ in across.span.values() if low == number)
        closed = sum(1 for _, high in across.span.values() if high == number - 1)
        air = PAD if ranks.is_level else TITLE
        top += min(opened, 3) * air
        if number:
            top += min(closed, 3) * PAD + ROW_GAP[X if ranks.is_level else Y]
        deepest = max(size[id][1] for id in row)
        for id in row:
            wide, long = size[id]
            place = [at[id] - wide / 2, top + (deepest - long) / 2, wide, long]
            cards[id] = [place[1], place[0], long, wide] if ranks.is_level else place
        top += deepest
    members = {group: [id for id in cards if group in ranks.groups[id]] for group in across.span}
    inside = dict(ranks.groups)
    for group in across.span:
        inside[group] = _around(across.parent, group)
    panels: dict[str, Place] = {}
    for group in sorted(across.span, key=lambda one: (-len(inside[one]), one)):
        held = [cards[id] for id in members[group]]
        held += [place for one, place in panels.items() if across.parent[one] == group]
        x, y = min(one[0] for one in held) - PAD, min(one[1] for one in held) - TITLE
        wide = max(one[0] + one[2] for one in held) + PAD - x
        high = max(one[1] + one[3] for one in held) + PAD - y
        panels[group] = [x, y, max(wide, titles[group].width + 24), high]
    places = {
        group: [place[0] + 10, place[1] + 7, titles[group].width, titles[group].height]
        for group, place in panels.items()
    }
    along = X if ranks.is_level else Y
    lanes = [x for id, x in at.items() if id not in cards]
    return Standing(cards, panels, places, across.parent, members, inside, ids, along, lanes)


def _around(parent: Mapping[str, str | None], group: str) -> tuple[str, ...]:
    found = []
    outer = parent[group]
    while outer:
        found.append(outer)
        outer = parent[outer]
    return tuple(found)
