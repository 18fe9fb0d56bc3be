"""An SVG that shows one stage after the other, for notes that run no scripts."""

from xml.etree.ElementTree import SubElement

from sddiagram.render.board.frames import frames_of
from sddiagram.render.board.page import page
from sddiagram.render.board.picture import as_bytes
from sddiagram.render.drawing import Drawing

SECONDS = 4.0
"""How long a stage is shown; the last one twice as long."""


def draw(drawing: Drawing) -> bytes:
    """The stages up to that of the drawing, on and on.

    Where nothing moves (a viewer without animation, a reader who prefers less motion) it is the
    last stage.
    """
    frames = frames_of(drawing)
    root = page(drawing.view, frames.width, frames.height, drawing.theme)
    SubElement(root, "style").text = _moves(len(frames.groups))
    SubElement(root, "defs").extend(frames.definitions)
    for group in frames.groups:
        root.append(group)
        if group is not frames.groups[-1]:
            group.set("visibility", "hidden")
    return as_bytes(root, embed_font=drawing.options.embed_font)


def _moves(count: int) -> str:
    total = SECONDS * (count + 1)
    rules = ""
    for number in range(1, count + 1):
        start = 100 * SECONDS * (number - 1) / total
        end = 100.0 if number == count else start + 100 * SECONDS / total
        hidden_first = "0%{visibility:hidden}" if number > 1 else ""
        hidden_last = "" if number == count else f"{end:.2f}%{{visibility:hidden}}"
        rules += (
            f"@keyframes show-{number}{{{hidden_first}{start:.2f}%{{visibility:visible}}"
            f"{hidden_last}100%{{visibility:{'visible' if number == count else 'hidden'}}}}}"
            f".stage-{number}{{animation:show-{number} {total:g}s step-end infinite}}"
        )
    return f"@media (prefers-reduced-motion:no-preference){{{rules}}}"
