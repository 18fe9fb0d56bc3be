"""An arrow that ends on the corner of a card."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import Point, Rectangle

CORNER = 11.0
"""How far a card's round corner reaches along its sides, in px, and one more."""


def edge_on_corner(seen: Seen) -> Iterator[Finding]:
    """An arrow's end where the card's border turns: it slips off, and its card is hard to tell."""
    for edge in seen.edges:
        for id, point in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            if id in seen.cards and _from_corner(seen.cards[id], point) < CORNER - seen.astray:
                yield Finding(
                    "edge-on-corner",
                    f"{edge.id} is on a corner of {id}",
                    "try the other --direction, or fewer arrows at that card",
                )


def _from_corner(place: Rectangle, point: Point) -> float:
    """How far `point` is from the nearest corner of `place`, along the sides."""
    x, y = point[0] - place.x, point[1] - place.y
    return max(min(abs(x), abs(place.width - x)), min(abs(y), abs(place.height - y)))
