"""Excalidraw's arrows: bound to the cards that they join, with words bound or beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.model.flow import Arrow, Verb
from sddiagram.model.pattern import View
from sddiagram.render.formats.excalidraw.scene import Frame, Shape, bind
from sddiagram.render.layout import Layout
from sddiagram.render.measure.card import LABEL_LINE, LABEL_SIZE, Label
from sddiagram.render.measure.geometry import Point, Rectangle, Route, along, crosses, meet, moved
from sddiagram.render.measure.text import width

_LEAST_SHOWN = 30.0
"""How much of an arrow must show beside words in its middle, in px."""


@dataclass(frozen=True, slots=True)
class Arrows:
    """The arrows of one stage, `shift`ed to where its frame is."""

    frame: Frame
    view: View
    places: Layout
    shift: Point

    def draw(self, arrow: Arrow, name: str, said: str, shapes: Mapping[str, Shape]) -> None:
        """Draw `arrow` between the cards among `shapes`, with what is `said` of it."""
        theme, route = self.frame.scene.theme, self.places.routes[arrow]
        points = [(x + self.shift[0], y + self.shift[1]) for x, y in _bends(route)]
        (x, y), *_ = points
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        is_new = self.view.number > 1 and arrow in self.view.new
        verb = arrow.link.verb
        shape = self.frame.add(
            name,
            "arrow",
            Rectangle(x, y, max(xs) - min(xs), max(ys) - min(ys)),
            strokeColor=theme.accent if is_new else theme.line,
            strokeStyle=_style(verb),
            strokeWidth=verb.width,
            roundness={"type": 2},
            points=[[round(a - x, 2), round(b - y, 2)] for a, b in points],
            lastCommittedPoint=None,
            startBinding={"elementId": shapes[arrow.source]["id"], "focus": 0, "gap": 1},
            endBinding={"elementId": shapes[arrow.target]["id"], "focus": 0, "gap": 1},
            startArrowhead=None,
            endArrowhead="triangle",
            elbowed=False,
        )
        for end in (arrow.source, arrow.target):
            bind(shapes[end], "arrow", shape)
        if said:
            self._label(shape, name, said, route, points)

    def _label(
        self,
        arrow: Shape,
        name: str,
        said: str,
        route: Route,
        points: Sequence[Point],
    ) -> None:
        """Words bound to their arrow, or beside it where they would hide it or what is near.

        Excalidraw centres bound words on the middle of the arrow, wherever we put them.
        """
        lines = Label.of_edge(said).lines
        wide, high = max(width(line, LABEL_SIZE) for line in lines), len(lines) * LABEL_LINE
        x, y = _middle(points)
        bound = route.label is None or self._is_free(
            Rectangle(x - self.shift[0] - wide / 2, y - self.shift[1] - high / 2, wide, high), route
        )
        if route.label and not bound:
            place = moved(route.label, self.shift)
            x, y = place.x + place.width / 2, place.y + place.height / 2
        text = self.frame.text(
            f"{name}_label",
            lines,
            x - wide / 2,
            y - high / 2,
            LABEL_SIZE,
            LABEL_LINE,
            self.frame.scene.theme.muted,
            container=str(arrow["id"]) if bound else None,
        )
        if bound:
            bind(arrow, "text", text)

    def _is_free(self, place: Rectangle, route: Route) -> bool:
        """Whether words fit there and leave enough of their arrow to be seen."""
        others = [self.places.routes[arrow] for arrow in self.view.arrows]
        others = [other for other in others if other.points != route.points]
        taken = [self.places.cards[component.id] for component in self.view.components]
        taken += [other.label for other in others if other.label]
        across = abs(route.tip[0] - route.points[0][0])
        down = abs(route.tip[1] - route.points[0][1])
        return (
            max(across - place.width, down - place.height) > _LEAST_SHOWN
            and not any(meet(place, other) for other in taken)
            and not any(crosses(along(other.points), place) for other in others)
        )


def _style(verb: Verb) -> str:
    """The line style of Excalidraw that comes nearest."""
    if verb.dash:
        return "dotted" if min(verb.dash) < 2 else "dashed"
    return "solid"


def _middle(points: Sequence[Point]) -> Point:
    at = len(points) // 2
    if len(points) % 2:
        return points[at]
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return (x0 + x1) / 2, (y0 + y1) / 2


def _bends(route: Route) -> list[Point]:
    """Few points of the edge's curve, through which Excalidraw draws its own."""
    curve = [*along(route.points), route.tip]
    pieces = max(1, (len(route.points) - 1) // 3)
    count = 2 * pieces
    chosen = [curve[round(index * (len(curve) - 1) / count)] for index in range(count + 1)]
    return chosen if not _is_straight(chosen) else [chosen[0], chosen[-1]]


def _is_straight(points: Sequence[Point]) -> bool:
    (x0, y0), (x1, y1) = points[0], points[-1]
    span = max(abs(x1 - x0), abs(y1 - y0), 1.0)
    return all(
        abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / span < 1.5 for x, y in points[1:-1]
    )
