"""The words of Excalidraw's arrows: bound to their arrow, or beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View
from sddiagram.render.formats.excalidraw.elbows import centred, length
from sddiagram.render.formats.excalidraw.scene import Frame, Shape, bind
from sddiagram.render.layout import Layout
from sddiagram.render.measure.card import LABEL_LINE, LABEL_SIZE
from sddiagram.render.measure.geometry import Point, Rectangle, along, crosses, meet

_HIDDEN = 0.45
"""How much of an arrow its own words may hide."""
_SHOWN = 16.0
"""How much of it must show before and behind them, in px: its start, and its head."""
_AIR = 6.0
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
    """The words on the arrows of one stage, `shift`ed to where its frame is."""

    frame: Frame
    view: View
    places: Layout
    shift: Point

    def of(self, arrow: Arrow, said: str, way: Sequence[Point], *, is_elbowed: bool) -> Words:
        """Where what is `said` of `arrow` stands, on its `way` when that leaves enough of it.

        Excalidraw centres bound words on the middle of their arrow and lets them go along with it.
        """
        lettering = self.frame.scene.lettering
        longest = max(lettering.width(word, LABEL_SIZE) for word in said.split())
        rooms = sorted({_ROOM, max(longest, 80.0), max(longest, 55.0), longest + 1}, reverse=True)
        wrapped = dict.fromkeys(lettering.wrapped(said, LABEL_SIZE, room) for room in rooms)
        route = self.places.routes[arrow]
        for lines in wrapped:
            wide, high = lettering.widest(lines, LABEL_SIZE) + 4, len(lines) * LABEL_LINE
            for at, (x, y) in _middles(way, route.label) if is_elbowed else [(0, _middle(way))]:
                place = Rectangle(x - wide / 2, y - high / 2, wide, high)
                if _leaves_enough(way, place) and self._is_free(arrow, place):
                    return Words(lines, centred(way, at, (x, y)) if is_elbowed else way, None)
        places = [
            (place, lines)
            for lines in wrapped
            for place in _asides(way, lettering.widest(lines, LABEL_SIZE), len(lines) * LABEL_LINE)
        ]
        free = ((one, lines) for one, lines in places if self._is_free(arrow, one, beside=True))
        place, lines = next(free, places[0])
        return Words(lines, way, (place.x + place.width / 2, place.y + place.height / 2))

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

    def _is_free(self, arrow: Arrow, place: Rectangle, *, beside: bool = False) -> bool:
        """Whether words there are on no card, and on no other arrow or its words.

        Those beside their arrow are not on that either.
        """
        others = [self.places.routes[one] for one in self.view.arrows if beside or one != arrow]
        taken = [self.places.cards[component.id] for component in self.view.components]
        taken += [
            label
            for one in self.view.arrows
            if one != arrow and (label := self.places.routes[one].label)
        ]
        return not any(meet(place, other) for other in taken) and not any(
            crosses(along(other.points), place) for other in others
        )


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


def _asides(way: Sequence[Point], wide: float, high: float) -> Iterator[Rectangle]:
    """Where words may stand beside `way`: right or left of it, above or below it."""
    for piece in sorted(pairwise(way), key=lambda one: -length(one)):
        (x0, y0), (x1, y1) = piece
        x, y = _middle(piece)
        if abs(y1 - y0) > abs(x1 - x0):
            yield Rectangle(x + _AIR, y - high / 2, wide, high)
            yield Rectangle(x - _AIR - wide, y - high / 2, wide, high)
        else:
            yield Rectangle(x - wide / 2, y - _AIR - high, wide, high)
            yield Rectangle(x - wide / 2, y + _AIR, wide, high)


def _leaves_enough(way: Sequence[Point], place: Rectangle) -> bool:
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
