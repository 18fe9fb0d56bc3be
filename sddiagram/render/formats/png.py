"""PNG: the same picture in pixels, drawn from the SVG with the shipped font."""

import math
import warnings
from xml.etree import ElementTree

from sddiagram.errors import DesignError, DrawingWarning, EngineError
from sddiagram.render.board.source import with_source
from sddiagram.render.drawing import Drawing
from sddiagram.render.formats import svg
from sddiagram.render.measure.text import FONT_FILES, HAND_FILE, missing

MAX_PIXELS = 40_000_000
"""Pixels cost, whatever is drawn: 40 million were measured at 2 s and 330 MB, and 200 nodes at 2x,
uncapped, at 23 s and 3.4 GB. A picture beyond memory would end the process, not raise an error."""

_TEXT = "{http://www.w3.org/2000/svg}text"


def draw(drawing: Drawing) -> bytes:
    """The board as PNG, `scale` pixels to each of the picture's own."""
    pixels = png(svg.draw(drawing), scale=drawing.options.scale)
    return with_source(pixels, drawing.view.pattern.source)


def png(picture: bytes, *, scale: float = 2.0) -> bytes:
    """The SVG `picture` as PNG, `scale` pixels to each of its own.

    Over `MAX_PIXELS` the scale is lowered, with a `DrawingWarning`. Characters that the shipped
    font lacks are left to this machine's fonts, with another. Raises `DesignError` for a scale
    that is no positive number, `EngineError` when the rasteriser is missing or fails.
    """
    if not (math.isfinite(scale) and scale > 0):
        raise DesignError(f"scale={scale} draws nothing; give a positive number, such as 2.")
    try:
        import resvg_py
    except ImportError as error:
        raise EngineError(
            "The rasteriser is missing; run `pip install resvg-py`, or draw the SVG."
        ) from error
    try:
        root = ElementTree.fromstring(picture)
        size = float(root.attrib["width"]), float(root.attrib["height"])
        foreign = _foreign(root)
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=picture.decode(),
                zoom=_fitting(scale, *size),
                dpi=96.0,
                skip_system_fonts=not foreign,
                font_files=[str(file) for file in (*FONT_FILES, HAND_FILE)],
                font_family="Arimo",
                sans_serif_family="Arimo",
            )
        )
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise EngineError(f"The PNG could not be drawn: {error}. Draw the SVG instead.") from error


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
