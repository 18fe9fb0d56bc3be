"""Findings as marks on a picture: a number on each card and arrow, and what each number means."""

from collections.abc import Iterable

from sddiagram.finding import Finding, Severity
from sddiagram.model.flow import Arrow
from sddiagram.model.marks import Mark, Marked, Tone

_TONES = {Severity.ERROR: Tone.ALARM, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.PLAIN}


def marked(findings: Iterable[Finding]) -> Marked:
    """The marks of one board, numbered in the order of the findings, and a line for each number.

    What is accepted is marked quietly, with its reason. What could not be assessed has no mark.
    """
    numbers: dict[str | Arrow, list[str]] = {}
    tones: dict[str | Arrow, Tone] = {}
    lines = []
    told = [one for one in findings if one.severity is not Severity.NOT_ASSESSED]
    for number, one in enumerate(told, start=1):
        weight = f"Accepted: {one.because}." if one.accepted else one.way_out
        lines.append(f"{number}. {one.fact} {weight[0].upper()}{weight[1:]}")
        if one.on is not None:
            numbers.setdefault(one.on, []).append(str(number))
            tones.setdefault(one.on, Tone.QUIET if one.accepted else _TONES[one.severity])
    return Marked(
        {on: Mark(", ".join(said), tones[on]) for on, said in numbers.items()}, tuple(lines)
    )
