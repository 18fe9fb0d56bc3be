"""What stands on a page, by its squares: a place is compared with its neighbours alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sddiagram.render.measure.geometry import Point, Rectangle, crosses, meet

_SIDE = 64.0
Square = tuple[int, int]
Curve = tuple[Point, ...]


class Ground:
    """The places and curves on a page."""

    def __init__(self) -> None:
        self._places: defaultdict[Square, list[Rectangle]] = defaultdict(list)
        self._curves: defaultdict[Square, list[tuple[Curve, list[Point]]]] = defaultdict(list)

    def put(self, place: Rectangle) -> None:
        """Let `place` be taken."""
        for square in _squares(place):
            self._places[square].append(place)

    def take(self, place: Rectangle) -> None:
        """Let `place` go, which was put before."""
        for square in _squares(place):
            self._places[square].remove(place)

    def draw(self, curve: Curve, points: Iterable[Point]) -> None:
        """Let `curve` run through `points`."""
        by_square: defaultdict[Square, list[Point]] = defaultdict(list)
        for x, y in points:
            by_square[int(x // _SIDE), int(y // _SIDE)].append((x, y))
        for square, here in by_square.items():
            self._curves[square].append((curve, here))

    def is_free(self, place: Rectangle, twin: Rectangle, own: Curve) -> bool:
        """Whether nothing is in `place` but what stands exactly at `twin`, and the curve `own`."""
        return not any(
            any(other != twin and meet(place, other) for other in self._places[square])
            or any(
                curve != own and crosses(points, place) for curve, points in self._curves[square]
            )
            for square in _squares(place)
        )


def _squares(place: Rectangle) -> Iterator[Square]:
    for column in range(int(place.x // _SIDE), int((place.x + place.width) // _SIDE) + 1):
        for row in range(int(place.y // _SIDE), int((place.y + place.height) // _SIDE) + 1):
            yield column, row
