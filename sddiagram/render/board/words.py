"""The words of arrows and the titles of groups: where they stand, and how they are drawn."""

from xml.etree.ElementTree import Element, SubElement

from sddiagram.render.board.shapes import draw_text
from sddiagram.render.measure.card import GROUP_SIZE, LABEL_LINE, LABEL_SIZE, Label
from sddiagram.render.measure.geometry import Rectangle
from sddiagram.render.measure.text import ASCENT, DESCENT, ELLIPSIS, width

_ABOVE, _BELOW = 2.0, 3.0
_TITLE_LEFT, _TITLE_BASELINE = 4.0, 13.0


def edge_words(text: str, place: Rectangle) -> Rectangle:
    """What the letters of an arrow's `text` take of the `place` that the layout keeps for them."""
    lines = Label.of_edge(text).lines
    wide = max(width(line, LABEL_SIZE) for line in lines)
    first = place.y + _ABOVE + LABEL_LINE - _BELOW
    top, bottom = first - ASCENT * LABEL_SIZE, first + DESCENT * LABEL_SIZE
    return Rectangle(
        place.x + (place.width - wide) / 2,
        top,
        wide,
        bottom - top + (len(lines) - 1) * LABEL_LINE,
    )


def title_words(title: str, place: Rectangle) -> Rectangle:
    """What the letters of a group's title take of its `place`."""
    wide = width(Label.of_group(title).lines[0], GROUP_SIZE, bold=True)
    top = place.y + _TITLE_BASELINE - ASCENT * GROUP_SIZE
    return Rectangle(place.x + _TITLE_LEFT, top, wide, (ASCENT + DESCENT) * GROUP_SIZE)


def draw_edge_words(board: Element, text: str, id: str, place: Rectangle) -> None:
    """Draw the words of the arrow `id`, each line in the middle of their place."""
    group = SubElement(board, "g", {"class": "words", "data-of": id})
    lines = Label.of_edge(text).lines
    if lines[-1].endswith(ELLIPSIS):
        SubElement(group, "title").text = text
    y = place.y + _ABOVE
    for line in lines:
        y += LABEL_LINE
        start = place.x + (place.width - width(line, LABEL_SIZE)) / 2
        draw_text(group, line, start, y - _BELOW, LABEL_SIZE, "label")


def draw_title(board: Element, title: str, place: Rectangle) -> None:
    """Draw the title of a group."""
    line = Label.of_group(title).lines[0]
    x, y = place.x + _TITLE_LEFT, place.y + _TITLE_BASELINE
    if line.endswith(ELLIPSIS):
        board = SubElement(board, "g")
        SubElement(board, "title").text = title
    draw_text(board, line, x, y, GROUP_SIZE, "group-title", bold=True)
