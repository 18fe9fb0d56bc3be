"""The lines below a board that say what its numbered marks mean."""

from xml.etree.ElementTree import Element, SubElement

from sddiagram.render.board.shapes import draw_text
from sddiagram.render.drawing import Drawing
from sddiagram.render.measure.text import wrap

_SIZE, _LINE, _GAP, _MOST = 12.0, 17.0, 14.0, 8


def lines_of(drawing: Drawing, space: float) -> list[str]:
    """The lines of this board, each within `space` px."""
    return [line for said in drawing.found.lines for line in wrap(said, _SIZE, space, _MOST)]


def height_of(count: int) -> float:
    """How high so many lines are, in px."""
    return _GAP + count * _LINE if count else 0.0


def draw_lines(parent: Element, lines: list[str], x: float, y: float) -> None:
    """Draw the lines with the top left of their place at (x, y)."""
    group = SubElement(parent, "g", {"class": "found", "id": "sddiagram_found"})
    for number, line in enumerate(lines, start=1):
        draw_text(group, line, x, y + _GAP + number * _LINE - 5, _SIZE, "why")
