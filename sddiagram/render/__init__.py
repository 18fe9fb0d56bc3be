"""Pictures of a pattern: `render(pattern, "svg")` gives the bytes of one.

One output format a file; `FORMATS` lists them, with the options that each honours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.model.direction import Direction
from sddiagram.render.options import Options

if TYPE_CHECKING:
    from sddiagram.model.marks import Marked, Marks
    from sddiagram.model.pattern import Pattern
    from sddiagram.render.drawing import Drawing
    from sddiagram.render.layout import Layout

_PLAIN = frozenset({"direction", "engine", "theme", "numbered", "numbers", "marks"})
_PICTURE = _PLAIN | {"findings"}
_IN_SVG = frozenset({"embed_font"})


class _FormatModule(Protocol):
    def draw(self, drawing: "Drawing") -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: what it is for, and the module whose `draw(drawing)` makes it."""

    suffix: str
    meaning: str
    module: str
    honours: frozenset[str] = _PICTURE
    """Names of the `Options` that change what it draws; others are refused."""
    whole: bool = False
    """Whether one file holds all stages, up to the one asked for."""

    def draw(self, drawing: "Drawing") -> bytes:
        """The picture's bytes."""
        path = f"sddiagram.render.formats.{self.module}"
        return cast("_FormatModule", import_module(path)).draw(drawing)


FORMATS = {
    "svg": Format(
        "svg",
        "a self-contained picture that scales",
        "svg",
        _PICTURE | _IN_SVG | {"sheet"},
    ),
    "png": Format("png", "the same picture in pixels", "png", _PICTURE | {"sheet", "scale"}),
    "html": Format(
        "html",
        "a page to present the stages from",
        "html",
        _PICTURE | {"templates"},
        whole=True,
    ),
    "animated": Format(
        "animated.svg",
        "a picture that shows its stages",
        "animated",
        _PICTURE | _IN_SVG,
        whole=True,
    ),
    "pdf": Format("pdf", "one stage a page, on paper", "pdf", whole=True),
    "dot": Format("dot", "source for Graphviz", "dot", frozenset({"direction"})),
    "json": Format("json", "the design for machines", "json", frozenset()),
    "drawio": Format("drawio", "a diagram to go on drawing in", "drawio", _PICTURE, whole=True),
    "excalidraw": Format(
        "excalidraw", "a scene to go on drawing in", "excalidraw", _PLAIN, whole=True
    ),
    "mermaid": Format(
        "mmd",
        "a flowchart for Markdown",
        "mermaid",
        frozenset({"direction", "numbered", "numbers", "marks"}),
    ),
}


def format_named(name: str) -> Format:
    """The output format of this name; raises `NotFoundError` with the known ones."""
    if not isinstance(name, str) or name.casefold() not in FORMATS:
        raise NotFoundError.among("format", str(name), FORMATS)
    return FORMATS[name.casefold()]


def refuse_ignored(options: Options, formats: Mapping[str, Format]) -> None:
    """Raise `DesignError` for an option that none of `formats` honours."""
    for option in sorted(options.said().difference(*(one.honours for one in formats.values()))):
        able = ", ".join(name for name, one in FORMATS.items() if option in one.honours)
        raise DesignError(f"{' and '.join(formats)} cannot use {option}; formats that can: {able}.")


def render(
    pattern: "Pattern",
    format: str = "svg",
    *,
    stage: int | None = None,
    direction: Direction | str = Direction.AUTO,
    scale: float = 2.0,
    engine: str = "auto",
    theme: str = "auto",
    numbered: bool = False,
    numbers: bool = False,
    sheet: bool = False,
    embed_font: bool = False,
    templates: Path | None = None,
    marks: "Marks | None" = None,
    findings: "Mapping[int, Marked] | None" = None,
    layout: "Layout | None" = None,
) -> bytes:
    """The picture of `pattern`: its final board, or the board after `stage` (from 1).

    `sheet` draws all stages up to that one on one page. `numbered` puts numbers on the arrows that
    a request takes, in its order, and `marks` puts words of yours on components and arrows.
    `findings` are marks by stage, with lines below the board that explain them.
    `embed_font` has an SVG carry the letters that it needs, for readers without Arimo or Arial.
    `numbers` puts rates on the arrows and the use of what each component carries on the cards; of
    a what-if, such as `sd.without(pattern, cache)`, on the design that is asked about.
    `layout` is where everything stands, when it is known from another picture of the pattern.

    Raises `NotFoundError` for an unknown format, engine, direction or theme, `DesignError` for a
    stage that is not there, an option that the format does not honour and `numbers` of a pattern
    into which nothing enters, `EngineError` when the
    layout or the rasteriser fails.
    """
    options = Options(
        direction=Direction.named(direction),
        scale=scale,
        engine=engine,
        theme=theme,
        numbered=numbered,
        numbers=numbers,
        sheet=sheet,
        embed_font=embed_font,
        templates=templates,
        marks=marks or {},
        findings=findings or {},
    )
    return drawn(pattern, format, options, stage=stage, layout=layout)


def drawn(
    pattern: "Pattern",
    format: str,
    options: Options,
    *,
    stage: int | None = None,
    layout: "Layout | None" = None,
) -> bytes:
    """What `render` gives, its options in one value; raises as it does."""
    drawn_as = format_named(format)
    refuse_ignored(options, {format: drawn_as})
    # Here, since the command line asks for the formats long before it draws.
    from sddiagram.estimate.telling import told
    from sddiagram.render.drawing import Drawing

    shown = pattern.design if options.numbers else pattern
    drawing = Drawing(
        told(shown).view(stage),
        options,
        staged=stage is not None,
        given=layout,
        pattern=pattern,
    )
    if drawing.numbers and not drawing.numbers.traffic:
        from sddiagram.estimate.spoken import SENDS

        raise DesignError(f"{pattern.title} has no numbers, since nothing enters it; say {SENDS}")
    return drawn_as.draw(drawing)
