"""The verbs, in the order of their table, which is that of a legend."""

from collections.abc import Collection

from sddiagram import links
from sddiagram.model.flow import Arrow, Verb
from sddiagram.model.pattern import View

VERBS = tuple(row for name, row in vars(links).items() if isinstance(row, Verb) and name[0] != "_")
"""All of them."""


def verbs_of(view: View, besides: Collection[Arrow] = ()) -> list[Verb]:
    """Those on the board, of arrows that are drawn as their verb says: not those in `besides`."""
    used = {arrow.link.verb for arrow in view.arrows if arrow not in besides}
    return [verb for verb in VERBS if verb in used]
