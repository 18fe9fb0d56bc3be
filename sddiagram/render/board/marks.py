"""Marks on a picture: words in a disc or a pill, on an arrow or over the border of a card."""

from collections.abc import Mapping, Sequence
from math import hypot
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.component import Group
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Mark, Marks
from sddiagram.render.board.shapes import box, draw_text, number
from sddiagram.render.measure.geometry import (
    ARROWHEAD_HALF_WIDTH,
    Point,
    Rectangle,
    Route,
    along,
    crosses,
    grown,
    holds,
    meet,
    moved,
)
from sddiagram.render.measure.text import width

MARK_SIZE = 11.0
_HEIGHT, _AIR, _GAP = 18.0, 12.0, 2.0
_DISC = 13.0
"""Words up to so wide, in px, stand in a disc."""
_SHARES = tuple(
    share / 100
    for share in (22, 30, 16, 38, 46, 54, 62, 70, 78, 26, 34, 42, 50, 58, 66, 74, 12, 82, 86, 90)
)
"""Where on its arrow a mark may stand, near the start first."""


def draw_marks(
    board: Element,
    marks: Marks,
    cards: Mapping[str, Rectangle],
    routes: Mapping[Arrow, Route],
    names: Mapping[Arrow, str],
    words: Mapping[Arrow | Group, Rectangle],
    page: Rectangle,
) -> None:
    """Draw each of `marks` on the `page` beside all other marks, `words`, and cards, if it can."""
    over_cards = [grown(place, _GAP) for place in words.values()]
    taken = [*over_cards, *cards.values()]
    curves = {arrow: [*along(route.points), route.tip] for arrow, route in routes.items()}
    for one, mark in marks.items():
        if isinstance(one, Arrow):
            line, others = curves[one], [curve for curve in curves.values() if curve != curves[one]]
            # A short arrow has room for words or a mark: it then stands half on the card.
            port = [_around(line[0], mark)]
            by_words = _beside_words(words[one], mark) if one in words else []
            tries = [
                (_on(line, mark), taken),
                (port, over_cards),
                (by_words, taken),
                (_beside(line, mark), taken),
            ]
            place = _free(tries, others, page)
            owner, near = names[one], _nearest(line, place)
        else:
            place = _free(
                [(_on_card(cards[one], mark), over_cards)],
                list(curves.values()),
                page,
                ARROWHEAD_HALF_WIDTH,
            )
            corner = cards[one].x + cards[one].width * (place.x > cards[one].x)
            owner, near = one, (corner, place.y)
        taken.append(place)
        over_cards.append(place)
        group = SubElement(board, "g", {"class": f"mark {mark.tone.value}", "data-of": owner})
        if mark.room:
            group.set("data-live", _side(place, near))
        if not mark.text:
            group.set("class", f"mark {mark.tone.value} empty")
        SubElement(group, "rect", {**box(place), "rx": number(_HEIGHT / 2)})
        start = place.x + (place.width - width(mark.text, MARK_SIZE, bold=True)) / 2
        draw_text(group, mark.text, start, place.y + 13, MARK_SIZE, "number", bold=True)


def _side(place: Rectangle, at: Point) -> str:
    """The side at which what needs less room than `place` stays: near `at`, or in the middle."""
    if at[0] <= place.x + place.width / 4:
        return "start"
    return "end" if at[0] >= place.x + place.width * 3 / 4 else "middle"


def _nearest(line: Sequence[Point], place: Rectangle) -> Point:
    x, y = place.x + place.width / 2, place.y + place.height / 2
    return min(line, key=lambda point: hypot(point[0] - x, point[1] - y))


def wide(mark: Mark) -> float:
    """How wide `mark` is drawn, in px."""
    words = max(width(text, MARK_SIZE, bold=True) for text in (mark.text, mark.room))
    return _HEIGHT if words < _DISC else words + _AIR


def _around(point: Point, mark: Mark) -> Rectangle:
    across = wide(mark)
    return Rectangle(point[0] - across / 2, point[1] - _HEIGHT / 2, across, _HEIGHT)


def _on(line: Sequence[Point], mark: Mark) -> list[Rectangle]:
    return [_around(line[int(share * (len(line) - 1))], mark) for share in _SHARES]


def _beside(line: Sequence[Point], mark: Mark) -> list[Rectangle]:
    """Places close above, below, left and right of the arrow."""
    across = wide(mark) / 2 + 6
    shifts = ((0, -_HEIGHT), (0, _HEIGHT), (across, 0), (-across, 0))
    return [moved(place, shift) for shift in shifts for place in _on(line, mark)]


def _beside_words(words: Rectangle, mark: Mark) -> list[Rectangle]:
    """Places right and left of the arrow's own words."""
    y = words.y + (words.height - _HEIGHT) / 2
    return [
        Rectangle(x, y, wide(mark), _HEIGHT)
        for x in (words.x + words.width + 2 * _GAP, words.x - wide(mark) - 2 * _GAP)
    ]


def _on_card(card: Rectangle, mark: Mark) -> list[Rectangle]:
    """The corners, the upper right one first, then further out."""
    across = wide(mark)
    return [
        Rectangle(x, y - _HEIGHT / 2, across, _HEIGHT)
        for out in (6, min(30, across / 2))
        for y in (card.y, card.y + card.height)
        for x in (card.x + card.width - across + out, card.x - out)
    ]


def _free(
    tries: Sequence[tuple[Sequence[Rectangle], Sequence[Rectangle]]],
    curves: Sequence[Sequence[Point]],
    page: Rectangle,
    air: float = 0.0,
) -> Rectangle:
    """The first place of the page that nothing takes and no other edge runs through, or the best.

    Edges keep away from it by so much `air`, in px.

    Each of the `tries` is places, and what may have taken them.
    """
    free = [
        place
        for places, taken in tries
        for place in places
        if holds(page, place) and not any(meet(place, other) for other in taken)
    ]
    alone = (one for one in free if not any(crosses(curve, grown(one, air)) for curve in curves))
    return next(alone, None) or min(
        free or [tries[0][0][0]],
        key=lambda one: sum(crosses(curve, grown(one, -_AIR / 3)) for curve in curves),
    )
