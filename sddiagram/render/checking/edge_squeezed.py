"""An arrow that squeezes past a card."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import far

LEAST_GAP = 9.0
"""How far from a card that it does not join an arrow must pass, in px."""


def edge_squeezed(seen: Seen) -> Iterator[Finding]:
    """An arrow too near to a card that it does not join: it seems to start or to end there."""
    for edge in seen.edges:
        for id, place in seen.cards.items():
            if id in (edge.source, edge.target) or not edge.comes_near(place, LEAST_GAP):
                continue
            gap = min(far(point, place) for point in edge.points)
            if gap < LEAST_GAP - seen.astray and not edge.runs_through(place):
                yield Finding(
                    "edge-squeezed",
                    f"{edge.id} passes {id} at {gap:.0f} px, under {LEAST_GAP:g}",
                    "try the other --direction",
                )
