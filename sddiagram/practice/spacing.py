"""When to see something again: the rule of SuperMemo 2.

P. A. Wozniak, "Optimization of learning", master's thesis, University of Technology in Poznan,
1990, section 3.2, https://super-memory.com/english/ol/sm2.htm. What is known is seen again after 1
day, then 6 days, then after the last interval times its easiness, rounded up. What was not known
begins anew and keeps its easiness. Easiness starts at 2.5, moves with each grade, and never falls
below 1.3.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

FORGOT, HARD, GOOD, EASY = GRADES = (1, 2, 3, 4)
"""What a reader says of an answer: not known, barely, known, known at once."""
_QUALITY = {FORGOT: 1, HARD: 3, GOOD: 4, EASY: 5}
"""The grades of the rule, from 0 to 5; below 3 the answer was wrong."""
_START, _LEAST = 2.5, 1.3
FIRST, _SECOND = 1, 6


@dataclass(frozen=True, slots=True)
class Memory:
    """How well something is known, as far as the rule knows it."""

    repetitions: int = 0
    """How often in a row it was known."""
    easiness: float = _START
    interval: int = 0
    """Days from the last time to the next."""
    due: str = ""
    """The day of the next time, as `2026-12-01`; empty: it was never seen."""
    last: int = 0
    """The last grade."""

    def graded(
        self, grade: int, today: date, until: date | None = None, first: int = FIRST
    ) -> "Memory":
        """What is known after an answer of this grade.

        With a day until which all has to be known, it is seen again at least once before that day.
        `first` is the first interval of what was known.

        >>> Memory().graded(GOOD, date(2026, 11, 30)).due
        '2026-12-01'
        """
        quality = _QUALITY[grade]
        if grade == FORGOT:
            repetitions, easiness, interval = 0, self.easiness, FIRST
        else:
            miss = 5 - quality
            easiness = max(_LEAST, self.easiness + 0.1 - miss * (0.08 + miss * 0.02))
            repetitions = self.repetitions + 1
            if repetitions == 1:
                interval = first
            elif repetitions == 2:
                interval = _SECOND
            else:
                interval = ceil(self.interval * self.easiness)
        interval = _within(interval, today, until)
        due = (today + timedelta(days=interval)).isoformat()
        return Memory(repetitions, round(easiness, 2), interval, due, grade)

    def is_due(self, today: date) -> bool:
        """Whether it was seen before and is to be seen again by now."""
        return bool(self.due) and self.due <= today.isoformat()


def _within(interval: int, today: date, until: date | None) -> int:
    """The interval, cut so that the next time comes before the day until which it counts."""
    if until is None or until <= today:
        return interval
    return max(1, min(interval, (until - today).days - 1))
