"""HTML: one self-contained page to present the stages from."""

from dataclasses import replace
from xml.etree import ElementTree

from sddiagram.model.view import View
from sddiagram.render import Drawing
from sddiagram.render.frames import frames_of
from sddiagram.render.heading import caption_of
from sddiagram.render.sentence import sentence
from sddiagram.render.shapes import number
from sddiagram.render.style import colours, style_sheet
from sddiagram.render.theme import theme_named
from sddiagram.template import filled


def draw(view: View, drawing: Drawing) -> bytes:
    """The stages up to that of `view`, for arrow keys, touch and paper; it asks for nothing."""
    theme = theme_named(drawing.theme)
    frames = frames_of(view, drawing)
    stages = [
        {
            "number": one.number,
            "title": one.stage.title or one.pattern.title,
            "step": one.step.value,
            "caption": caption_of(one) or one.pattern.title,
            "say": sentence(one),
            "tradeoffs": one.stage.tradeoffs,
            "frame": ElementTree.tostring(frame, encoding="unicode"),
        }
        for one, frame in zip(view.pattern.views, frames.groups, strict=False)
    ]
    text = filled(
        "presentation.html.j2",
        title=view.pattern.title,
        summary=view.pattern.summary,
        stages=stages,
        width=number(frames.width),
        height=number(frames.height),
        definitions="".join(
            ElementTree.tostring(one, encoding="unicode") for one in frames.definitions
        ),
        style=style_sheet(replace(theme, follows=None)),
        theme=theme,
        dark=theme.follows,
        dark_style=colours(theme.follows) if theme.follows else "",
    )
    return text.encode()
