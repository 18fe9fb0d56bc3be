"""An arrow that does not reach what it joins."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.board.hand import WOBBLE
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import SLACK, Point, Rectangle, far


def edge_ends_away(seen: Seen) -> Iterator[Finding]:
    """An arrow whose end is not on its card's border, so that a reader guesses what it joins."""
    for edge in seen.edges:
        for id, point in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            if id in seen.cards and _distance(seen.cards[id], point) > SLACK + 2 * WOBBLE:
                where = f"{edge.id} ends away from {id}"
                yield Finding("edge-ends-away", where, "report it as a bug")


def _distance(place: Rectangle, point: Point) -> float:
    """How far `point` is from the border of `place`."""
    x, y = point[0] - place.x, point[1] - place.y
    return far(point, place) or min(x, y, place.width - x, place.height - y)
