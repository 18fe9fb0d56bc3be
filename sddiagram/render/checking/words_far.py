"""Words far from their arrow."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import far

FARTHEST = 12.0
"""How far words may stand from their arrow, in px."""


def words_far(seen: Seen) -> Iterator[Finding]:
    """Words that float: a reader has to look for the arrow that they belong to."""
    for edge in seen.edges:
        if words := seen.words.get(edge.id):
            gap = min(far(point, words) for point in edge.points)
            if gap > FARTHEST:
                yield Finding(
                    "words-far",
                    f"the words of {edge.id} are {gap:.0f} px from it, over {FARTHEST:g}",
                    'say less on it, as in a >> "shorter" >> b, or try the other --direction',
                )
