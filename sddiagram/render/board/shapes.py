"""The few SVG shapes that a picture is made of."""

from xml.etree.ElementTree import Element, SubElement

from sddiagram.render.measure.geometry import Point, Rectangle
from sddiagram.render.measure.text import width


def number(value: float) -> str:
    """At most two decimals, without trailing zeros: the same digits everywhere.

    >>> number(12.5), number(-0.001), number(3)
    ('12.5', '0', '3')
    """
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def coordinates(point: Point) -> str:
    """A point as path data has it."""
    return f"{number(point[0])},{number(point[1])}"


def box(place: Rectangle) -> dict[str, str]:
    """The attributes that put a shape at `place`."""
    return {
        "x": number(place.x),
        "y": number(place.y),
        "width": number(place.width),
        "height": number(place.height),
    }


def draw_text(
    parent: Element,
    text: str,
    x: float,
    y: float,
    size: float,
    style: str,
    *,
    bold: bool = False,
) -> float:
    """Draw `text` from `x` on the baseline `y`; its width in px holds in any font."""
    wide = width(text, size, bold=bold)
    attributes = {
        "class": style,
        "x": number(x),
        "y": number(y),
        "textLength": number(wide),
        "lengthAdjust": "spacingAndGlyphs",
    }
    SubElement(parent, "text", attributes).text = text
    return wide


def draw_box(
    parent: Element, place: Rectangle, style: str, radius: int, name: str, *, by_hand: bool
) -> None:
    """Draw a box with round corners at `place`; by hand, as the hand draws what has this `name`."""
    if not by_hand:
        SubElement(parent, "rect", {"class": style, **box(place), "rx": str(radius)})
        return
    from sddiagram.render.board import hand

    SubElement(parent, "path", {"class": style, "d": hand.rectangle(place, name)})
