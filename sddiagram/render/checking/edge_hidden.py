"""An arrow of which its words leave next to nothing."""

from collections.abc import Iterator
from itertools import pairwise
from math import hypot

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen

LEAST_LINE = 6.0
"""How much of an arrow's line must be drawn beside its words, in px."""


def edge_hidden(seen: Seen) -> Iterator[Finding]:
    """An arrow whose words take the room of its line: it reads as words between two cards."""
    for edge in seen.edges:
        drawn = sum(
            hypot(b[0] - a[0], b[1] - a[1]) for stroke in edge.strokes for a, b in pairwise(stroke)
        )
        if edge.id in seen.words and drawn < LEAST_LINE:
            yield Finding(
                "edge-hidden",
                f"{edge.id} has {drawn:.0f} px of line beside its words, under {LEAST_LINE:g}",
                'say less on it, as in a >> "shorter" >> b, or try the other --direction',
            )
