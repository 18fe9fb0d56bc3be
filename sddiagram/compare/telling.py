"""A comparison and a difference in words, line by line, as the terminal shows them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sddiagram.compare.difference import Difference
from sddiagram.compare.rubric import RULES
from sddiagram.compare.values import Capability, Comparison, How, Match
from sddiagram.model.component import Component
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import View

Parts = Mapping[str, list[str]]
"""Lines under their titles; a title without lines is left out."""


def headline(found: Comparison) -> str:
    """Who is held against whom, and the score."""
    mine, reference = (_called(view) for view in (found.mine, found.reference))
    return f"{mine} beside the reference {reference}: score {found.score:.2f}"


def _called(view: View) -> str:
    stages = len(view.pattern.stages)
    return view.pattern.title + (f", stage {view.number}" if view.number < stages else "")


def compared(found: Comparison) -> Parts:
    """What `compare` says under each title, the most important first."""
    return {
        "Missing, in the order in which an interviewer would raise it": [*_missing(found.missing)],
        "Half of the points": [
            f"{_first(one.said)}: {one.how.said}, by {_listed(one.by)}."
            for one in found.covered
            if one.how and one.how.credit < 1
        ],
        "Contradicts the reference": list(found.contradictions),
        "As good": [_alternative(one) for one in found.alternatives if one.how.credit == 1],
        "Covered": list(_covered(found.covered)),
        "Extra": [f"{one.label}: {_a(one.kind.noun)}." for one in found.extra],
        "Points": [
            f"{_first(line.title)}: {line.points:g} of {line.most:g}." for line in found.rubric
        ],
        "How the score is calculated": list(RULES),
    }


def _missing(missing: Sequence[Capability]) -> Iterator[str]:
    """What is missing, with its reasons; one that was said before is said no more."""
    said: set[str] = set()
    for one in missing:
        points = f"{one.weight:g} point{'s' if one.weight != 1 else ''}"
        new = [reason for reason in one.reasons if reason not in said]
        said.update(new)
        yield " ".join((f"{_first(one.said)}, {points}.", *new))


def _alternative(one: Match) -> str:
    mine = _listed([_described(each) for each in one.mine])
    return f"{mine} for {_described(one.reference)}: {one.reason}."


def _described(one: Component) -> str:
    built_with = f", {one.technology.name}" if one.technology else ""
    return f"{one.label} ({one.kind.noun}{built_with})"


def _covered(covered: tuple[Capability, ...]) -> Iterator[str]:
    """The capabilities of each section in one line."""
    full = [one for one in covered if one.how and one.how.credit == 1]
    for section, own in groupby(full, key=lambda one: one.section):
        yield f"{_first(section.value)}: {'; '.join(_by(one) for one in own)}."


def _by(one: Capability) -> str:
    is_told = one.how is not How.SAME and one.by
    return f"{one.said} by {_listed(one.by)}" if is_told else one.said


def differing(found: Difference) -> Parts:
    """What `diff` says under each title."""
    return {
        "Added": [_part(one, found.after) for one in found.added],
        "Removed": [_part(one, found.before) for one in found.removed],
        "Changed": [
            f"{_part(one.after, found.after, short=True)}: {'; '.join(one.facts)}"
            for one in found.changed
        ],
    }


def _part(one: Component | Arrow, view: View, *, short: bool = False) -> str:
    if isinstance(one, Component):
        return one.label if short else _described(one)
    source, target = (view.component(end).label for end in (one.source, one.target))
    label = f" “{one.link.label}”" if one.link.label else ""
    return f"{source} {one.link.verb.name}{label} → {target}"


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return (
        " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""
    )


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIO' else 'a'} {noun}"
