"""How far a long command is, on a terminal."""

import sys

import typer


class Progress:
    """A count on standard error, where that is a terminal and there are several to come."""

    def __init__(self, total: int) -> None:
        self._total = total if sys.stderr.isatty() and total > 1 else 0
        self._done = 0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._total:
            typer.echo(f"\r{self._done}/{self._total} pictures", nl=False, err=True)

    def clear(self) -> None:
        """Make room for another line."""
        if self._total:
            typer.echo("\r\033[K", nl=False, err=True)
