"""What changed from one board to another: what was added, what was removed, and which facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from sddiagram.compare.assignment import assigned
from sddiagram.compare.facts import changed_facts
from sddiagram.compare.likeness import scores
from sddiagram.compare.merging import Board
from sddiagram.estimate.telling import told
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow, Link
from sddiagram.model.marks import Mark, Marks, Tone
from sddiagram.model.pattern import Pattern, View

_RENAMED = 0.7
"""The least score at which a component that left is taken for one that came."""
_BY_ID = ("after", "hits_of", "fallback", "beside")


@dataclass(frozen=True, slots=True)
class Change:
    """A component, or an arrow, that is on both boards with other facts."""

    before: Component | Arrow
    after: Component | Arrow
    facts: tuple[str, ...]
    """Such as `replicas 3 → 8`."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from the board `before` to the board `after`."""

    before: View
    after: View
    added: tuple[Component | Arrow, ...]
    removed: tuple[Component | Arrow, ...]
    changed: tuple[Change, ...]
    stayed: Mapping[str, str]
    """Of the components that stayed: the id before, and the id after."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def difference(before: View, after: View) -> Difference:
    """What changed, components by their names first; raises `DesignError` as telling them does."""
    before = told(before.pattern).view(before.number)
    after = told(after.pattern).view(after.number)
    stayed = _stayed(before, after)
    there = {one.id: one for one in after.components}
    kept = {*stayed.values()}
    changed: list[Change] = []
    for one in before.components:
        if one.id in stayed and (facts := changed_facts(one, there[stayed[one.id]])):
            changed.append(Change(one, there[stayed[one.id]], facts))
    added, removed, others = _arrows(before.arrows, after.arrows, stayed)
    return Difference(
        before,
        after,
        (*(one for one in after.components if one.id not in kept), *added),
        (*(one for one in before.components if one.id not in stayed), *removed),
        (*changed, *others),
        stayed,
    )


def _stayed(before: View, after: View) -> Mapping[str, str]:
    """By id; then, of what is left over, those that are alike enough to be renamed."""
    ids = {one.id for one in after.components}
    stayed = {one.id: one.id for one in before.components if one.id in ids}
    kinds = {one.id: one.kind for one in after.components}
    left = {one.id: one for one in before.components if one.id not in stayed}
    alike = {
        (new, old): score
        for (new, old), score in scores(after, before).items()
        if old in left and new not in stayed and score >= _RENAMED and kinds[new] == left[old].kind
    }
    stayed |= {old: new for new, old in assigned(alike).items()}
    return {one.id: stayed[one.id] for one in before.components if one.id in stayed}


def _arrows(
    before: Sequence[Arrow], after: Sequence[Arrow], stayed: Mapping[str, str]
) -> tuple[list[Arrow], list[Arrow], list[Change]]:
    """What was added, what was removed, and what has the same ends and says something else."""
    moved = {one: _moved(one, stayed) for one in before}
    added = [one for one in after if one not in moved.values()]
    removed: list[Arrow] = []
    changed: list[Change] = []
    for old, new in moved.items():
        if new in after:
            continue
        ends = (new.source, new.target)
        heirs = [one for one in added if (one.source, one.target) == ends]
        heirs.sort(key=lambda one: one.link.label != new.link.label)
        if not heirs:
            removed.append(old)
            continue
        added.remove(heirs[0])
        changed.append(Change(old, heirs[0], changed_facts(new.link, heirs[0].link)))
    return added, removed, changed


def _moved(arrow: Arrow, stayed: Mapping[str, str]) -> Arrow:
    """`arrow` with the ids that its components have now."""
    link: Link = arrow.link
    named = {
        one.name: stayed.get(getattr(link, one.name), getattr(link, one.name))
        for one in fields(link)
        if one.name in _BY_ID
    }
    source, target = (stayed.get(end, end) for end in (arrow.source, arrow.target))
    return Arrow(source, target, replace(link, **named))


REMOVED, ADDED = Mark("removed", Tone.GHOST), Mark("added", Tone.ADDED)


def merged(found: Difference, title: str) -> tuple[Pattern, Marks]:
    """The later board with all that was removed, and the marks that tell what changed."""
    board = Board(found.after, REMOVED, ADDED)
    for one in found.changed:
        text = one.facts[0] if len(one.facts) == 1 and len(one.facts[0]) <= 24 else "changed"
        after = one.after if isinstance(one.after, Arrow) else one.after.id
        board.mark(after, Mark(text, Tone.WARNING))
    ends = dict(found.stayed)
    for gone in found.removed:
        if isinstance(gone, Component):
            ends[gone.id] = board.put_ghost(gone)
    board.put_lines([one for one in found.removed if isinstance(one, Arrow)], ends)
    board.mark_besides(one.id for one in found.added if isinstance(one, Component))
    for new in found.added:
        if isinstance(new, Arrow):
            board.mark(new, ADDED)
    counts = (len(found.added), "added"), (len(found.removed), "removed")
    said = [
        f"{count} {word}" for count, word in (*counts, (len(found.changed), "changed")) if count
    ]
    return board.drawn(title, f"{', '.join(said)}." if said else "Nothing changed.")
