"""What a review says, as notes tell it: what stages answer, what is accepted, what is left."""

import re

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
            places = by_answer.setdefault(answer, {}).setdefault(one.rule, [])
            if one.on is not None:
                places.append(one.where)
        told[stage] = [
            f"Stage {answer} answers: {'; '.join(_said(rule, at) for rule, at in rules.items())}."
            for answer, rules in sorted(by_answer.items())
        ]
    return told


def _said(rule: str, places: list[str]) -> str:
    """What was found, and where, unless it is the design as a whole."""
    said = rule.replace("-", " ")
    return f"{said} at {few(list(dict.fromkeys(places)))}" if places else said


def _row(one: Finding) -> list[str]:
    """An accepted finding among the trade-offs: decision, instead of, gains, costs."""
    return [
        f"accept {_said(one.rule, [one.where] if one.on is not None else [])}",
        _without_code(one.way_out.removesuffix(", or accept it with a reason.").rstrip(".")),
        one.because,
        one.fact.rstrip("."),
    ]


def _without_code(way_out: str) -> str:
    """A way out as a reader of notes wants it, who writes no file: no code, and no notes to add.

    >>> _without_code("Give it a lifetime (stale=60 * sd.s), or delete what changes")
    'give it a lifetime, or delete what changes'
    """
    said = re.sub(r" \([^()]*(=|sd\.)[^()]*\)|, or say in (its|a) note\b.*", "", way_out)
    return said[:1].lower() + said[1:]
