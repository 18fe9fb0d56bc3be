"""What a review says, as notes tell it: what stages answer, what is accepted, what is left."""

from sddiagram.finding import Finding, Severity
from sddiagram.model.pattern import Pattern
from sddiagram.model.text import few
from sddiagram.review import answered_later, review


def reviews(pattern: Pattern) -> dict[str, object]:
    """What a template of notes is given of the review of `pattern`.

    `answers` are sentences by stage, `accepted` rows for the table of trade-offs, `findings` and
    `unknown` what is left of the final design.
    """
    last = review(pattern.view())
    return {
        "answers": _answers(pattern),
        "accepted": [_row(one) for one in last if one.accepted],
        "findings": [
            f"{one.severity.value}: {one.message}"
            for one in last
            if not one.accepted and one.severity is not Severity.NOT_ASSESSED
        ],
        "unknown": [one.fact for one in last if one.severity is Severity.NOT_ASSESSED],
    }


def _answers(pattern: Pattern) -> dict[int, list[str]]:
    """By stage, what it leaves to later ones: `Stage 2 answers: single point of failure at API.`"""
    told: dict[int, list[str]] = {}
    for stage, found in answered_later(pattern).items():
        by_answer: dict[int, dict[str, list[str]]] = {}
        for one, answer in found:
            by_answer.setdefault(answer, {}).setdefault(one.rule, []).append(one.where)
        told[stage] = [
            f"Stage {answer} answers: {'; '.join(_said(rule, at) for rule, at in rules.items())}."
            for answer, rules in sorted(by_answer.items())
        ]
    return told


def _said(rule: str, places: list[str]) -> str:
    return f"{rule.replace('-', ' ')} at {few(places)}"


def _row(one: Finding) -> list[str]:
    """An accepted finding among the trade-offs: decision, instead of, gains, costs."""
    return [
        f"accept {one.rule.replace('-', ' ')} at {one.where}",
        one.way_out.removesuffix(", or accept it with a reason.").rstrip("."),
        one.because,
        one.fact.rstrip("."),
    ]
