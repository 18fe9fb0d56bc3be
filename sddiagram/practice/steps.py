"""The five steps of the interview, with the minutes that each has of a round."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sddiagram.errors import DesignError
from sddiagram.guide import section

LEAST, MOST = 1.0, 240.0
"""Minutes of a round."""
_TITLE = re.compile(r"(?P<number>\d+)\. (?P<title>.+) \((?P<low>\d+)(?: to (?P<high>\d+))? min\)")


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """A step as the guide tells it: its title, its minutes from and to, what to do in it."""

    title: str
    low: float
    high: float
    points: tuple[str, ...]


def interview_steps() -> tuple[InterviewStep, ...]:
    """The steps of the guide's framework, in order."""
    steps = []
    for item in section("framework").items:
        if read := _TITLE.fullmatch(item.title):
            low = float(read["low"])
            steps.append(InterviewStep(read["title"], low, float(read["high"] or low), item.points))
    return tuple(steps)


def minutes_of(steps: Sequence[InterviewStep], minutes: float) -> tuple[float, ...]:
    """The minutes of each step in a round of so many, in the guide's proportions.

    >>> minutes_of(interview_steps(), 45)
    (5.0, 10.0, 15.0, 10.0, 5.0)

    Raises `DesignError` for a round that is too short or too long to be one.
    """
    if not LEAST <= minutes <= MOST:
        raise DesignError(
            f"--minutes {minutes:g}: a round takes from {LEAST:g} to {MOST:g} minutes; 45 is usual."
        )
    short, long = sum(one.low for one in steps), sum(one.high for one in steps)
    between = min(1.0, max(0.0, (minutes - short) / (long - short)))
    shares = [one.low + between * (one.high - one.low) for one in steps]
    return tuple(minutes * share / sum(shares) for share in shares)
