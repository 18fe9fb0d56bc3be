"""The words of Excalidraw's arrows: bound to their arrow, or beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sddiagram.model.flow import Arrow
from sddiagram.render.formats.excalidraw.elbows import centred, length
from sddiagram.render.formats.excalidraw.scene import Frame, Shape, bind
from sddiagram.render.measure.card import LABEL_LINE, LABEL_SIZE
from sddiagram.render.measure.geometry import Point, Rectangle, crosses, meet

_HIDDEN = 0.45
"""How much of an arrow its own words may hide."""
_SHOWN = 20.0
"""How much of it must show before and behind them, in px: its start, and its head."""
_AIR = 10.0
"""Between an arrow and words beside it, in px."""
_ROOM = 130.0
"""How wide words may be, in px."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an arrow, and the way that it takes so that they are in its middle."""

    lines: tuple[str, ...]
    way: Sequence[Point]
    beside: Point | None
    """Their middle when they are beside their arrow, else they are bound to it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words on the arrows of one stage, whose `ways` these are, before the `shift`."""

    frame: Frame
    ways: Mapping[Arrow, Sequence[Point]]
    cards: Sequence[Rectangle]
    shift: Point
    placed: list[Rectangle] = field(default_factory=list)

    def of(self, arrow: Arrow, said: str, near: Rectangle | None, *, is_elbowed: bool) -> Words:
        """Where what is `said` of `arrow` stands: on its way when that leaves enough of it.

        Excalidraw centres bound words on the middle of their arrow and lets them go along with it.
        `near` is where the layout has them.
        """
        lettering, way = self.frame.scene.lettering, self.ways[arrow]
        longest = max(lettering.width(word, LABEL_SIZE) for word in said.split())
        rooms = (_ROOM, max(longest, 80.0), max(longest, 55.0), longest + 1)
        sized = {
            lines: (lettering.widest(lines, LABEL_SIZE) + 4, len(lines) * LABEL_LINE)
            for lines in (lettering.wrapped(said, LABEL_SIZE, room) for room in rooms)
        }
        for lines, size in sized.items():
            for at, middle in _middles(way, near) if is_elbowed else [(0, _middle(way))]:
                place = _around(middle, size)
                if leaves_enough(way, place) and self._is_free(place, but=arrow):
                    self.placed.append(place)
                    return Words(lines, centred(way, at, middle) if is_elbowed else way, None)
        asides = [(lines, one) for lines, size in sized.items() for one in _asides(way, size)]
        free = (aside for aside in asides if self._is_free(_around(aside[1], sized[aside[0]])))
        lines, middle = next(free, asides[0])
        self.placed.append(_around(middle, sized[lines]))
        return Words(lines, way, middle)

    def draw(self, words: Words, arrow: Shape, name: str, source: str) -> None:
        """Draw `words`; beside their arrow they go along with the card that it starts from."""
        x, y = words.beside or _middle(words.way)
        wide = self.frame.scene.lettering.widest(words.lines, LABEL_SIZE)
        text = self.frame.text(
            f"{name}_label",
            words.lines,
            x + self.shift[0] - wide / 2,
            y + self.shift[1] - len(words.lines) * LABEL_LINE / 2,
            LABEL_SIZE,
            LABEL_LINE,
            self.frame.scene.theme.muted,
            groups=[f"card_{source}"] if words.beside else [],
            container=None if words.beside else str(arrow["id"]),
        )
        if not words.beside:
            bind(arrow, "text", text)

    def _is_free(self, place: Rectangle, but: Arrow | None = None) -> bool:
        """Whether words there are on no card, no other words, and no arrow `but` their own."""
        ways = [way for arrow, way in self.ways.items() if arrow != but]
        return not any(meet(place, other) for other in (*self.cards, *self.placed)) and not any(
            _inside(one, other, place) for way in ways for one, other in pairwise(way)
        )


def _around(middle: Point, size: tuple[float, float]) -> Rectangle:
    return Rectangle(middle[0] - size[0] / 2, middle[1] - size[1] / 2, *size)


def _middles(way: Sequence[Point], label: Rectangle | None) -> Iterator[tuple[int, Point]]:
    """Where words may be centred on `way`, near to where the layout has them first."""
    pieces = list(enumerate(pairwise(way)))
    if label:
        x, y = label.x + label.width / 2, label.y + label.height / 2
        for at, ((x0, y0), (x1, y1)) in pieces:
            level = abs(y1 - y0) < abs(x1 - x0)
            if level and min(x0, x1) < x < max(x0, x1) and abs(y - y0) < label.height:
                yield at, (x, y0)
            if not level and min(y0, y1) < y < max(y0, y1) and abs(x - x0) < label.width:
                yield at, (x0, y)
    for at, piece in sorted(pieces, key=lambda one: -length(one[1])):
        yield at, _middle(piece)


def _asides(way: Sequence[Point], size: tuple[float, float]) -> Iterator[Point]:
    """Where the middle of words may be beside `way`: right or left of it, above or below it."""
    right, down = size[0] / 2 + _AIR, size[1] / 2 + _AIR
    for (x0, y0), (x1, y1) in sorted(pairwise(way), key=lambda piece: -length(piece)):
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        sides = [[(x + right, y), (x - right, y)], [(x, y - down), (x, y + down)]]
        is_upright = abs(y1 - y0) > abs(x1 - x0)
        yield from sides[not is_upright]
        yield from sides[is_upright]


def leaves_enough(way: Sequence[Point], place: Rectangle) -> bool:
    """Whether words there hide little of the arrow, and neither its start nor its head."""
    whole = length(way)
    hidden = sum(_inside(one, other, place) for one, other in pairwise(way))
    room = Rectangle(
        place.x - _SHOWN, place.y - _SHOWN, place.width + 2 * _SHOWN, place.height + 2 * _SHOWN
    )
    return hidden <= _HIDDEN * whole and not crosses((way[0], way[-1]), room)


def _inside(one: Point, other: Point, place: Rectangle) -> float:
    """How much of a straight piece is in `place`, in px."""
    low, high = 0.0, 1.0
    for start, end, near, far in (
        (one[0], other[0], place.x, place.x + place.width),
        (one[1], other[1], place.y, place.y + place.height),
    ):
        if abs(end - start) < 0.01:
            if not near <= start <= far:
                return 0.0
            continue
        first, last = sorted(((near - start) / (end - start), (far - start) / (end - start)))
        low, high = max(low, first), min(high, last)
    return max(0.0, high - low) * length((one, other))


def _middle(points: Sequence[Point]) -> Point:
    """The point in the middle, or the middle of the piece in the middle."""
    at = len(points) // 2
    if len(points) % 2:
        return points[at]
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return (x0 + x1) / 2, (y0 + y1) / 2
