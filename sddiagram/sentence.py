"""The sentence to say at a stage: what comes onto the board, what goes, and why."""

from collections.abc import Sequence

from sddiagram.model.component import Component
from sddiagram.model.pattern import View
from sddiagram.model.prose import plain

_NAMED = 5
"""How many components a sentence names before it says how many more."""


def sentence(view: View) -> str:
    """What one would say while drawing the stage of `view`.

    >>> import sddiagram as sd
    >>> users, api = sd.Client("Users"), sd.Service("API")
    >>> sentence(sd.Pattern("P", sd.Stage("One", users >> api, why="It works.")).view(1))
    'Start with Users and API. It works.'
    """
    new = [one for one in view.components if one.id in view.new]
    added = [one for one in new if view.since[one.id] == view.number]
    changed = [one for one in new if one not in added]
    left = [one for one in view.left if one.id not in view.heirs]
    said = []
    for heir in dict.fromkeys(view.heirs.values()):
        gone = [one for one in view.left if view.heirs.get(one.id) == heir]
        said.append(f"replace {_listed(gone)} with {view.component(heir).label}")
        added = [one for one in added if one.id != heir]
    if added:
        said.append(f"{'start with' if view.number == 1 else 'add'} {_listed(added)}")
    if changed:
        said.append(f"change {_listed(changed)}")
    if left:
        said.append(f"take {_listed(left)} away")
    if not said:
        ends = [
            view.component(end) for arrow in view.new_arrows for end in (arrow.source, arrow.target)
        ]
        said.append(f"connect {_listed(ends)}" if ends else "keep what is there")
    first = ", ".join(said)
    return f"{first[0].upper()}{first[1:]}. {plain(view.stage.why)}".rstrip()


def _listed(components: Sequence[Component]) -> str:
    names = list(dict.fromkeys(one.label for one in components))
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
