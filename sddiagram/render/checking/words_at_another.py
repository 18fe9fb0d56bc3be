"""Words that are nearer to another arrow than to their own."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import far


def words_at_another(seen: Seen) -> Iterator[Finding]:
    """Words that a reader takes for those of another arrow, which is nearer than their own."""
    for edge in seen.edges:
        words = seen.words.get(edge.id)
        if words is None:
            continue
        gap = min(far(point, words) for point in edge.points)
        for other in seen.edges:
            if other is not edge and gap and other.comes_near(words, gap):
                nearest = min(far(point, words) for point in other.points)
                if 0 < nearest < gap - seen.astray:
                    yield Finding(
                        "words-at-another",
                        f"the words of {edge.id} are nearer to {other.id}",
                        'say less on it, as in a >> "shorter" >> b, or try the other --direction',
                    )
