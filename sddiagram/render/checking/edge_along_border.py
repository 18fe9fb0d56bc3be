"""An arrow that runs along a border."""

from collections.abc import Iterator
from itertools import pairwise

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Edge, Seen
from sddiagram.render.measure.geometry import Rectangle, far

NEAR, LONGEST = 4.0, 16.0
"""How near to a border an arrow may run, and how far it may run nearer than that, in px."""


def edge_along_border(seen: Seen) -> Iterator[Finding]:
    """An arrow on the border of a group or a card: the two read as one line, or as a double one.

    At its own cards an arrow may do so a little longer, since a curve leaves a card aslant.
    """
    for edge in seen.edges:
        places = [*seen.cards.items(), *((f"the group {one!r}", at) for one, at in _panels(seen))]
        for what, place in places:
            longest = 2 * LONGEST if what in (edge.source, edge.target) else LONGEST
            if edge.comes_near(place, NEAR) and _along(edge, place, NEAR - seen.astray) > longest:
                where = f"{edge.id} runs along the border of {what}"
                yield Finding("edge-along-border", where, "try the other --direction")


def _panels(seen: Seen) -> Iterator[tuple[str, Rectangle]]:
    for id, place in seen.panels.items():
        yield id.removeprefix("group_"), place


def _along(edge: Edge, place: Rectangle, near: float) -> float:
    """The longest stretch of `edge` that is on one side of `place`, in px."""
    longest = 0.0
    right, bottom = place.x + place.width, place.y + place.height
    sides = (
        Rectangle(place.x, place.y, place.width, 0),
        Rectangle(place.x, bottom, place.width, 0),
        Rectangle(place.x, place.y, 0, place.height),
        Rectangle(right, place.y, 0, place.height),
    )
    for side in sides:
        run = 0.0
        is_on = [far(point, side) < near for point in edge.points]
        for (one, other), both in zip(pairwise(edge.points), pairwise(is_on), strict=True):
            # A line that crosses a border at a right angle is near to it for a moment, too.
            run = run + _on(side, one, other) if all(both) else 0.0
            longest = max(longest, run)
    return longest


def _on(side: Rectangle, one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(other[0] - one[0]) if side.width else abs(other[1] - one[1])
