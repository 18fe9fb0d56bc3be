"""What a reader sees of a picture, read out of its SVG: texts, cards, panels and edges."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sddiagram.render.board.hand import WOBBLE
from sddiagram.render.board.scope import plain
from sddiagram.render.board.style import SIZES
from sddiagram.render.measure.geometry import Point, Rectangle, along

_SVG = "{http://www.w3.org/2000/svg}"
_ASCENT, _DESCENT = 0.74, 0.2


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words: where it is, and the id of the card or the edge that it belongs to."""

    words: str
    style: str
    place: Rectangle
    owner: str


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow's way from card to card, as points every few px, its tip the last."""

    id: str
    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """All of a picture that the checks look at; places in px from the top left."""

    page: Rectangle
    texts: Sequence[Text]
    cards: Mapping[str, Rectangle]
    icons: Mapping[str, str]
    """The icon on each card, by the card's id."""
    panels: Sequence[Rectangle]
    edges: Sequence[Edge]
    said: str
    """What the picture says without drawing it, in full: its titles and its description."""
    references: Sequence[str]
    style_sheet: str


def seen_in(picture: bytes) -> Seen:
    """What is to be seen in the SVG `picture` that `sddiagram` drew."""
    root = ElementTree.fromstring(plain(picture))
    return Seen(
        page=Rectangle(0, 0, float(root.attrib["width"]), float(root.attrib["height"])),
        texts=list(_texts(root)),
        cards=dict(_boxes(root, "face")),
        icons=dict(_icons(root)),
        panels=[place for _, place in _boxes(root, "panel")],
        edges=list(_edges(root)),
        said="\n".join(
            one.text or "" for one in root.iter() if one.tag in (f"{_SVG}title", f"{_SVG}desc")
        ),
        references=[
            value
            for element in root.iter()
            for name, value in element.attrib.items()
            if name.rpartition("}")[2] == "href"
        ],
        style_sheet=root.findtext(f"{_SVG}style", ""),
    )


def _walk(element: Element, x: float, y: float, owner: str) -> Iterator[tuple[Element, Point, str]]:
    shift = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
    if shift:
        x, y = x + float(shift[1]), y + float(shift[2])
    owner = element.get("data-of") or element.get("id") or owner
    yield element, (x, y), owner
    for child in element:
        yield from _walk(child, x, y, owner)


def _texts(root: Element) -> Iterator[Text]:
    for element, (x, y), owner in _walk(root, 0, 0, ""):
        if element.tag == f"{_SVG}text":
            style = element.get("class", "")
            size = SIZES[style]
            baseline = y + float(element.attrib["y"])
            place = Rectangle(
                x + float(element.attrib["x"]),
                baseline - _ASCENT * size,
                float(element.attrib["textLength"]),
                (_ASCENT + _DESCENT) * size,
            )
            yield Text(element.text or "", style, place, owner)


def _boxes(root: Element, style: str) -> Iterator[tuple[str, Rectangle]]:
    for element, (x, y), owner in _walk(root, 0, 0, ""):
        if element.get("class") != style:
            continue
        if element.tag == f"{_SVG}rect":
            left, top, width, height = (
                float(element.attrib[name]) for name in ("x", "y", "width", "height")
            )
        else:
            left, top, width, height = _around(_numbers(element.attrib["d"]))
        yield owner, Rectangle(x + left, y + top, width, height)


def _icons(root: Element) -> Iterator[tuple[str, str]]:
    for element, _, owner in _walk(root, 0, 0, ""):
        if "data-icon" in element.attrib:
            yield owner, element.attrib["data-icon"]


def _around(numbers: list[float]) -> tuple[float, float, float, float]:
    """The box around a path drawn by hand, which strays on either side of its card's border."""
    across, down = numbers[::2], numbers[1::2]
    left, top = min(across) + WOBBLE, min(down) + WOBBLE
    return left, top, max(across) - WOBBLE - left, max(down) - WOBBLE - top


def _edges(root: Element) -> Iterator[Edge]:
    for element, (x, y), _ in _walk(root, 0, 0, ""):
        if "data-from" not in element.attrib:
            continue
        line, head = (part.attrib["d"] for part in element.iter(f"{_SVG}path"))
        curve, base = _path(_numbers(line))
        tip_x, tip_y, *_ = _numbers(head)
        points = [(x + a, y + b) for a, b in (*along(curve), base, (tip_x, tip_y))]
        ends = element.attrib["data-from"], element.attrib["data-to"]
        yield Edge(element.attrib["id"], *ends, tuple(points))


def _numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def _path(numbers: list[float]) -> tuple[list[Point], Point]:
    """The points of a line's curve, and where its head begins."""
    *curve, last = zip(numbers[::2], numbers[1::2], strict=True)
    return curve, last
