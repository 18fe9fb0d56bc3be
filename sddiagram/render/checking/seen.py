"""What a reader sees of a picture, read out of its SVG: texts, cards, panels and edges."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sddiagram.render.board.hand import WOBBLE
from sddiagram.render.board.scope import plain
from sddiagram.render.board.style import SIZES
from sddiagram.render.measure.geometry import (
    SLACK,
    Point,
    Rectangle,
    along,
    crosses,
    grown,
    meet,
    straight,
)
from sddiagram.render.measure.text import ASCENT, DESCENT

_SVG = "{http://www.w3.org/2000/svg}"


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
    strokes: tuple[tuple[Point, ...], ...]
    """What is drawn of its line: all but where words stand in it."""
    around: Rectangle
    """The box around the points, and a little more: it tells quickly of most places."""

    def runs_through(self, place: Rectangle) -> bool:
        """Whether it runs through `place`."""
        return meet(self.around, place) and crosses(self.points, place)

    def comes_near(self, place: Rectangle, air: float) -> bool:
        """Whether it comes as near to `place`, give or take a px."""
        return self.runs_through(grown(place, air + SLACK))


@dataclass(frozen=True, slots=True)
class Seen:
    """All of a picture that the checks look at; places in px from the top left."""

    page: Rectangle
    texts: Sequence[Text]
    cards: Mapping[str, Rectangle]
    icons: Mapping[str, str]
    """The icon on each card, by the card's id."""
    panels: Mapping[str, Rectangle]
    edges: Sequence[Edge]
    words: Mapping[str, Rectangle]
    """The box around the words on each edge, by the edge's id."""
    astray: float
    """How far a line may stray from where it is meant to be, in px: by hand, a little."""
    said: str
    """What the picture says without drawing it, in full: its titles and its description."""
    references: Sequence[str]
    style_sheet: str


def seen_in(picture: bytes) -> Seen:
    """What is to be seen in the SVG `picture` that `sddiagram` drew."""
    root = ElementTree.fromstring(plain(picture))
    texts = list(_texts(root))
    by_hand = any(one.get("class") == "face" for one in root.iter(f"{_SVG}path"))
    return Seen(
        page=Rectangle(0, 0, float(root.attrib["width"]), float(root.attrib["height"])),
        texts=texts,
        cards=dict(_boxes(root, "face")),
        icons=dict(_icons(root)),
        panels=dict(_boxes(root, "panel")),
        edges=list(_edges(root)),
        words=_words(texts),
        astray=WOBBLE if by_hand else 0.0,
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
                baseline - ASCENT * size,
                float(element.attrib["textLength"]),
                (ASCENT + DESCENT) * size,
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
            left, top, width, height = _around(_points(element.attrib["d"]), WOBBLE)
        yield owner, Rectangle(x + left, y + top, width, height)


def _icons(root: Element) -> Iterator[tuple[str, str]]:
    for element, _, owner in _walk(root, 0, 0, ""):
        if "data-icon" in element.attrib:
            yield owner, element.attrib["data-icon"]


def _around(points: Sequence[Point], astray: float = 0.0) -> tuple[float, float, float, float]:
    """The box around points that may stray on either side of it, as those drawn by hand do."""
    across, down = [x for x, _ in points], [y for _, y in points]
    left, top = min(across) + astray, min(down) + astray
    return left, top, max(across) - astray - left, max(down) - astray - top


def _edges(root: Element) -> Iterator[Edge]:
    for element, (x, y), _ in _walk(root, 0, 0, ""):
        if "data-from" not in element.attrib:
            continue
        line, head = (part.attrib["d"] for part in element.iter(f"{_SVG}path"))
        strokes = [
            tuple((x + a, y + b) for a, b in along(_points(stroke)))
            for stroke in line.split("M")[1:]
        ]
        if len(strokes) > 1:  # The first of several is drawn backwards, from its words.
            strokes[0] = strokes[0][::-1]
        tip, *_ = _points(head)
        way = list(strokes[0])
        for stroke in (*strokes[1:], ((x + tip[0], y + tip[1]),)):
            way += [*along(straight(way[-1], stroke[0])), *stroke]
        ends = element.attrib["data-from"], element.attrib["data-to"]
        box = grown(Rectangle(*_around(way)), 2 * SLACK)
        yield Edge(element.attrib["id"], *ends, tuple(way), tuple(strokes), box)


def _words(texts: Sequence[Text]) -> dict[str, Rectangle]:
    corners: dict[str, list[Point]] = {}
    for one in texts:
        if one.style == "label":
            right, bottom = one.place.x + one.place.width, one.place.y + one.place.height
            corners.setdefault(one.owner, []).extend([(one.place.x, one.place.y), (right, bottom)])
    return {id: Rectangle(*_around(points)) for id, points in corners.items()}


def _points(path: str) -> list[Point]:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
