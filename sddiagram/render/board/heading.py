"""What stands above the board: the title, and which stage it is and why."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from sddiagram.model.pattern import View
from sddiagram.model.prose import plain
from sddiagram.render.board.shapes import draw_text
from sddiagram.render.drawing import Drawing
from sddiagram.render.measure.text import width, wrap

TITLE_SIZE, CAPTION_SIZE, WHY_SIZE = 20.0, 13.5, 13.0
TITLE_LINE, CAPTION_LINE, WHY_LINE = 26.0, 21.0, 18.0
GAP = 16.0
_LEAST_WIDTH = 420.0


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines above the board."""

    title: tuple[str, ...]
    caption: tuple[str, ...]
    why: tuple[str, ...]
    width: float
    height: float

    def draw(self, parent: Element, x: float, y: float) -> None:
        """Draw it with its top left at (x, y)."""
        for line in self.title:
            draw_text(parent, line, x, y + TITLE_LINE - 7, TITLE_SIZE, "title", bold=True)
            y += TITLE_LINE
        for line in self.caption:
            draw_text(parent, line, x, y + CAPTION_LINE - 6, CAPTION_SIZE, "caption", bold=True)
            y += CAPTION_LINE
        for line in self.why:
            draw_text(parent, line, x, y + WHY_LINE - 5, WHY_SIZE, "why")
            y += WHY_LINE


def heading_of(drawing: Drawing, board_width: float) -> Heading:
    """The heading of a picture, which tells the stage or the whole design, and what is asked."""
    view, staged = drawing.view, drawing.staged
    space = max(board_width, _LEAST_WIDTH)
    title = wrap(view.pattern.title, TITLE_SIZE, space, 2, bold=True)
    said = [caption_of(view) if staged else "", drawing.remark]
    caption = tuple(line for text in said for line in _lines(text, CAPTION_SIZE, space, bold=True))
    why = _lines(plain(view.stage.why) if staged else view.pattern.summary, WHY_SIZE, space)
    widest = max(
        [
            *(width(line, TITLE_SIZE, bold=True) for line in title),
            *(width(line, CAPTION_SIZE, bold=True) for line in caption),
            *(width(line, WHY_SIZE) for line in why),
        ]
    )
    height = len(title) * TITLE_LINE + len(caption) * CAPTION_LINE + len(why) * WHY_LINE
    return Heading(title, caption, why, widest, height + GAP)


def shared_heading(drawing: Drawing, board_width: float) -> Heading:
    """The heading of a stage, as wide and high as that of any, so that no board moves under it."""
    every = [
        heading_of(replace(drawing, view=one, staged=True), board_width)
        for one in drawing.view.pattern.views
    ]
    return replace(
        every[drawing.view.number - 1],
        width=max(one.width for one in every),
        height=max(one.height for one in every),
    )


def caption_of(view: View) -> str:
    """Which stage it is and the interview step it belongs to; nothing for an unnamed stage."""
    if not view.stage.title:
        return ""
    return (
        f"Stage {view.number} of {len(view.pattern.stages)} · {view.stage.title} "
        f"({view.step.value.lower()})"
    )


def _lines(text: str, size: float, space: float, *, bold: bool = False) -> tuple[str, ...]:
    return wrap(text, size, space, 3, bold=bold) if text else ()
