"""Findings on the terminal: those of a design and those of a picture, in one way."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TextIO

from sddiagram.cli.wrapping import wrapped
from sddiagram.finding import Finding, Severity


def print_findings(findings: Iterable[Finding], place: str, to: TextIO) -> None:
    """Print each finding: how much it weighs, where it is, and what it says.

    `place` stands where a finding knows no file. The way out and the question of a rule stand
    with its first finding, and not again with those that have the same.
    """
    many = list(findings)
    told: set[tuple[str, str, str]] = set()
    for one in many:
        if one.severity is Severity.NOT_ASSESSED:
            continue
        where = f"{one.file}:{one.line}" if one.line else one.file or place
        weight = "accepted" if one.accepted else one.severity.value
        key = one.rule, one.way_out, one.asks
        said = replace(one, way_out="", asks="") if one.asks and key in told else one
        told.add(key)
        print(wrapped(f"{weight}: {where}: {said}"), file=to)
    _print_unknown([one for one in many if one.severity is Severity.NOT_ASSESSED], place, to)


def _print_unknown(unknown: Iterable[Finding], place: str, to: TextIO) -> None:
    """What could not be assessed, in one line for each rule and what it lacks."""
    lacking: dict[tuple[str, str], list[str]] = {}
    for one in unknown:
        lacking.setdefault((one.rule, one.way_out), []).append(one.where)
    for (rule, way_out), places in lacking.items():
        print(wrapped(f"not assessed: {place}: {rule}: {', '.join(places)}. {way_out}"), file=to)


def counted(findings: Iterable[Finding]) -> str:
    """How many there are of each weight: `2 errors, 1 warning, 1 accepted`."""
    many = list(findings)
    numbers = {
        severity.value: sum(one.severity is severity and not one.accepted for one in many)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    }
    said = [
        f"{number} {weight}{'s' if number > 1 and weight != 'info' else ''}"
        for weight, number in numbers.items()
        if number
    ]
    if accepted := sum(one.accepted for one in many):
        said.append(f"{accepted} accepted")
    if unknown := sum(one.severity is Severity.NOT_ASSESSED for one in many):
        said.append(f"{unknown} not assessed")
    return ", ".join(said) or "nothing found"
