"""The review of a design, as an interviewer would give it.

One rule a file in rules/, named for the defect that it finds; how much a finding weighs is policy,
in the table of severity.py. A design is reviewed as it stands after one stage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sddiagram.errors import NotFoundError
from sddiagram.finding import Finding, Severity
from sddiagram.model.flow import Arrow
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import Pattern, View
from sddiagram.review.design import Design
from sddiagram.review.registry import LAST, Rule, known_rules, rule_named
from sddiagram.review.severity import SEVERITY

__all__ = ["Rule", "answered_later", "known_rules", "review", "rule_named"]


def review(view: View, found: Numbers | None = None) -> list[Finding]:
    """What an interviewer would say of the board of `view`; accepted findings are among them.

    What weighs most comes first, and what could not be assessed last. `found` are the board's
    numbers, if they are known already. Raises `NotFoundError` for an accepted rule that is none.
    """
    design = Design(view, found)
    for one in view.pattern.accepts:
        _known(one.rule)
    findings = [
        finding
        for name, rule in known_rules().items()
        if name != LAST
        for finding in _by(rule, design)
    ]
    design.unneeded = [
        one
        for one in view.pattern.accepts
        if not any(one.covers(finding.rule, finding.on) for finding in findings)
    ]
    findings += _by(known_rules()[LAST], design)
    return sorted(findings, key=lambda one: (one.accepted, one.severity.rank))


def answered_later(pattern: Pattern) -> Mapping[int, list[tuple[Finding, int]]]:
    """By stage, the findings that a later stage answers, each with the first stage that does."""
    boards = [review(view) for view in pattern.views]
    keys = [{(one.rule, one.on) for one in board} for board in boards]
    found: dict[int, list[tuple[Finding, int]]] = {}
    for index, board in enumerate(boards, start=1):
        for one in board:
            if one.severity is Severity.NOT_ASSESSED or one.accepted:
                continue
            key = (one.rule, one.on)
            later = (at for at in range(index + 1, len(boards) + 1) if key not in keys[at - 1])
            if (answer := next(later, None)) is not None:
                found.setdefault(index, []).append((one, answer))
    return found


def _by(rule: Rule, design: Design) -> Iterable[Finding]:
    for one in rule.check(design):
        is_known = one.severity is not Severity.NOT_ASSESSED
        weight = SEVERITY[rule.name].at(start=design.is_start) if is_known else one.severity
        reasons = (
            design.text(accepted.because)
            for accepted in design.view.pattern.accepts
            if accepted.covers(rule.name, one.on) and is_known
        )
        yield replace(
            one,
            rule=rule.name,
            severity=weight,
            where=_where(one.on, design),
            because=next(reasons, ""),
        )


def _where(on: str | Arrow | None, design: Design) -> str:
    if on is None:
        return design.view.pattern.title
    return design.said(on) if isinstance(on, Arrow) else design.label(on)


def _known(name: str) -> None:
    try:
        rule_named(name)
    except NotFoundError as error:
        raise NotFoundError(f"accepts= names a rule that there is not. {error}") from None
