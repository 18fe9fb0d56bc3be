"""Which components of mine do the job of each component of a reference.

First each gets at most one, so that the sum of the scores is largest. What is left may be a part
of one that is split, may be done by one that does more, or may be an alternative that the reference
names in a trade-off.
"""

from collections.abc import Iterable, Iterator, Mapping

from sddiagram.compare import naming
from sddiagram.compare.assignment import assigned
from sddiagram.compare.likeness import AS_GOOD, ENOUGH, in_role, scores
from sddiagram.compare.values import How, Match
from sddiagram.model.component import Component
from sddiagram.model.pattern import View
from sddiagram.model.prose import plain
from sddiagram.model.study import TradeOff
from sddiagram.roles import role_of
from sddiagram.roles.besides import BRINGS_IT, SAYS_SO, does, may_absorb

_MOST = 0.6
"""The part of a split one's neighbours that have to be those of the whole."""


def matched(mine: View, reference: View) -> dict[str, Match]:
    """The matches of the components of `reference`, by their ids, in the order of its board."""
    return _Matching(mine, reference).found()


class _Matching:
    """Two boards, and what is known of their pairs so far."""

    def __init__(self, mine: View, reference: View) -> None:
        self.reference = reference
        self.ours = {one.id: one for one in mine.components}
        self.theirs = {one.id: one for one in reference.components}
        self.ways, self.ways_theirs = _ways(mine), _ways(reference)
        self.near = {id: before | after for id, (before, after) in self.ways.items()}
        self.near_theirs = {id: before | after for id, (before, after) in self.ways_theirs.items()}
        # What is above the least counts, squared: two poor pairs are worth less than a good one.
        above = {pair: (score - ENOUGH) ** 2 for pair, score in scores(mine, reference).items()}
        self.pairs = {their: our for our, their in assigned(above).items()}
        """By ids, that of the reference first."""
        self.parts: dict[str, list[str]] = {}
        """The ids of mine that are a part of a reference's component besides its pair."""

    def found(self) -> dict[str, Match]:
        """All matches."""
        taken = {*self.pairs.values()}
        for id in [id for id in self.ours if id not in taken]:
            if whole := self._whole_of(id):
                self.parts.setdefault(whole, []).append(id)
        found = {id: match for id, one in self.theirs.items() if (match := self._match(one))}
        found |= self._left_over(found)
        return {id: self._in_place(found[id], found) for id in self.theirs if id in found}

    def _match(self, one: Component) -> Match | None:
        """What does the job of `one`: its pair, or what does it better besides."""
        paired = self._paired(one) if one.id in self.pairs else None
        if paired and paired.how.credit == 1:
            return paired
        besides = self._otherwise(one)
        return besides if besides and besides.mine != (paired and paired.mine) else paired

    def _left_over(self, found: Mapping[str, Match]) -> dict[str, Match]:
        """Of what is left, what does a part of the job and stands near what has been found."""
        used = {one.id for match in found.values() for one in match.mine}
        likely = {}
        for their in self.theirs.keys() - found.keys():
            near = (found[id] for id in self.near_theirs[their] if id in found)
            around = {one.id for match in near for one in match.mine}
            for our in self.ours.keys() - used:
                shared = len(around & self.near[our])
                if shared and (role := in_role(self.ours[our], self.theirs[their])):
                    likely[our, their] = role + 0.1 * shared
        ordered = {
            (our, their): likely[our, their]
            for our in self.ours
            for their in self.theirs
            if (our, their) in likely
        }
        self.pairs |= {their: our for our, their in assigned(ordered).items()}
        return {
            id: self._paired(self.theirs[id])
            for id in self.theirs.keys() - found
            if id in self.pairs
        }

    def _whole_of(self, id: str) -> str | None:
        """The reference's component of which mine is a part, as its other part is its pair."""
        best: tuple[float, str] | None = None
        for their, our in self.pairs.items():
            role = in_role(self.ours[id], self.theirs[their])
            if role < AS_GOOD or in_role(self.ours[our], self.theirs[their]) < AS_GOOD:
                continue
            around = {self.pairs[one] for one in self.near_theirs[their] if one in self.pairs}
            around |= {our, *self.parts.get(their, ())}
            there = self.near[id]
            shared = len(there & around) / len(there) if there else 0.0
            name = naming.likeness(self.ours[id].label, self.theirs[their].label)
            if shared >= _MOST and (best is None or (role + shared + name) > best[0]):
                best = role + shared + name, their
        return best[1] if best else None

    def _paired(self, one: Component) -> Match:
        our = self.ours[self.pairs[one.id]]
        ids = {our.id, *self.parts.get(one.id, ())}
        mine = tuple(each for id, each in self.ours.items() if id in ids)
        role = in_role(our, one)
        if role < AS_GOOD:
            if said := self._listed(one, our):
                return Match(one, mine, How.LISTED, said)
            return Match(
                one,
                mine,
                How.STAND_IN,
                f"{role_of(our).said} for {role_of(one).said}: that is a part of the job",
            )
        if len(mine) > 1:
            return Match(one, mine, How.AS_GOOD, f"split into {len(mine)}")
        if our.kind.noun != one.kind.noun:
            if said := self._listed(one, our):
                return Match(one, mine, How.LISTED, said)
            return Match(one, mine, How.AS_GOOD, f"both are {role_of(one).said}")
        if our.technology and one.technology and our.technology != one.technology:
            said = self._listed(one, our)
            how = How.LISTED if said else How.AS_GOOD
            return Match(one, mine, how, said or f"both are {role_of(one).said}")
        return Match(one, mine, How.SAME)

    def _otherwise(self, one: Component) -> Match | None:
        """What does the job of a component that has no pair, if anything does."""
        role = role_of(one)
        if role.weight == 0:
            # People are no capability: whoever is there stands for them.
            people = [our for our in self.ours.values() if role_of(our) == role]
            return Match(one, (people[0],), How.SAME) if people else None
        taken = {*self.pairs.values(), *(id for ids in self.parts.values() for id in ids)}
        for id, our in self.ours.items():
            if id not in taken and (said := self._listed(one, our)):
                return Match(one, (our,), How.LISTED, said)
        for id, our in self.ours.items():
            if id not in taken and does(our, role) == SAYS_SO:
                return Match(one, (our,), How.MERGED, f"{our.label} says that it does this")
        for our, their in self._candidates(one):
            says = does(our, role, their) or _names(our, one, their)
            if says == BRINGS_IT:
                assert our.technology
                said = f"{our.technology.name} brings {role.said} along"
                return Match(one, (our,), How.BROUGHT, said)
            if says or (may_absorb(our, role) and self._takes_over(our, one)):
                return Match(one, (our,), How.MERGED, f"{our.label} does this, too")
        parts = {part: whole for whole, ids in self.parts.items() for part in ids}
        wholes = {our: their for their, our in self.pairs.items()} | parts
        for id, our in self.ours.items():
            if id in wholes and does(our, role, self.theirs[wholes[id]]) == SAYS_SO:
                return Match(one, (our,), How.MERGED, f"{our.label} says that it does this, too")
        return None

    def _candidates(self, one: Component) -> Iterator[tuple[Component, Component]]:
        """Mine that are paired with what is near `one`, and those: first those of its own role."""
        near = self.near_theirs
        around = [id for id in self.theirs if id in near[one.id] and id in self.pairs]
        around.sort(key=lambda other: role_of(self.theirs[other]) != role_of(one))
        beyond = [
            id
            for id in self.theirs
            if id in self.pairs and id != one.id and any(id in near[other] for other in around)
        ]
        for id in dict.fromkeys([*around, *beyond]):
            yield self.ours[self.pairs[id]], self.theirs[id]

    def _takes_over(self, our: Component, one: Component) -> bool:
        """Whether what `one` of the reference is reached by and reaches, `our` is and does, too."""
        sides = []
        for theirs, ours in zip(self.ways_theirs[one.id], self.ways[our.id], strict=True):
            paired = {self.pairs[id] for id in theirs if id in self.pairs}
            rest = paired - {our.id}
            if theirs and not paired:
                sides.append(0.0)
            elif rest:
                sides.append(len(rest & ours) / len(rest))
        if role_of(one).name == "door":
            # A door is called and calls back through one line, whichever way it is drawn.
            around = {self.pairs[id] for id in self.near_theirs[one.id] if id in self.pairs}
            rest = around - {our.id}
            return bool(rest) and len(rest & self.near[our.id]) >= len(rest) / 2
        return bool(sides) and min(sides) >= 0.5

    def _listed(self, one: Component, our: Component) -> str:
        """What the reference says of `our` as an alternative to `one`, if it does."""
        for tradeoff in self.reference_tradeoffs():
            instead = plain(tradeoff.instead_of)
            said = naming.words_of(instead)
            decision = naming.words_of(plain(tradeoff.decision))
            about = naming.words_of(one.label) | naming.words_of(role_of(one).name)
            if not instead or not (decision & about):
                continue
            label = naming.words_of(our.label)
            built_with = naming.words_of(our.technology.name if our.technology else "")
            # One word alone, such as `ranker`, is in many a text that means something else.
            if (len(label) > 1 and label <= said) or (built_with and built_with <= said):
                return f"the reference names it: instead of “{instead}”"
        return ""

    def reference_tradeoffs(self) -> Iterator[TradeOff]:
        """The trade-offs of the stages up to the one compared with."""
        for stage in self.reference.pattern.stages[: self.reference.number]:
            yield from stage.tradeoffs

    def _in_place(self, match: Match, found: dict[str, Match]) -> Match:
        """`match`, or that it stands elsewhere: near none of those that it is near to."""
        near = self.near_theirs[match.reference.id]
        around = [found[id] for id in near if id in found]
        if 2 * len(around) < len(near):
            return match  # Most of what it stood near is missing, and that is told of those.
        ours = {one.id for one in match.mine}
        images = {one.id for other in around for one in other.mine}
        if match.how.credit < 1 or not images or images & ours:
            return match
        reached = {id for one in ours for id in self.near[one]}
        reached |= {id for one in reached for id in self.near[one]}
        if reached & images:
            return match
        return Match(match.reference, match.mine, How.ELSEWHERE, "it stands elsewhere in the flow")


def _names(our: Component, one: Component, their: Component) -> bool:
    """Whether the label of mine holds that of `one`, which that of its pair `their` does not."""
    words = naming.words_of(one.label)
    return (
        bool(words)
        and words < naming.words_of(our.label)
        and not (words <= naming.words_of(their.label))
    )


def _ways(view: View) -> dict[str, tuple[set[str], set[str]]]:
    """Of each component those that reach it, and those that it reaches."""
    found: dict[str, tuple[set[str], set[str]]] = {
        one.id: (set(), set()) for one in view.components
    }
    for arrow in view.arrows:
        if arrow.source != arrow.target:
            found[arrow.source][1].add(arrow.target)
            found[arrow.target][0].add(arrow.source)
    return found


def unmatched(components: Iterable[Component], matches: Iterable[Match]) -> tuple[Component, ...]:
    """Those of `components` that do no job of a reference; people are never too many."""
    used = {one.id for match in matches for one in match.mine}
    return tuple(one for one in components if one.id not in used and role_of(one).weight)
