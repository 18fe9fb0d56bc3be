"""A clock at the foot of the terminal, and what is said above it. The only module with Rich."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from sddiagram.cli.streams import shown
from sddiagram.cli.wrapping import wrapped
from sddiagram.practice.round import Manner, Said
from sddiagram.practice.session import Session, as_clock

KEYS = "Enter next · a ask or answer · p pause · + 5 min · s skip · e edit · q stop"
_BAR = 60
"""Characters of the bar."""
_STYLES = {
    Manner.TITLE: "bold",
    Manner.PLAIN: "",
    Manner.POINT: "",
    Manner.INTERVIEWER: "cyan",
    Manner.NOTICE: "dim",
}


class Clock:
    """What is shown of a round on a terminal, and on what is none."""

    def __init__(self) -> None:
        # The stream itself: the one that spells control characters out takes no colours.
        self._console = Console(file=sys.__stdout__, highlight=False, emoji=False, markup=False)
        self._live: Live | None = None

    @property
    def is_live(self) -> bool:
        """Whether the clock is seen to go."""
        return self._console.is_terminal

    @contextmanager
    def going(self) -> Iterator[None]:
        """The clock is at the foot of the terminal while the block runs."""
        if not self.is_live:
            yield
            return
        with Live(console=self._console, auto_refresh=False, transient=True) as self._live:
            try:
                yield
            finally:
                self._live = None

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """While another program has the terminal."""
        if self._live:
            self._live.stop()
        try:
            yield
        finally:
            if self._live:
                self._live.start()

    def show(self, session: Session, now: float, *, with_clock: bool) -> None:
        """The time as it is now."""
        if self._live:
            self._live.update(_face(session, now, with_clock=with_clock), refresh=True)

    def say(self, lines: Iterable[Said]) -> None:
        """Lines that stay."""
        for line in lines:
            if line.manner is Manner.TITLE:
                self._console.print()
            text = Text(shown(_wrapped(line)), style=_STYLES[line.manner])
            self._console.print(text, soft_wrap=True)


def _wrapped(line: Said) -> str:
    match line.manner:
        case Manner.POINT:
            return wrapped(line.text, "  - ", "")
        case Manner.INTERVIEWER:
            return wrapped(line.text, "  > ", "")
        case _:
            return wrapped(line.text, hanging="")


def _face(session: Session, now: float, *, with_clock: bool) -> RenderableType:
    """The step, how long it still has, and the keys."""
    lap = session.lap
    said = Text(f"{min(session.current + 1, len(session.laps))}/{len(session.laps)} {lap.title}  ")
    if with_clock:
        left = session.left(now)
        over = left < 0
        said.append(as_clock(abs(left)), style="bold red" if over else "bold")
        said.append(" over" if over else " left")
        said.append(
            f"   round {as_clock(session.elapsed(now))} of {as_clock(session.whole)}", style="dim"
        )
    else:
        said.append(as_clock(session.spent(now)), style="bold")
        said.append(" so far, without a limit", style="dim")
    if session.is_paused:
        said.append("   paused", style="yellow")
    parts: list[RenderableType] = [Text(), said]
    if with_clock:
        done = round(_BAR * min(1.0, session.spent(now) / max(lap.planned, 1.0)))
        parts.append(Text("━" * done, style="cyan").append("━" * (_BAR - done), style="dim"))
    return Group(*parts, Text(KEYS, style="dim"))
