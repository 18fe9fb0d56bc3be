"""Pictures of a pattern: `render(pattern, "svg")` gives the bytes of one.

One output format a file; `FORMATS` lists them.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.model.pattern import Direction, Pattern

if TYPE_CHECKING:
    from sddiagram.model.view import View


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a picture is to be drawn."""

    direction: Direction = Direction.AUTO
    """AUTO leaves it to the pattern, and then to what reads largest in a note."""
    scale: float = 2.0
    """Pixels of a PNG for each of the picture's own."""
    engine: str = "auto"
    """Who lays it out: `embedded` (comes with pip), `dot` (a system Graphviz), or `auto`."""
    theme: str = "auto"
    """Name of a theme, or the path of a TOML file."""
    staged: bool = False
    """Whether the picture is one stage of several: it then says which, and marks what is new."""
    numbered: bool = False
    """Whether the arrows of the request path carry their numbers."""
    sheet: bool = False
    """Whether all stages up to this one are drawn on one page."""


class _FormatModule(Protocol):
    def draw(self, view: "View", drawing: Drawing) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: what it is for, and the module whose `draw(view, drawing)` makes it."""

    suffix: str
    meaning: str
    module: str
    whole: bool = False
    """Whether one file holds all stages, up to the one asked for."""
    sheets: bool = False
    """Whether it can be a contact sheet."""

    def draw(self, view: "View", drawing: Drawing) -> bytes:
        """The picture's bytes."""
        module = cast("_FormatModule", import_module(f"sddiagram.render.{self.module}"))
        return module.draw(view, drawing)


FORMATS = {
    "svg": Format("svg", "a self-contained picture that scales", "svg", sheets=True),
    "png": Format("png", "the same picture in pixels", "png", sheets=True),
    "html": Format("html", "a page to present the stages from", "html", whole=True),
    "animated": Format("animated.svg", "a picture that shows its stages", "animated", whole=True),
    "pdf": Format("pdf", "one stage a page, on paper", "pdf", whole=True),
    "dot": Format("dot", "source for Graphviz", "dot"),
    "json": Format("json", "the design for machines", "json"),
    "excalidraw": Format("excalidraw", "a scene to go on drawing in", "excalidraw", whole=True),
    "mermaid": Format("mmd", "a flowchart for Markdown", "mermaid"),
}


def format_named(name: str) -> Format:
    """The output format of this name; raises `NotFoundError` with the known ones."""
    try:
        return FORMATS[name.casefold()]
    except KeyError:
        raise NotFoundError.among("format", name, FORMATS) from None


def render(
    pattern: Pattern,
    format: str = "svg",
    *,
    stage: int | None = None,
    direction: Direction | None = None,
    scale: float = 2.0,
    engine: str = "auto",
    theme: str = "auto",
    numbered: bool = False,
    sheet: bool = False,
) -> bytes:
    """The picture of `pattern`: its final board, or the board after `stage` (from 1).

    `sheet` draws all stages up to that one on one page, in the formats that can. `numbered` puts
    numbers on the arrows that a request takes, in its order.

    Raises `NotFoundError` for an unknown format, engine or theme, `DesignError` for a stage that is
    not there, `EngineError` when the layout or the rasteriser fails.
    """
    drawn_as = format_named(format)
    if sheet and not drawn_as.sheets:
        able = " and ".join(name for name, one in FORMATS.items() if one.sheets)
        raise DesignError(f"A sheet cannot be {format}; choose among {able}.")
    way = direction or Direction.AUTO
    drawing = Drawing(way, scale, engine, theme, stage is not None, numbered, sheet)
    return drawn_as.draw(pattern.view(stage), drawing)
