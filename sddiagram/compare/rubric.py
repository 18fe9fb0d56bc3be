"""The score: its rules, which are printed with it, and the lines that add up to it."""

from collections.abc import Iterator, Sequence

from sddiagram.compare.values import Capability, RubricLine
from sddiagram.model.component import Component, Family
from sddiagram.model.pattern import View
from sddiagram.roles import role_of
from sddiagram.roles.table import Section

CONTRADICTION = 0.05
"""What each contradiction costs of the score."""
RULES = (
    "Each capability of the reference is worth 1 to 3 points by its role, an arrow that is asked "
    "for by itself 1; docs/compare.md has the table.",
    "Another technology, another kind of the same role, a split or a merged component, and an "
    "alternative that the reference names get all of the points.",
    "A component that does only a part of the job, or stands elsewhere in the flow, gets half.",
    "What is extra costs nothing. A client that reaches a store, a broker or a model past all that "
    f"the reference puts between costs {CONTRADICTION:.2f} of the score.",
    "The score is the part of all points, from 0 to 1.",
)


def rubric(capabilities: Sequence[Capability]) -> tuple[RubricLine, ...]:
    """The points of each section that the reference has."""
    lines = []
    for section in Section:
        own = [one for one in capabilities if one.section is section]
        if own:
            points = sum(one.points for one in own)
            lines.append(RubricLine(section.value, points, float(sum(one.weight for one in own))))
    return tuple(lines)


def score(lines: Sequence[RubricLine], contradictions: Sequence[str]) -> float:
    """From 0 to 1; 1 of a reference that asks for nothing."""
    most = sum(line.most for line in lines)
    part = sum(line.points for line in lines) / most if most else 1.0
    return max(0.0, round(part - CONTRADICTION * len(contradictions), 4))


_GUARDED = frozenset(("database", "replica", "broker", "cache", "model", "online features"))
"""Roles that no client reaches by itself, unless the reference has it so."""


def contradictions(mine: View, reference: View) -> tuple[str, ...]:
    """What clients of mine reach straight, and those of the reference do not, in sentences."""
    allowed = {role_of(target).name for _, target in _straight(reference)}
    found = {
        f"{source.label} reaches {target.label} straight; the reference has something between."
        for source, target in _straight(mine)
        if role_of(target).name in _GUARDED - allowed
    }
    return tuple(sorted(found))


def _straight(view: View) -> Iterator[tuple[Component, Component]]:
    there = {one.id: one for one in view.components}
    for arrow in view.arrows:
        source, target = there[arrow.source], there[arrow.target]
        if source.kind.family is Family.CLIENT and not arrow.link.verb.is_answer:
            yield source, target
