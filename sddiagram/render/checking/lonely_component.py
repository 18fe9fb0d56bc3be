"""A card that nothing joins."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import holds


def lonely_component(seen: Seen) -> Iterator[Finding]:
    """A card without arrows among cards with arrows: an interviewer asks what it is for.

    The idle members of a pool are no such cards: one with their icon, in their group, has arrows.
    A picture without any arrow is a list, and is meant.
    """
    joined = {end for edge in seen.edges for end in (edge.source, edge.target)}
    busy = [
        (panel, seen.icons[id])
        for panel in seen.panels.values()
        for id, card in seen.cards.items()
        if id in joined and holds(panel, card)
    ]
    for id, card in seen.cards.items():
        is_idle = any(icon == seen.icons[id] and holds(panel, card) for panel, icon in busy)
        if joined and id not in joined and not is_idle:
            yield Finding("lonely-component", id, "connect it, or leave it out of this stage")
