"""PNG: the same picture in pixels, drawn from the SVG with the shipped font."""

import math
import warnings
from xml.etree import ElementTree

from sddiagram.errors import DesignError, DrawingWarning, EngineError
from sddiagram.render.board.apart import set_apart
from sddiagram.render.board.source import with_source
from sddiagram.render.drawing import Drawing
from sddiagram.render.formats import svg
from sddiagram.render.measure.font import shipped_fonts
from sddiagram.render.measure.text import missing

MAX_PIXELS = 40_000_000
"""Pixels cost, whatever is drawn: 40 million were measured at 1.5 s and 330 MB. A picture beyond
memory would end the process, not raise an error."""

_TEXT = "{http://www.w3.org/2000/svg}text"


def draw(drawing: Drawing) -> bytes:
    """The board as PNG, `scale` pixels to each of the picture's own."""
    pixels = png(svg.draw(drawing), scale=drawing.options.scale)
    return with_source(pixels, drawing.view.pattern.source)


def png(picture: bytes, *, scale: float = 2.0) -> bytes:
    """The SVG `picture` as PNG, `scale` pixels to each of its own.

    Over `MAX_PIXELS` the scale is lowered, with a `DrawingWarning`. Characters that the shipped
    font lacks are left to this machine's fonts, with another. Raises `DesignError` for a scale
    that is no positive number or leaves no pixel, `EngineError` when the rasteriser is missing or
    fails, or a shipped font is missing or damaged.
    """
    nothing = DesignError(f"scale={scale} draws nothing; give a positive number, such as 2.")
    if not (math.isfinite(scale) and scale > 0):
        raise nothing
    try:
        text, root = picture.decode(), ElementTree.fromstring(picture)
        width, height = (float(root.attrib[name]) for name in ("width", "height"))
        if not (0 < width < math.inf and 0 < height < math.inf):
            raise ValueError(f"its size is {width:g} by {height:g}")
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise _failure(error) from error
    zoom = _fitting(scale, width, height)
    size = int(width * zoom), int(height * zoom)
    if 0 in size:
        raise nothing
    foreign = bool(_foreign(root))
    return _drawn(set_apart(text) if foreign else text, zoom, size, foreign=foreign)


def _drawn(text: str, zoom: float, size: tuple[int, int], *, foreign: bool) -> bytes:
    """The SVG `text` in the shipped fonts, and in this machine's where those lack characters."""
    try:
        from resvg import render, usvg
    except ImportError as error:
        raise EngineError(
            "The rasteriser is missing; run `pip install resvg`, or draw the SVG."
        ) from error
    options = usvg.Options.default()
    options.font_family = "Arimo"
    for font in shipped_fonts():
        options.load_font_data(font)
    if foreign:
        options.load_system_fonts()
    try:
        tree = usvg.Tree.from_str(text, options)
        return bytes(render(tree, (zoom, 0, 0, 0, zoom, 0), bg_size=size))
    except BaseException as error:
        # What resvg cannot parse ends as a panic of its Rust, which is no Exception.
        if isinstance(error, RuntimeError) or type(error).__name__ == "PanicException":
            raise _failure(error) from error
        raise


def _failure(error: BaseException) -> EngineError:
    return EngineError(f"The PNG could not be drawn: {error}. Draw the SVG instead.")


def _foreign(root: ElementTree.Element) -> str:
    """The drawn characters that the shipped font lacks, after a warning that names them."""
    foreign = missing("".join(text for element in root.iter(_TEXT) for text in element.itertext()))
    if foreign:
        named = foreign if len(foreign) <= 20 else f"{foreign[:20]}…"
        warnings.warn(
            f"The shipped font lacks {named!r}; this machine's fonts draw what they can of it, and "
            "another machine may draw it differently. Use characters of Latin, Greek or Cyrillic, "
            "or the SVG.",
            DrawingWarning,
            stacklevel=3,
        )
    return foreign


def _fitting(scale: float, width: float, height: float) -> float:
    pixels = width * height * scale * scale
    if pixels <= MAX_PIXELS:
        return scale
    lowered = math.sqrt(MAX_PIXELS / (width * height))
    warnings.warn(
        f"A PNG at {scale:g}x would have {pixels / 1e6:,.0f} megapixels, so it is drawn at "
        f"{lowered:.2g}x; use the SVG, or draw fewer components.",
        DrawingWarning,
        stacklevel=3,
    )
    return lowered
