"""What a reader would stumble over in a picture, found in the SVG's own geometry.

Texts are measured with the shipped font, edges are followed along their curves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import hypot
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sddiagram.render.board.contrast import LEAST_CONTRAST, faint_texts
from sddiagram.render.board.hand import WOBBLE
from sddiagram.render.board.style import SIZES
from sddiagram.render.layout.placement import NOTE_WIDTH
from sddiagram.render.measure.geometry import SLACK, Point, Rectangle, along, crosses, meet

LEAST_NAME, LEAST_TEXT = 11.0, 9.0
"""Smallest sizes in px of names, and of any text, in a picture fitted to a note's width."""

_SVG = "{http://www.w3.org/2000/svg}"
_ASCENT, _DESCENT = 0.74, 0.2


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of a picture: what it is, where, and what would help."""

    defect: str
    where: str
    help: str

    def __str__(self) -> str:
        return f"{self.defect}: {self.where}; {self.help}"


@dataclass(frozen=True, slots=True)
class _Text:
    words: str
    style: str
    place: Rectangle
    owner: str


@dataclass(frozen=True, slots=True)
class _Edge:
    id: str
    source: str
    target: str
    points: tuple[Point, ...]


def audit(picture: bytes) -> list[Finding]:
    """What is wrong with the SVG `picture` that `sddiagram` drew; nothing, if it reads well."""
    root = ElementTree.fromstring(picture)
    page = Rectangle(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))
    texts, cards, edges = list(_texts(root)), dict(_cards(root)), list(_edges(root))
    return [
        *_too_small(texts, page),
        *_overlaps(texts),
        *_outside(texts, cards, page),
        *_through_texts(edges, texts),
        *_through_cards(edges, cards),
        *_loose_ends(edges, cards),
        *_outside_references(root),
        *_faint(root),
    ]


def _walk(element: Element, x: float, y: float, owner: str) -> Iterator[tuple[Element, Point, str]]:
    shift = re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
    if shift:
        x, y = x + float(shift[1]), y + float(shift[2])
    owner = element.get("data-of") or element.get("id") or owner
    yield element, (x, y), owner
    for child in element:
        yield from _walk(child, x, y, owner)


def _texts(root: Element) -> Iterator[_Text]:
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
            yield _Text(element.text or "", style, place, owner)


def _cards(root: Element) -> Iterator[tuple[str, Rectangle]]:
    for element, (x, y), owner in _walk(root, 0, 0, ""):
        if element.get("class") != "face":
            continue
        if element.tag == f"{_SVG}rect":
            left, top, width, height = (
                float(element.attrib[name]) for name in ("x", "y", "width", "height")
            )
        else:
            left, top, width, height = _around(_numbers(element.attrib["d"]))
        yield owner, Rectangle(x + left, y + top, width, height)


def _around(numbers: list[float]) -> tuple[float, float, float, float]:
    """The box around a path drawn by hand, which strays on either side of its card's border."""
    across, down = numbers[::2], numbers[1::2]
    left, top = min(across) + WOBBLE, min(down) + WOBBLE
    return left, top, max(across) - WOBBLE - left, max(down) - WOBBLE - top


def _edges(root: Element) -> Iterator[_Edge]:
    for element, (x, y), _ in _walk(root, 0, 0, ""):
        if "data-from" not in element.attrib:
            continue
        line, head = (part.attrib["d"] for part in element.iter(f"{_SVG}path"))
        curve, base = _path(_numbers(line))
        tip_x, tip_y, *_ = _numbers(head)
        points = [(x + a, y + b) for a, b in (*along(curve), base, (tip_x, tip_y))]
        ends = element.attrib["data-from"], element.attrib["data-to"]
        yield _Edge(element.attrib["id"], *ends, tuple(points))


def _numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def _path(numbers: list[float]) -> tuple[list[Point], Point]:
    """The points of a line's curve, and where its head begins."""
    *curve, last = zip(numbers[::2], numbers[1::2], strict=True)
    return curve, last


def _too_small(texts: list[_Text], page: Rectangle) -> Iterator[Finding]:
    shown = min(1.0, NOTE_WIDTH / page.width)
    for least, what, sizes in (
        (LEAST_NAME, "names", [SIZES["name"]]),
        (LEAST_TEXT, "texts", [SIZES[text.style] for text in texts]),
    ):
        if (smallest := min(sizes, default=least) * shown) < least - 0.005:
            yield Finding(
                "text-too-small",
                f"{what} are {smallest:.1f} px in a note of {NOTE_WIDTH:.0f} px, under {least:g}",
                "try the other --direction, shorter labels, or fewer components",
            )


def _overlaps(texts: list[_Text]) -> Iterator[Finding]:
    for one, other in combinations(texts, 2):
        if meet(one.place, other.place):
            yield Finding(
                "text-overlap", f"{one.words!r} and {other.words!r}", "shorten one of the labels"
            )


def _outside(texts: list[_Text], cards: dict[str, Rectangle], page: Rectangle) -> Iterator[Finding]:
    for text in texts:
        around = page if text.style == "number" else cards.get(text.owner, page)
        if not (_holds(around, text.place) and _holds(page, text.place)):
            yield Finding("text-outside", repr(text.words), "shorten it")


def _holds(around: Rectangle, place: Rectangle) -> bool:
    return (
        place.x >= around.x - SLACK
        and place.y >= around.y - SLACK
        and place.x + place.width <= around.x + around.width + SLACK
        and place.y + place.height <= around.y + around.height + SLACK
    )


def _through_texts(edges: list[_Edge], texts: list[_Text]) -> Iterator[Finding]:
    for edge in edges:
        for text in texts:
            if text.owner not in (edge.id, edge.source, edge.target) and crosses(
                edge.points, text.place
            ):
                yield Finding(
                    "edge-through-text",
                    f"{edge.id} runs through {text.words!r}",
                    "try the other --direction, or shorten the label",
                )


def _through_cards(edges: list[_Edge], cards: dict[str, Rectangle]) -> Iterator[Finding]:
    for edge in edges:
        for id, place in cards.items():
            if id not in (edge.source, edge.target) and crosses(edge.points, place):
                yield Finding(
                    "edge-through-card", f"{edge.id} runs through {id}", "try the other --direction"
                )


def _loose_ends(edges: list[_Edge], cards: dict[str, Rectangle]) -> Iterator[Finding]:
    for edge in edges:
        for id, point in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            if id in cards and _distance(cards[id], point) > SLACK + 2 * WOBBLE:
                yield Finding(
                    "edge-ends-away", f"{edge.id} ends away from {id}", "report it as a bug"
                )


def _distance(place: Rectangle, point: Point) -> float:
    """How far `point` is from the border of `place`."""
    x, y = point[0] - place.x, point[1] - place.y
    outside = hypot(max(-x, 0, x - place.width), max(-y, 0, y - place.height))
    return outside or min(x, y, place.width - x, place.height - y)


def _outside_references(root: Element) -> Iterator[Finding]:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:")):
                yield Finding("outside-reference", value, "report it as a bug")


def _faint(root: Element) -> Iterator[Finding]:
    for texts, ratio in faint_texts(root.findtext(f"{_SVG}style", "")):
        yield Finding(
            "faint-text",
            f"{texts} has a contrast of {ratio:.1f}, under {LEAST_CONTRAST}",
            "change one of the two colours in the theme",
        )
