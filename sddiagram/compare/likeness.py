"""How alike a component of one design and one of another are: by role, by name, by place."""

from collections.abc import Iterable, Mapping

from sddiagram.compare import naming
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View
from sddiagram.roles import heard_in, role_of
from sddiagram.roles.besides import does
from sddiagram.roles.standing_in import BY_NAME, BY_TECHNOLOGY, STAND_INS

ROLE, PLACE, NAME = 0.5, 0.3, 0.2
"""What each counts of a score from 0 to 1."""
TWIN = 0.3
"""What is added where kind and label are the very same."""
ENOUGH = 0.42
"""The least score of two that are taken for each other: the same role alone is enough for it, and
what can do a part of the job needs a name or a place beside."""
AS_GOOD = 0.85
_UNSAID, _HALF = 0.7, 0.5
_ROUNDS = 3

Scores = dict[tuple[str, str], float]


def in_role(mine: Component, reference: Component) -> float:
    """How well the one plays the other's role: 1, as well (0.85), in part (0.5), or not at all."""
    one, other = role_of(mine), role_of(reference)
    if one == other and one.name == "outside":
        # Whatever others run is alike only by its name.
        return AS_GOOD if _share_a_word(mine, reference) else _HALF
    if one == other:
        return 1.0 if mine.kind.noun == reference.kind.noun else AS_GOOD
    if mine.kind.noun == reference.kind.noun:
        # The label of one says more than the kind of both.
        return _UNSAID
    if frozenset((one.name, other.name)) in STAND_INS:
        if _is_it(mine, reference) or does(mine, other) or does(reference, one):
            return AS_GOOD
        return _HALF
    heard = {role.name for role in (heard_in(mine), heard_in(reference)) if role}
    return _HALF if heard and mine.kind.family == reference.kind.family else 0.0


def scores(mine: View, reference: View) -> Scores:
    """For each two that might be each other their score, above `ENOUGH`, mine first.

    The place in the flow is how well the neighbours fit: what two are called by and what they call.
    Since those are not known before, scores and places are worked out in turn, as S. Melnik and
    others do to match schemas ("Similarity flooding", ICDE 2002).
    """
    base: Scores = {}
    for one in mine.components:
        for other in reference.components:
            if role := _kinship(one, other):
                name = max(naming.likeness(one.label, other.label), 0.8 * _technology(one, other))
                is_twin = one.kind == other.kind and one.label == other.label
                base[one.id, other.id] = ROLE * role + NAME * name + TWIN * is_twin
    ours, theirs = _neighbours(mine.arrows), _neighbours(reference.arrows)
    found = {pair: score / (ROLE + NAME) for pair, score in base.items()}
    for _ in range(_ROUNDS):
        known = {pair: min(1.0, score) for pair, score in found.items()}
        found = {
            (one, other): score
            + PLACE * _place(ours.get(one, _NONE), theirs.get(other, _NONE), known)
            for (one, other), score in base.items()
        }
    return {pair: score for pair, score in found.items() if score >= ENOUGH}


def _kinship(mine: Component, reference: Component) -> float:
    """`in_role`, but less for what does the job besides its own: it is first looked for there."""
    role = in_role(mine, reference)
    is_besides = role_of(mine) != role_of(reference) and not _is_it(mine, reference)
    return min(role, _BESIDES) if is_besides else role


_BESIDES = 0.5


def _is_it(mine: Component, reference: Component) -> bool:
    """Whether two of other roles are one thing: a key-value store of Redis that is a cache."""
    roles = frozenset((role_of(mine).name, role_of(reference).name))
    if roles in BY_TECHNOLOGY and _technology(mine, reference):
        return True
    return roles in BY_NAME and _share_a_word(mine, reference)


def _share_a_word(one: Component, other: Component) -> bool:
    """Whether both labels have a word that says more than their roles do."""
    shared = naming.words_of(one.label) & naming.words_of(other.label)
    return bool(shared - _PLAIN)


_PLAIN = frozenset(("service", "store", "queue", "worker", "cache", "model", "feature", "index"))


def _technology(one: Component, other: Component) -> float:
    return float(one.technology is not None and one.technology == other.technology)


Neighbours = tuple[tuple[str, ...], tuple[str, ...]]
_NONE: Neighbours = ((), ())


def _neighbours(arrows: Iterable[Arrow]) -> Mapping[str, Neighbours]:
    """Of each component those that reach it, and those that it reaches."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for arrow in arrows:
        found.setdefault(arrow.source, ({}, {}))[1][arrow.target] = None
        found.setdefault(arrow.target, ({}, {}))[0][arrow.source] = None
    return {id: (tuple(before), tuple(after)) for id, (before, after) in found.items()}


def _place(one: Neighbours, other: Neighbours, known: Mapping[tuple[str, str], float]) -> float:
    """How well each neighbour of the one fits its best of the other's, on the average."""
    total, count = 0.0, 0
    for ours, theirs in zip(one, other, strict=True):
        count += len(ours) + len(theirs)
        if ours and theirs:
            total += sum(max(known.get((a, b), 0.0) for b in theirs) for a in ours)
            total += sum(max(known.get((a, b), 0.0) for a in ours) for b in theirs)
    return total / count if count else 0.0
