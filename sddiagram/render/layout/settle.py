"""Words moved out of the way: titles of groups along their top row, labels along their own edge."""

from collections.abc import Iterable, Iterator, Mapping

from sddiagram.model.flow import Arrow
from sddiagram.render.layout.ground import Ground
from sddiagram.render.measure.card import Label
from sddiagram.render.measure.geometry import Point, Rectangle, Route, along, crosses

_INSET, _STEP = 10.0, 8.0
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where on its edge a label may stand, the middle first."""


def title_places(
    panels: Mapping[str, Rectangle], titles: Mapping[str, Label], routes: Mapping[Arrow, Route]
) -> dict[str, Rectangle]:
    """A place for each panel's title: the leftmost in its top row that no edge runs through."""
    edges = [list(along(route.points)) for route in routes.values()] if panels else []
    found: dict[str, Rectangle] = {}
    for id, panel in panels.items():
        title = titles[id]
        places = list(_along_the_top(panel, title))
        free = (place for place in places if not any(crosses(edge, place) for edge in edges))
        found[id] = next(free, places[0])
    return found


def _along_the_top(panel: Rectangle, title: Label) -> Iterator[Rectangle]:
    x = panel.x + _INSET
    yield Rectangle(x, panel.y + 7, title.width, title.height)
    while (x := x + _STEP) + title.width <= panel.x + panel.width - _INSET:
        yield Rectangle(x, panel.y + 7, title.width, title.height)


def settled_labels(routes: Mapping[Arrow, Route], fixed: Iterable[Rectangle]) -> dict[Arrow, Route]:
    """The routes, each label where the engine put it or, if that is taken, along its own edge.

    Taken is what a card, a title, another label or another edge runs through; where no place is
    free, the engine's stays.
    """
    ground = Ground()
    for place in fixed:
        ground.put(place)
    curves = {arrow: list(along(route.points)) for arrow, route in routes.items()}
    for arrow, curve in curves.items():
        ground.draw(routes[arrow].points, curve)
    places = {arrow: route.label for arrow, route in routes.items() if route.label}
    for place in places.values():
        ground.put(place)
    for arrow, place in places.items():
        ground.take(place)
        candidates = (place, *_along_the_edge(place, curves[arrow]))
        own = routes[arrow].points
        places[arrow] = next((one for one in candidates if ground.is_free(one, place, own)), place)
        ground.put(places[arrow])
    return {
        arrow: Route(route.points, route.tip, places.get(arrow)) for arrow, route in routes.items()
    }


def _along_the_edge(place: Rectangle, curve: list[Point]) -> Iterator[Rectangle]:
    """Places on the edge, and on either side of it, from its middle outwards."""
    for share in _ALONG:
        x, y = curve[int(share * (len(curve) - 1))]
        for aside in (0.5, 0.0, 1.0):
            yield Rectangle(
                round(x - place.width * aside, 2),
                round(y - place.height / 2, 2),
                place.width,
                place.height,
            )
