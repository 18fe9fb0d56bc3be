"""A round as a value: its steps, the time that each took, and what happened when.

Each function gives another session for the moment `now`, in seconds of any clock that goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

FIVE_MINUTES = 300.0
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Lap:
    """A step of the round: the seconds it is given, and those it has taken."""

    title: str
    planned: float
    spent: float = 0.0
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, so many seconds of the round after its start."""

    at: float
    what: str


@dataclass(frozen=True, slots=True)
class Session:
    """A round that is going on, is paused, or is over."""

    laps: tuple[Lap, ...]
    current: int = 0
    """The step that is on; one past the last when the round is over."""
    since: float | None = None
    """The reading of the clock from which the time of this step counts; None: paused."""
    events: tuple[Event, ...] = ()

    @classmethod
    def planned(cls, titles: Sequence[str], minutes: Sequence[float]) -> "Session":
        """A round that has not begun."""
        return cls(
            tuple(Lap(title, 60 * many) for title, many in zip(titles, minutes, strict=True))
        )

    @property
    def is_over(self) -> bool:
        """Whether every step is done."""
        return self.current >= len(self.laps)

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still."""
        return self.since is None

    @property
    def lap(self) -> Lap:
        """The step that is on; of a round that is over, the last."""
        return self.laps[min(self.current, len(self.laps) - 1)]

    @property
    def whole(self) -> float:
        """The seconds that are given to all steps."""
        return sum(lap.planned for lap in self.laps)

    def spent(self, now: float) -> float:
        """The seconds that the step has taken so far."""
        return self.lap.spent + self._running(now)

    def left(self, now: float) -> float:
        """The seconds that the step still has; below zero when it takes longer."""
        return self.lap.planned - self.spent(now)

    def elapsed(self, now: float) -> float:
        """The seconds that the round has taken so far, without its pauses."""
        return sum(lap.spent for lap in self.laps) + self._running(now)

    def begun(self, now: float) -> "Session":
        """The clock goes, for the first time or again."""
        if self.since is not None or self.is_over:
            return self
        what = "went on" if self.events else "began"
        return replace(self, since=now)._with(now, what)

    def paused(self, now: float) -> "Session":
        """The clock stands still."""
        return self if self.is_paused else self._settled(now, None)._with(now, "paused")

    def advanced(self, now: float, *, skipping: bool = False) -> "Session":
        """On to the next step; the clock goes on if it went."""
        if self.is_over:
            return self
        settled = self._settled(now, None if self.since is None else now)
        laps = list(settled.laps)
        laps[self.current] = replace(laps[self.current], skipped=skipping)
        done = f"{'skipped' if skipping else 'done'}: {self.lap.title}"
        after = replace(settled, laps=tuple(laps), current=self.current + 1)
        after = after._with(now, done)
        return replace(after, since=None) if after.is_over else after

    def extended(self, now: float, seconds: float = FIVE_MINUTES) -> "Session":
        """The step has more time."""
        if self.is_over:
            return self
        laps = list(self.laps)
        laps[self.current] = replace(self.lap, planned=self.lap.planned + seconds)
        said = f"{seconds / 60:g} minutes more: {self.lap.title}"
        return replace(self, laps=tuple(laps))._with(now, said)

    def noted(self, now: float, what: str) -> "Session":
        """Something else happened."""
        return self._with(now, what)

    def as_of(self, now: float) -> "Session":
        """The same with the time until now in its steps, as it is written down."""
        return self._settled(now, None if self.since is None else now)

    def _running(self, now: float) -> float:
        # A clock that was set back takes nothing away.
        return 0.0 if self.since is None else max(0.0, now - self.since)

    def _settled(self, now: float, since: float | None) -> "Session":
        laps = list(self.laps)
        if not self.is_over:
            laps[self.current] = replace(self.lap, spent=self.spent(now))
        return replace(self, laps=tuple(laps), since=since)

    def _with(self, now: float, what: str) -> "Session":
        return replace(self, events=(*self.events, Event(round(self.elapsed(now), 1), what)))


def as_clock(seconds: float) -> str:
    """Seconds as a clock shows them.

    >>> as_clock(754), as_clock(-61), as_clock(3_600)
    ('12:34', '-1:01', '60:00')
    """
    minutes, rest = divmod(int(abs(seconds) + _ROUNDING), 60)
    return f"{'-' if seconds <= -1 else ''}{minutes}:{rest:02d}"
