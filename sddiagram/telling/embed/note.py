"""A note: its file, its text, and what it asks for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.files import read_whole
from sddiagram.telling.embed.markdown import lines_of
from sddiagram.telling.embed.remarks import Remark
from sddiagram.telling.embed.requests import Request, requests_of


@dataclass(frozen=True)
class Note:
    """A Markdown file. What a link leads to is the note, and its pictures stand beside that."""

    given: Path
    """As the user named it, which is how messages name it."""
    path: Path
    """The file itself, wherever a pattern's code may go."""
    text: str
    """With its byte order mark and its own line ends."""

    @classmethod
    def read(cls, given: Path) -> "Note":
        """The note in a file.

        Raises `NotFoundError` when there is none, `DesignError` when it is not UTF-8.
        """
        try:
            path = given.resolve()
            if path.exists() and not path.is_file():
                raise NotFoundError(f"{given}: cannot be read: it is no ordinary file.")
            return cls(given, path, read_whole(given).decode())
        except UnicodeDecodeError as error:
            raise DesignError(f"{given}: is not UTF-8 text; save it as UTF-8.") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise NotFoundError(f"{given}: cannot be read: {error}.") from error

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends."""
        return lines_of(self.text)

    @cached_property
    def requests(self) -> list[Request]:
        """The pictures that it asks for, in order."""
        return [one for one in self._found if isinstance(one, Request)]

    @property
    def remarks(self) -> list[str]:
        """What only looks like a request, with its line."""
        found = [one for one in self._found if isinstance(one, Remark)]
        return [f"{self.place(one.line)}: {one.text}" for one in found]

    @cached_property
    def _found(self) -> list[Request | Remark]:
        return requests_of(self.lines)

    def place(self, line: int) -> str:
        """A line of the note, for messages."""
        return f"{self.given}:{line}"

    def picture(self, file: str) -> Path:
        """A file beside the note."""
        return self.path.parent / file

    def shown(self, file: str) -> Path:
        """The same file, for messages."""
        return (self.path if self.given.is_symlink() else self.given).parent / file

    def stop(self, request: Request) -> int:
        """The line, from 0, on which the next request begins, or the end."""
        later = (one.line - 1 for one in self.requests if one.line > request.line)
        return min(later, default=len(self.lines))

    def ending(self, request: Request) -> str:
        """The line end that a new line beneath a request has."""
        line = self.lines[min(request.after, len(self.lines)) - 1]
        own = line[len(line.rstrip("\r\n")) :]
        first = self.lines[0]
        return own or first[len(first.rstrip("\r\n")) :] or "\n"
