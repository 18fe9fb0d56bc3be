"""Marks on a picture: words in a disc or a pill, on an arrow or over the border of a card."""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Mark, Marks
from sddiagram.render.board.shapes import box, draw_text, number
from sddiagram.render.measure.geometry import Point, Rectangle, Route, along, crosses, meet
from sddiagram.render.measure.text import width

MARK_SIZE = 11.0
_HEIGHT, _AIR = 18.0, 12.0
_SHARES = tuple(share / 100 for share in (22, 30, 16, 38, 46, 54, 62, 70, 78))
"""Where on its arrow a mark may stand, near the start first."""


def draw_marks(
    board: Element,
    marks: Marks,
    cards: Mapping[str, Rectangle],
    routes: Mapping[Arrow, Route],
    names: Mapping[Arrow, str],
    words: Sequence[Rectangle],
) -> None:
    """Draw each of `marks` beside all other marks, `words`, and cards, where there is room."""
    taken = [*words, *cards.values()]
    over_cards = list(words)
    curves = {arrow: list(along(route.points)) for arrow, route in routes.items()}
    for one, mark in marks.items():
        if isinstance(one, Arrow):
            others = [curve for curve in curves.values() if curve != curves[one]]
            place = _free(_on_arrow(curves[one], mark), taken, others)
            owner = names[one]
        else:
            place = _free(_on_card(cards[one], mark), over_cards, list(curves.values()))
            owner = one
        taken.append(place)
        over_cards.append(place)
        group = SubElement(board, "g", {"class": f"mark {mark.tone.value}", "data-of": owner})
        SubElement(group, "rect", {**box(place), "rx": number(_HEIGHT / 2)})
        start = place.x + (place.width - width(mark.text, MARK_SIZE, bold=True)) / 2
        draw_text(group, mark.text, start, place.y + 13, MARK_SIZE, "number", bold=True)


def _wide(mark: Mark) -> float:
    words = width(mark.text, MARK_SIZE, bold=True)
    return _HEIGHT if len(mark.text) < 3 else words + _AIR


def _on_arrow(curve: Sequence[Point], mark: Mark) -> Iterator[Rectangle]:
    """Places on the arrow, then those close above, below, left and right of it."""
    wide, high = _wide(mark), _HEIGHT
    aside = ((0, 0), (0, -high), (0, high), (wide / 2 + 6, 0), (-wide / 2 - 6, 0))
    for across, down in aside:
        for share in _SHARES:
            x, y = curve[int(share * (len(curve) - 1))]
            yield Rectangle(x - wide / 2 + across, y - high / 2 + down, wide, high)


def _on_card(card: Rectangle, mark: Mark) -> Iterator[Rectangle]:
    """The corners, the upper right one first."""
    wide = _wide(mark)
    for y in (card.y, card.y + card.height):
        for x in (card.x + card.width - wide + 6, card.x - 6):
            yield Rectangle(x, y - _HEIGHT / 2, wide, _HEIGHT)


def _free(
    candidates: Iterator[Rectangle], taken: Sequence[Rectangle], curves: Sequence[Sequence[Point]]
) -> Rectangle:
    """The first place that nothing takes and no other edge runs through, else the best there is."""
    places = list(candidates)
    free = [one for one in places if not any(meet(one, other) for other in taken)]
    alone = (one for one in free if not any(crosses(curve, one) for curve in curves))
    return next(alone, (free or places)[0])
