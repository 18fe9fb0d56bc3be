"""What is wrong or right with the lines of a picture: crossings, squeezes, bends, and the rest."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from math import atan2, degrees, hypot

from benchmarks.layout.picture import Edge, Picture, Piece
from sddiagram.render.measure.geometry import Point, Rectangle

NEAR = 9.0
"""Closer than this to a foreign card, in px, a line squeezes past it."""
CORNER = 11.0
"""An end that is this close to a corner of its card, both ways, hits it."""
_BESIDE, _RUN = 3.0, 12.0
"""Lines this close run together once they do so over more than `_RUN`, in px."""
_ROUND = 20.0
"""A slanted run up to this long, in px, is a rounded corner."""
_TINY = 1e-6


def crossings(picture: Picture) -> tuple[int, int]:
    """How often two lines cross, and how often of these at right angles; not at their ends."""
    count = right = 0
    for one, other in _pairs(picture):
        ends = (one.points[0], one.points[-1], other.points[0], other.points[-1])
        hits: list[Point] = []
        for a in one.pieces:
            for b in other.pieces:
                hit = _hit(a, b)
                if hit is None or any(_far(hit, known) < 4 for known in (*ends, *hits)):
                    continue
                hits.append(hit)
                count += 1
                right += abs(_angle(a, b) - 90) < 5
    return count, right


def overlaps(picture: Picture) -> int:
    """Pairs of lines that run on each other, so that a reader cannot tell them apart."""
    return sum(
        sum(_beside(a, b) for a in one.pieces for b in other.pieces) > _RUN
        for one, other in _pairs(picture)
    )


def along_borders(picture: Picture) -> int:
    """How often a line runs on the border of a card or of a panel."""
    places = [*picture.cards.values(), *picture.panels.values()]
    return sum(
        any(_beside(piece, side) > _RUN for piece in edge.pieces for side in _sides(place))
        for edge in picture.edges
        for place in places
    )


def squeezes(picture: Picture) -> tuple[int, int]:
    """How often a line passes a foreign card in less than `NEAR` px, and runs through one."""
    near = through = 0
    for edge in picture.edges:
        for id, card in picture.cards.items():
            if id not in (edge.source, edge.target):
                far = gap(edge, card)
                through += far == 0
                near += 0 < far < NEAR - 0.5
    return near, through


def corner_hits(picture: Picture) -> int:
    """Ends that touch their card at a corner."""
    return sum(
        _to_corner(end, picture.cards[id]) < CORNER
        for edge in picture.edges
        for end, id in ((edge.points[0], edge.source), (edge.points[-1], edge.target))
    )


def bends(edge: Edge) -> float:
    """How much a line turns, in right angles."""
    angles = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in edge.pieces]
    turns = (abs((degrees(b - a) + 180) % 360 - 180) for a, b in pairwise(angles))
    return sum(turns) / 90


def is_straight(edge: Edge) -> bool:
    """Whether a line is one level or upright piece."""
    (x0, y0), (x1, y1) = edge.points[0], edge.points[-1]
    is_one = edge.length < 1.001 * hypot(x1 - x0, y1 - y0) + 0.01
    return is_one and min(abs(x1 - x0), abs(y1 - y0)) < 0.6


def slanted(edge: Edge) -> float:
    """How much of a line is neither level nor upright, rounded corners apart, in px."""
    total = run = 0.0
    for a, b in [*edge.pieces, (edge.points[-1], edge.points[-1])]:
        across, down = abs(b[0] - a[0]), abs(b[1] - a[1])
        if min(across, down) > 0.035 * max(across, down):
            run += hypot(across, down)
        else:
            total += run if run > _ROUND else 0.0
            run = 0.0
    return total


def dense(edge: Edge) -> Iterator[Point]:
    """Points on a line, 2 px apart or less."""
    for (x0, y0), (x1, y1) in edge.pieces:
        steps = int(hypot(x1 - x0, y1 - y0) / 2) + 1
        for step in range(steps):
            yield x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
    yield edge.points[-1]


def gap(edge: Edge, place: Rectangle) -> float:
    """How far a line is from a place, 0 if it touches it, in px."""
    return min(_gap(piece, place) for piece in edge.pieces)


def _gap(piece: Piece, place: Rectangle) -> float:
    """Nothing is nearer than an end of the piece to the place, or a corner of it to the piece."""
    if any(_hit(piece, side) for side in _sides(place)):
        return 0.0
    ends = (_to_place(end, place) for end in piece)
    return min(*ends, *(_to_piece(corner, piece) for corner, _ in _sides(place)))


def _to_place(point: Point, place: Rectangle) -> float:
    across = max(place.x - point[0], point[0] - place.x - place.width, 0.0)
    return hypot(across, max(place.y - point[1], point[1] - place.y - place.height, 0.0))


def _to_piece(point: Point, piece: Piece) -> float:
    (x0, y0), (x1, y1) = piece
    long = _far(*piece) ** 2
    along = ((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / long if long else 0.0
    share = min(1.0, max(0.0, along))
    return _far(point, (x0 + share * (x1 - x0), y0 + share * (y1 - y0)))


def _pairs(picture: Picture) -> Iterator[tuple[Edge, Edge]]:
    """The pairs of lines that come near each other."""
    around: Mapping[str, tuple[float, float, float, float]] = {
        edge.id: (
            min(x for x, _ in edge.points) - _BESIDE,
            min(y for _, y in edge.points) - _BESIDE,
            max(x for x, _ in edge.points) + _BESIDE,
            max(y for _, y in edge.points) + _BESIDE,
        )
        for edge in picture.edges
    }
    for one, other in combinations(picture.edges, 2):
        a, b = around[one.id], around[other.id]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            yield one, other


def _hit(one: Piece, other: Piece) -> Point | None:
    """Where two pieces cross, their ends apart: a line that only reaches another does not cross."""
    (px, py), (qx, qy) = one
    (rx, ry), (sx, sy) = other
    d = (qx - px) * (sy - ry) - (qy - py) * (sx - rx)
    if abs(d) < 1e-9:
        return None
    t = ((rx - px) * (sy - ry) - (ry - py) * (sx - rx)) / d
    u = ((rx - px) * (qy - py) - (ry - py) * (qx - px)) / d
    is_inside = _TINY < t < 1 - _TINY and _TINY < u < 1 - _TINY
    return (px + t * (qx - px), py + t * (qy - py)) if is_inside else None


def _angle(one: Piece, other: Piece) -> float:
    """Between two pieces, 0 to 90 degrees."""
    first, second = (degrees(atan2(b[1] - a[1], b[0] - a[0])) for a, b in (one, other))
    apart = abs(first - second) % 180
    return min(apart, 180 - apart)


def _beside(one: Piece, other: Piece) -> float:
    """How long two pieces run on each other, in px."""
    if _far(*one) < 0.05 or _far(*other) < 0.05 or _angle(one, other) > 3:
        return 0.0
    (x0, y0), (x1, y1) = one
    long = _far(*one)
    ux, uy = (x1 - x0) / long, (y1 - y0) / long
    along = [(x - x0) * ux + (y - y0) * uy for x, y in other]
    aside = [abs((y - y0) * ux - (x - x0) * uy) for x, y in other]
    shared = min(long, max(along)) - max(0.0, min(along))
    return max(0.0, shared) if max(aside) < _BESIDE else 0.0


def _sides(place: Rectangle) -> list[Piece]:
    left, top, right, bottom = place.x, place.y, place.x + place.width, place.y + place.height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return list(pairwise(corners))


def _to_corner(end: Point, card: Rectangle) -> float:
    across = min(abs(end[0] - card.x), abs(end[0] - card.x - card.width))
    return max(across, min(abs(end[1] - card.y), abs(end[1] - card.y - card.height)))


def _far(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])
