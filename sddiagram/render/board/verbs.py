"""The verbs, in the order of their table, which is that of a legend."""

from sddiagram import links
from sddiagram.model.flow import Verb
from sddiagram.model.pattern import View

VERBS = tuple(row for name, row in vars(links).items() if isinstance(row, Verb) and name[0] != "_")
"""All of them."""


def verbs_of(view: View) -> list[Verb]:
    """Those on the board."""
    used = {arrow.link.verb for arrow in view.arrows}
    return [verb for verb in VERBS if verb in used]
