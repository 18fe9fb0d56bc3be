"""The chart of a design's growth, as SVG: a bar for each component, up to the load that it bears.

The load stands on a logarithmic axis, from one user to a hundred million.
"""

from xml.etree.ElementTree import Element, SubElement

from sddiagram.estimate.growth import Growth
from sddiagram.estimate.limits import Limit
from sddiagram.estimate.spoken import unassessed
from sddiagram.render.board.picture import as_bytes
from sddiagram.render.board.shapes import draw_text, number
from sddiagram.render.chart.axis import WIDTH, Axis
from sddiagram.render.chart.flags import draw_flags, draw_own, draw_poles, flags_height, flags_of
from sddiagram.render.chart.rows import ROW, draw_row
from sddiagram.render.chart.style import chart_style
from sddiagram.render.measure.text import wrap
from sddiagram.render.theme import theme_named

MARGIN = 24.0
_TITLE, _TEXT, _LINE, _FOOT = 20.0, 13.0, 18.0, 26.0


def chart(growth: Growth, theme: str = "auto") -> bytes:
    """The growth of a design as SVG.

    Raises `NotFoundError` for an unknown theme, `DesignError` for a file that is none.
    """
    colours = theme_named(theme)
    axis = Axis.of(growth)
    flags, rows = flags_of(growth, axis), _rows(growth)
    above, beneath = _above(growth), _beneath(growth)
    start = MARGIN + 38 + _LINE * len(above)
    top = start + flags_height(flags) + 6
    bottom = top + ROW * len(rows)
    height = bottom + _FOOT + _LINE * len(beneath) + MARGIN
    root = _page(growth, height)
    SubElement(root, "style").text = chart_style(colours)
    size = {"width": number(WIDTH), "height": number(height)}
    SubElement(root, "rect", {"class": "ground", **size})
    draw_text(root, _title(growth), MARGIN, MARGIN + 18, _TITLE, "title", bold=True)
    _lines(root, above, MARGIN + 42)
    axis.draw(root, top, bottom)
    draw_poles(root, flags, start, bottom)
    draw_own(root, growth, axis, top, bottom)
    draw_flags(root, flags, start)
    for index, limits in enumerate(rows):
        draw_row(root, growth, axis, limits, top + ROW * index, by_hand=colours.hand)
    _lines(root, beneath, bottom + _FOOT + 16)
    return as_bytes(root)


def _page(growth: Growth, height: float) -> Element:
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": number(WIDTH),
            "height": number(height),
            "viewBox": f"0 0 {number(WIDTH)} {number(height)}",
            "role": "img",
            "aria-labelledby": "sddiagram_title sddiagram_desc",
        },
    )
    SubElement(root, "title", {"id": "sddiagram_title"}).text = _title(growth)
    said = [
        f"{one.component.label} is full at {growth.said(one.at)} in stage {one.stage}"
        + (f", and stage {one.answer} answers it" if one.answer else "")
        for one in growth.limits
    ]
    SubElement(root, "desc", {"id": "sddiagram_desc"}).text = ". ".join(said) + "."
    return root


def _title(growth: Growth) -> str:
    return f"{growth.pattern.title}, as its load grows"


def _rows(growth: Growth) -> list[list[Limit]]:
    """The limits of each component by stage; what is full first stands at the top."""
    rows: dict[str, list[Limit]] = {}
    for one in growth.limits:
        rows.setdefault(one.component.id, []).append(one)
    return [sorted(many, key=lambda one: one.stage) for many in rows.values()]


def _above(growth: Growth) -> tuple[str, ...]:
    return wrap(
        "A bar ends at the load at which its component is full, and a notch is where it was full "
        "before a stage; dashes are more replicas. The dotted line is the load that the design is "
        f"made for: {growth.made_for}.",
        _TEXT,
        WIDTH - 2 * MARGIN,
        3,
    )


def _beneath(growth: Growth) -> tuple[str, ...]:
    """What the chart cannot show."""
    unasked = [f"{one.view.number} ({one.view.stage.title})" for one in growth.stages if not one.at]
    said = ""
    if unasked:
        noun = "stage" if len(unasked) == 1 else "stages"
        said += f"No limit that is known asks for {noun} {', '.join(unasked)}. "
    said += unassessed(growth.not_assessed)
    return wrap(said, _TEXT, WIDTH - 2 * MARGIN, 4) if said else ()


def _lines(root: Element, lines: tuple[str, ...], y: float) -> None:
    for index, line in enumerate(lines):
        draw_text(root, line, MARGIN, y + _LINE * index, _TEXT, "why")
