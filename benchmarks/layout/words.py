"""What is wrong with the words on the lines of a picture."""

from benchmarks.layout.lines import gap
from benchmarks.layout.picture import Picture
from sddiagram.render.measure.geometry import meet

FAR = 12.0
"""Further than this from their line, in px, words float."""


def far(picture: Picture) -> int:
    """Words that float."""
    return sum(gap(edge, edge.words) > FAR for edge in picture.edges if edge.words)


def ambiguous(picture: Picture) -> int:
    """Words that are nearer to another line than to their own."""
    return sum(
        any(gap(other, edge.words) < gap(edge, edge.words) for other in picture.edges)
        for edge in picture.edges
        if edge.words
    )


def struck(picture: Picture) -> int:
    """Words, and titles of groups, that another line runs through or that stand on each other."""
    words = [(edge.id, edge.words) for edge in picture.edges if edge.words]
    placed = [*words, *(("", title) for title in picture.titles)]
    count = 0
    for number, (own, place) in enumerate(placed):
        others = [other for _, other in placed[number + 1 :]]
        count += (
            any(gap(edge, place) == 0 for edge in picture.edges if edge.id != own)
            or any(meet(place, other) for other in others)
            or any(meet(place, card) for card in picture.cards.values())
        )
    return count
