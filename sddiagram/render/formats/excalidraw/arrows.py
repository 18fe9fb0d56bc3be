"""Excalidraw's arrows: bound to the cards that they join, which take them along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sddiagram.model.flow import Arrow, Verb
from sddiagram.model.pattern import View
from sddiagram.render.formats.excalidraw.elbows import fixed_point, shortened
from sddiagram.render.formats.excalidraw.labels import Labels
from sddiagram.render.formats.excalidraw.scene import Frame, Shape, bind
from sddiagram.render.layout import Layout
from sddiagram.render.measure.corners import corners_of, few_points
from sddiagram.render.measure.geometry import Point, Rectangle, along, crosses, moved

Cards = Mapping[str, Shape]
"""The shape of each component, by their ids."""


@dataclass(frozen=True, slots=True)
class Arrows:
    """The arrows of one stage, `shift`ed to where its frame is."""

    frame: Frame
    view: View
    places: Layout
    shift: Point

    def draw(self, names: Mapping[Arrow, str], said: Mapping[Arrow, str], cards: Cards) -> None:
        """Draw all arrows between `cards`, with what is `said` of them."""
        corners = {arrow: corners_of(self.places.routes[arrow]) for arrow in self.view.arrows}
        ways = {
            arrow: shortened(turns) if turns else self._straight_or_bent(arrow)
            for arrow, turns in corners.items()
        }
        taken = [self.places.cards[one.id] for one in self.view.components]
        labels = Labels(self.frame, ways, taken, self.shift)
        for arrow, way in ways.items():
            is_elbowed, name = bool(corners[arrow]), names[arrow]
            near = self.places.routes[arrow].label
            words = None
            if arrow in said:
                words = labels.of(arrow, said[arrow], near, is_elbowed=is_elbowed)
            shape = self._add(
                arrow, name, words.way if words else way, cards, is_elbowed=is_elbowed
            )
            for end in dict.fromkeys((arrow.source, arrow.target)):
                bind(cards[end], "arrow", shape)
            if words:
                labels.draw(words, shape, name, arrow.source)

    def _add(
        self,
        arrow: Arrow,
        name: str,
        way: Sequence[Point],
        cards: Cards,
        *,
        is_elbowed: bool,
    ) -> Shape:
        theme, verb = self.frame.scene.theme, arrow.link.verb
        is_new = self.view.number > 1 and arrow in self.view.new
        points = [(x + self.shift[0], y + self.shift[1]) for x, y in way]
        (x, y), *_ = points
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        ends = {}
        for end, id, point in (
            ("startBinding", arrow.source, points[0]),
            ("endBinding", arrow.target, points[-1]),
        ):
            card = moved(self.places.cards[id], self.shift)
            binding = {"elementId": cards[id]["id"], "focus": 0, "gap": 5 if is_elbowed else 1}
            ends[end] = binding | ({"fixedPoint": fixed_point(point, card)} if is_elbowed else {})
        own = {"fixedSegments": None, "startIsSpecial": None, "endIsSpecial": None}
        return self.frame.add(
            name,
            "arrow",
            Rectangle(x, y, max(xs) - min(xs), max(ys) - min(ys)),
            strokeColor=theme.accent if is_new else theme.line,
            strokeStyle=_style(verb),
            strokeWidth=verb.width,
            roundness=None if is_elbowed else {"type": 2},
            points=[[round(a - x, 2), round(b - y, 2)] for a, b in points],
            lastCommittedPoint=None,
            startArrowhead=None,
            endArrowhead="triangle",
            elbowed=is_elbowed,
            **ends,
            **(own if is_elbowed else {}),
        )

    def _straight_or_bent(self, arrow: Arrow) -> list[Point]:
        """A way that is not level and upright: from end to end, or around what stands there.

        A straight arrow follows both of its cards; of a bent one, only the ends do.
        """
        route = self.places.routes[arrow]
        ends = [route.points[0], route.tip]
        around = {*(one.id for one in self.view.components)} - {arrow.source, arrow.target}
        straight = _between(*ends)
        if not any(crosses(straight, self.places.cards[id]) for id in around):
            return ends
        return few_points(route)


def _between(start: Point, end: Point) -> list[Point]:
    third = ((end[0] - start[0]) / 3, (end[1] - start[1]) / 3)
    inner = [(start[0] + third[0] * part, start[1] + third[1] * part) for part in (1, 2)]
    return list(along([start, *inner, end]))


def _style(verb: Verb) -> str:
    """The line style of Excalidraw that comes nearest."""
    if verb.dash:
        return "dotted" if min(verb.dash) < 2 else "dashed"
    return "solid"
