"""A laid-out design, whoever laid it out: what the metrics look at, in px."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from sddiagram.render.measure.geometry import Point, Rectangle

Piece = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from card to card: its points from border to border, and its words without air."""

    id: str
    source: str
    target: str
    points: tuple[Point, ...]
    words: Rectangle | None = None
    is_main: bool = False

    @property
    def pieces(self) -> list[Piece]:
        return list(pairwise(self.points))

    @property
    def length(self) -> float:
        return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in self.pieces)


@dataclass(frozen=True, slots=True)
class Picture:
    """Cards, panels with their titles, and edges."""

    name: str
    cards: Mapping[str, Rectangle]
    edges: Sequence[Edge] = ()
    panels: Mapping[str, Rectangle] = field(default_factory=dict)
    titles: Sequence[Rectangle] = ()

    @property
    def board(self) -> Rectangle:
        """All that is drawn, without the margins of a page."""
        words = [edge.words for edge in self.edges if edge.words]
        places = [*self.cards.values(), *self.panels.values(), *self.titles, *words]
        points = [point for edge in self.edges for point in edge.points]
        left = min([*(one.x for one in places), *(x for x, _ in points)])
        top = min([*(one.y for one in places), *(y for _, y in points)])
        right = max([*(one.x + one.width for one in places), *(x for x, _ in points)])
        bottom = max([*(one.y + one.height for one in places), *(y for _, y in points)])
        return Rectangle(left, top, right - left, bottom - top)


def merged(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points without those that repeat, or lie on a straight piece between two others."""
    found: list[Point] = []
    for point in points:
        if found and hypot(point[0] - found[-1][0], point[1] - found[-1][1]) < 0.05:
            continue
        if len(found) > 1 and _is_between(found[-2], found[-1], point):
            found[-1] = point
        else:
            found.append(point)
    return tuple(found)


def _is_between(one: Point, middle: Point, other: Point) -> bool:
    ahead = (middle[0] - one[0]) * (other[0] - middle[0]) + (middle[1] - one[1]) * (
        other[1] - middle[1]
    )
    long = hypot(other[0] - one[0], other[1] - one[1])
    area = (middle[0] - one[0]) * (other[1] - one[1]) - (middle[1] - one[1]) * (other[0] - one[0])
    return ahead > 0 and abs(area) < 0.05 * long
