"""An empty page: its size, its style, and what is said of a design without drawing it."""

from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.pattern import View
from sddiagram.model.prose import plain
from sddiagram.render.board.heading import caption_of
from sddiagram.render.board.shapes import number
from sddiagram.render.board.source import put_into_svg
from sddiagram.render.board.style import style_sheet
from sddiagram.render.theme import Theme

MARGIN = 24.0
# Ids of our own hold a low line, which the identity of a component never does.


def page(
    view: View,
    width: float,
    height: float,
    theme: Theme,
    *,
    staged: bool = False,
    has_looks: bool = False,
) -> Element:
    """An empty SVG of this size, with all that is said of `view` without drawing it.

    `staged` has it say which stage it is and why, too; `has_looks` has it know the looks of marks.
    """
    pattern = view.pattern
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
            "width": number(width),
            "height": number(height),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "aria-labelledby": "sddiagram_title sddiagram_desc",
        },
    )
    caption = caption_of(view) if staged else ""
    title = f"{pattern.title}: {caption}" if caption else pattern.title
    SubElement(root, "title", {"id": "sddiagram_title"}).text = title
    SubElement(root, "desc", {"id": "sddiagram_desc"}).text = _description(view, staged=staged)
    put_into_svg(root, pattern.source)
    SubElement(root, "style").text = style_sheet(theme, has_looks=has_looks)
    return root


def _description(view: View, *, staged: bool) -> str:
    """The flows in words, for those who do not see the picture."""
    labels = {component.id: component.label for component in view.components}
    flows = ". ".join(
        f"{labels[arrow.source]} {arrow.link.verb.name} {labels[arrow.target]}"
        + (f": {arrow.link.label}" if arrow.link.label else "")
        for arrow in view.arrows
    )
    stage = [caption_of(view), plain(view.stage.why)] if staged else []
    said = [view.pattern.summary, *stage, flows or ", ".join(labels.values())]
    return ". ".join(text.rstrip(".") for text in said if text) + "."
