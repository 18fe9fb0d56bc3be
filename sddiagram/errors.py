"""Everything that sddiagram refuses, and the exit code each refusal gives.

    SddiagramError                 1
    ├── DesignError                2   a pattern says something that cannot be drawn
    │   └── PatternFileError       2   the same, with the file and line it stands in
    ├── NotFoundError              3   a name that is nowhere, with what is near it
    ├── OutputError                4   a picture that could not be written
    ├── EngineError                5   the layout engine or the rasteriser is missing or failed
    └── StaleError                 6   a note and its pictures are not in step

Every message names the place, the fact and the way out. The command line catches
`SddiagramError` once, at its edge; anything else is a bug and keeps its traceback.
"""

from collections.abc import Iterable

from sddiagram.slips import near


class SddiagramError(Exception):
    """Anything sddiagram refuses; `exit_code` is what the command line ends with."""

    exit_code = 1


class DesignError(SddiagramError):
    """A pattern says something that cannot be drawn."""

    exit_code = 2


class PatternFileError(DesignError):
    """A pattern file cannot be used; the message starts with `file:line:`."""


class NotFoundError(SddiagramError):
    """A name that is nowhere.

    >>> print(NotFoundError.among("technology", "postgers", ["postgres", "redis"]))
    No technology named 'postgers'. Did you mean 'postgres'?
    """

    exit_code = 3

    @classmethod
    def among(
        cls, what: str, name: str, known: Iterable[str], way_out: str = ""
    ) -> "NotFoundError":
        """Say that `name` is unknown and which of `known` was probably meant."""
        candidates = list(known)
        shown = name if len(name) <= 60 else f"{name[:60]}…"
        message = f"No {what} named {shown!r}."
        if meant := near(name, candidates):
            message += f" Did you mean {' or '.join(map(repr, meant))}?"
        elif len(candidates) <= 20:
            message += f" Known: {', '.join(candidates)}."
        return cls(f"{message} {way_out}".rstrip())


class OutputError(SddiagramError):
    """A picture could not be written where it was asked for."""

    exit_code = 4


class EngineError(SddiagramError):
    """The layout engine or the rasteriser is missing or failed."""

    exit_code = 5


class StaleError(SddiagramError):
    """A note and its pictures are not in step, and were only to be checked."""

    exit_code = 6


class DrawingWarning(UserWarning):
    """Something about a picture its author should know; the picture is drawn all the same."""
