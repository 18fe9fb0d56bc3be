"""The request path: the arrows numbered in the order in which a request takes them."""

from collections.abc import Collection, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.component import Family
from sddiagram.model.flow import Arrow
from sddiagram.model.link import Verb
from sddiagram.model.view import View
from sddiagram.render.geometry import Point, Rectangle, Route, along, crosses, meet
from sddiagram.render.shapes import draw_text, number
from sddiagram.render.text import width

STEP_SIZE = 11.0
_RADIUS = 9.0
_BACKGROUND = (Verb.COPIES, Verb.BATCHES)
_SHARES = tuple(share / 100 for share in (22, 30, 16, 38, 46, 54, 62, 70, 78))
"""Where on its arrow a number may stand, near the start first."""


def request_path(view: View) -> dict[Arrow, int]:
    """The numbers, from 1, of the arrows that a request takes from the clients inwards.

    It goes as deep as it can before it takes the next arrow that the author wrote, and answers to
    clients come last. What the request does not wait for has no number: copies, batches, and what
    is emitted unless an answer comes back from there.
    """
    clients = {one.id for one in view.components if one.kind.family is Family.CLIENT}
    onward: dict[str, list[Arrow]] = {}
    answers: list[Arrow] = []
    for arrow in view.arrows:
        if arrow.link.verb in _BACKGROUND:
            continue
        if arrow.target in clients and arrow.source not in clients:
            answers.append(arrow)
        onward.setdefault(arrow.source, []).append(arrow)
    targets = {arrow.target for arrow in view.arrows}
    sources = [one.id for one in view.components if one.id not in targets]
    starts = [one.id for one in view.components if one.id in clients] or sources
    taken: dict[Arrow, None] = {}
    waiting = _waited_for(starts, onward, clients)
    while waiting:
        arrow = waiting.pop()
        if arrow not in taken and arrow not in answers:
            taken[arrow] = None
            waiting += _waited_for([arrow.target], onward, clients)
    reached = {arrow.target for arrow in taken}
    taken |= dict.fromkeys(arrow for arrow in answers if arrow.source in reached)
    return {arrow: number for number, arrow in enumerate(taken, start=1)}


def _waited_for(
    ids: Iterable[str], onward: Mapping[str, list[Arrow]], clients: Collection[str]
) -> list[Arrow]:
    """The arrows from `ids` that a request takes, the first one last, as a stack has them."""
    return [
        arrow
        for id in reversed(list(ids))
        for arrow in reversed(onward.get(id, []))
        if arrow.link.verb is not Verb.EMITS
        or _beyond(arrow.target, onward) & {arrow.source, *clients}
    ]


def _beyond(id: str, onward: Mapping[str, list[Arrow]]) -> set[str]:
    """Every component that arrows from `id` lead to."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        for arrow in onward.get(waiting.pop(), []):
            if arrow.target not in found:
                found.add(arrow.target)
                waiting.append(arrow.target)
    return found


def draw_numbers(
    board: Element,
    numbers: Mapping[Arrow, int],
    routes: Mapping[Arrow, Route],
    names: Mapping[Arrow, str],
    taken: Iterable[Rectangle],
) -> None:
    """Draw each number in a disc on its arrow, beside all that is `taken` by words and cards."""
    obstacles = list(taken)
    curves = {arrow: list(along(route.points)) for arrow, route in routes.items()}
    for arrow, step in numbers.items():
        others = [curve for one, curve in curves.items() if curve != curves[arrow]]
        place = _place(curves[arrow], obstacles, others)
        obstacles.append(place)
        group = SubElement(board, "g", {"class": "step", "data-of": names[arrow]})
        x, y = place.x + _RADIUS, place.y + _RADIUS
        circle = {"cx": number(x), "cy": number(y), "r": number(_RADIUS)}
        SubElement(group, "circle", circle)
        text = str(step)
        start = x - width(text, STEP_SIZE, bold=True) / 2
        draw_text(group, text, start, y + 4, STEP_SIZE, "number", bold=True)


def _place(curve: list[Point], obstacles: list[Rectangle], others: list[list[Point]]) -> Rectangle:
    places = [_around(curve[int(share * (len(curve) - 1))]) for share in _SHARES]
    free = [one for one in places if not any(meet(one, other) for other in obstacles)]
    alone = (one for one in free if not any(crosses(other, one) for other in others))
    return next(alone, (free or places)[0])


def _around(point: Point) -> Rectangle:
    return Rectangle(point[0] - _RADIUS, point[1] - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
