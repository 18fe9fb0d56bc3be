"""Marks on a picture: words in a disc or a pill, on an arrow or over the border of a card."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.component import Group
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Marks
from sddiagram.render.board.looks import LOOKS
from sddiagram.render.board.mark_places import (
    MARK_HEIGHT,
    MARK_SIZE,
    around,
    beside,
    beside_words,
    free_place,
    nearest,
    on_card,
    on_line,
    side,
)
from sddiagram.render.board.shapes import box, draw_text, number
from sddiagram.render.measure.geometry import (
    ARROWHEAD_HALF_WIDTH,
    Rectangle,
    Route,
    along,
    grown,
)
from sddiagram.render.measure.text import width

MARK_AIR = 4.0
"""Kept between marks and the left and right end of the page, in px."""
_GAP = 2.0
"""Kept around words, in px."""


def draw_marks(
    board: Element,
    marks: Marks,
    cards: Mapping[str, Rectangle],
    routes: Mapping[Arrow, Route],
    names: Mapping[Arrow, str],
    words: Mapping[Arrow | Group, Rectangle],
    letters: Iterable[Rectangle],
    page: Rectangle,
) -> None:
    """Draw each of `marks` on the `page` beside all other marks, `words`, and cards, if it can.

    A mark that stands on the border of a card keeps off the `letters` there.
    """
    over_cards = [*(grown(place, _GAP) for place in words.values()), *letters]
    taken = [*over_cards, *cards.values()]
    curves = {arrow: [*along(route.points), route.tip] for arrow, route in routes.items()}
    for one, mark in marks.items():
        if not mark.text and mark.tone in LOOKS:
            continue
        if isinstance(one, Arrow):
            line, others = curves[one], [curve for curve in curves.values() if curve != curves[one]]
            # A short arrow has room for words or a mark: it then stands half on the card.
            port = [around(line[0], mark)]
            by_words = beside_words(words[one], mark) if one in words else []
            tries = [
                (on_line(line, mark), taken),
                (port, over_cards),
                (by_words, taken),
                (beside(line, mark), taken),
            ]
            place = free_place(tries, others, page)
            owner, near = names[one], nearest(line, place)
        else:
            corners = on_card(cards[one], mark)
            neighbours = [card for id, card in cards.items() if id != one]
            place = free_place(
                [(corners, [*over_cards, *neighbours]), (corners, over_cards)],
                list(curves.values()),
                page,
                ARROWHEAD_HALF_WIDTH,
            )
            corner = cards[one].x + cards[one].width * (place.x > cards[one].x)
            owner, near = one, (corner, place.y)
        taken.append(place)
        over_cards.append(place)
        group = SubElement(board, "g", {"class": f"{mark.tone.value} mark", "data-of": owner})
        if mark.room:
            group.set("data-live", side(place, near))
        if not mark.text:
            group.set("class", f"{mark.tone.value} mark empty")
        SubElement(group, "rect", {**box(place), "rx": number(MARK_HEIGHT / 2)})
        start = place.x + (place.width - width(mark.text, MARK_SIZE, bold=True)) / 2
        draw_text(group, mark.text, start, place.y + 13, MARK_SIZE, "number", bold=True)
