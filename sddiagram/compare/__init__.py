"""A design held against a reference, and two designs held against each other."""

from dataclasses import replace

from sddiagram.compare.capabilities import capabilities
from sddiagram.compare.matching import matched, unmatched
from sddiagram.compare.reasons import Reasons
from sddiagram.compare.rubric import contradictions, rubric, score
from sddiagram.compare.values import Comparison, How
from sddiagram.estimate.telling import told
from sddiagram.model.pattern import View
from sddiagram.roles import role_of

__all__ = ["Comparison", "compare"]


def compare(mine: View, reference: View) -> Comparison:
    """How far the board of `mine` can do what the board of `reference` can.

    Components are matched by their role, their place in the flow and their name; what another
    technology, another kind of the role or another cut does as well counts in full. Raises
    `DesignError` for facts that make no sense together.
    """
    asked, told_mine = reference, told(mine.pattern).view(mine.number)
    reference = told(reference.pattern).view(reference.number)
    pairs = matched(told_mine, reference)
    found = capabilities(told_mine, reference, pairs)
    against = contradictions(told_mine, reference)
    lines = rubric(found)
    reasons = Reasons(reference, asked)
    return Comparison(
        mine=told_mine,
        reference=reference,
        score=score(lines, against),
        rubric=lines,
        covered=tuple(one for one in found if one.how),
        missing=tuple(replace(one, reasons=reasons.of(one)) for one in found if one.how is None),
        extra=unmatched(told_mine.components, pairs.values()),
        alternatives=tuple(
            one
            for one in pairs.values()
            if one.how is not How.SAME and role_of(one.reference).weight
        ),
        contradictions=against,
        pairs=pairs,
    )
