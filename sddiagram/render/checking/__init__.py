"""What a reader would stumble over in a picture, found in the SVG's own geometry.

One check a file, named after the defect that it finds; `CHECKS` lists them. Texts are measured
with the shipped font, edges are followed along their curves.
"""

from collections.abc import Callable, Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.card_overlap import card_overlap
from sddiagram.render.checking.cut_text import cut_text
from sddiagram.render.checking.edge_along_border import edge_along_border
from sddiagram.render.checking.edge_ends_away import edge_ends_away
from sddiagram.render.checking.edge_hidden import edge_hidden
from sddiagram.render.checking.edge_on_corner import edge_on_corner
from sddiagram.render.checking.edge_squeezed import edge_squeezed
from sddiagram.render.checking.edge_through_card import edge_through_card
from sddiagram.render.checking.edge_through_own_words import edge_through_own_words
from sddiagram.render.checking.edge_through_text import edge_through_text
from sddiagram.render.checking.edges_on_each_other import edges_on_each_other
from sddiagram.render.checking.faint_text import faint_text
from sddiagram.render.checking.lonely_component import lonely_component
from sddiagram.render.checking.outside_reference import outside_reference
from sddiagram.render.checking.seen import Seen, seen_in
from sddiagram.render.checking.text_outside import text_outside
from sddiagram.render.checking.text_overlap import text_overlap
from sddiagram.render.checking.text_too_small import text_too_small
from sddiagram.render.checking.words_at_another import words_at_another
from sddiagram.render.checking.words_far import words_far
from sddiagram.render.checking.words_on_card import words_on_card

__all__ = ["CHECKS", "Finding", "audit"]

CHECKS: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    text_too_small,
    text_overlap,
    text_outside,
    cut_text,
    words_on_card,
    words_far,
    words_at_another,
    edge_through_text,
    edge_through_own_words,
    edge_through_card,
    edge_squeezed,
    edge_along_border,
    edges_on_each_other,
    edge_on_corner,
    edge_ends_away,
    edge_hidden,
    card_overlap,
    lonely_component,
    outside_reference,
    faint_text,
)
"""In the order in which their findings are told."""


def audit(picture: bytes) -> list[Finding]:
    """What is wrong with the SVG `picture` that `sddiagram` drew; nothing, if it reads well."""
    seen = seen_in(picture)
    return [finding for check in CHECKS for finding in check(seen)]
