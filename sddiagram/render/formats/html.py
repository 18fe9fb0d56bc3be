"""HTML: one self-contained page to present the stages from."""

from dataclasses import replace
from xml.etree import ElementTree

from sddiagram.model.marks import Marked
from sddiagram.render.board.frames import frames_of
from sddiagram.render.board.heading import caption_of
from sddiagram.render.board.shapes import number
from sddiagram.render.board.style import HAND_NAME, colours, font_face, style_sheet
from sddiagram.render.drawing import Drawing
from sddiagram.render.formats.live import live_page
from sddiagram.render.measure.font import shipped_font
from sddiagram.render.measure.text import HAND_FILE
from sddiagram.render.theme import Theme
from sddiagram.sentence import sentence
from sddiagram.template import filled


def _hand(theme: Theme) -> str:
    return font_face(HAND_NAME, shipped_font(HAND_FILE)) if theme.hand else ""


def draw(drawing: Drawing) -> bytes:
    """The stages up to that of `view`, for arrow keys, touch and paper; it asks for nothing."""
    view, theme = drawing.view, drawing.theme
    live = live_page(drawing)
    frames = frames_of(live.drawing)
    stages = [
        {
            "number": one.number,
            "title": one.stage.title or one.pattern.title,
            "step": one.step.value,
            "caption": caption_of(one) or one.pattern.title,
            "say": sentence(one),
            "tradeoffs": one.stage.tradeoffs,
            "found": drawing.options.findings.get(one.number, Marked()).lines,
            "frame": ElementTree.tostring(frame, encoding="unicode"),
        }
        for one, frame in zip(view.pattern.views, frames.groups, strict=False)
    ]
    text = filled(
        "presentation.html.j2",
        drawing.options.templates,
        title=view.pattern.title,
        summary=view.pattern.summary,
        stages=stages,
        width=number(frames.width),
        height=number(frames.height),
        definitions="".join(
            ElementTree.tostring(one, encoding="unicode") for one in frames.definitions
        ),
        style=_hand(theme) + style_sheet(replace(theme, follows=None)),
        theme=theme,
        dark=theme.follows,
        dark_style=colours(theme.follows) if theme.follows else "",
        live=live,
        counting=drawing.options.numbers,
    )
    return text.encode()
