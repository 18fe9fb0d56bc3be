"""What stands above the board: the title, and which stage it is and why."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sddiagram.model.pattern import View
from sddiagram.model.prose import plain
from sddiagram.render.board.shapes import draw_text
from sddiagram.render.measure.text import width, wrap

TITLE_SIZE, CAPTION_SIZE, WHY_SIZE = 20.0, 13.5, 13.0
TITLE_LINE, CAPTION_LINE, WHY_LINE = 26.0, 21.0, 18.0
GAP = 16.0
_LEAST_WIDTH = 420.0


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines above the board; its height is the same for every stage of a pattern."""

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


def heading_of(view: View, board_width: float, *, staged: bool) -> Heading:
    """The heading of a picture; `staged` says whether it tells the stage or the whole design."""
    space = max(board_width, _LEAST_WIDTH)
    pattern = view.pattern
    title = wrap(pattern.title, TITLE_SIZE, space, 2, bold=True)
    captions = [_lines(caption_of(one), CAPTION_SIZE, space, bold=True) for one in pattern.views]
    whys = [_lines(plain(one.stage.why), WHY_SIZE, space) for one in pattern.views]
    summary = _lines(pattern.summary, WHY_SIZE, space)
    stage_height = max(
        len(caption) * CAPTION_LINE + len(why) * WHY_LINE
        for caption, why in zip(captions, whys, strict=True)
    )
    height = max(stage_height, len(summary) * WHY_LINE)
    caption = captions[view.number - 1] if staged else ()
    why = whys[view.number - 1] if staged else summary
    widest = max(
        [
            *(width(line, TITLE_SIZE, bold=True) for line in title),
            *(width(line, CAPTION_SIZE, bold=True) for lines in captions for line in lines),
            *(width(line, WHY_SIZE) for lines in (*whys, summary) for line in lines),
        ]
    )
    return Heading(title, caption, why, widest, len(title) * TITLE_LINE + height + GAP)


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
