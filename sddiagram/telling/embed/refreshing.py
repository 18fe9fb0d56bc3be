"""A note as it should be: each request with its picture, and a link beneath."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sddiagram.errors import DesignError, PatternFileError, SddiagramError
from sddiagram.telling.embed.asked import Asked, asked
from sddiagram.telling.embed.beneath import chosen, goes_on, is_empty, places
from sddiagram.telling.embed.links import link
from sddiagram.telling.embed.note import Note
from sddiagram.telling.embed.ours import alt_of, is_ours_to_change
from sddiagram.telling.embed.pictures import refuse_foreign
from sddiagram.telling.embed.requests import Request
from sddiagram.telling.embed.studio import Picture, Studio


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A note as it should be, and its pictures. With `errors`, nothing is to be written."""

    note: Note
    text: bytes
    pictures: dict[str, bytes]
    """By the names of their files beside the note."""
    errors: list[SddiagramError]

    def changed(self) -> Iterator[tuple[Path, Path, bytes]]:
        """The files that are not as they should be, pictures first.

        Each is the path to show, the path to write, and the content.
        """
        for file, content in self.pictures.items():
            path = self.note.picture(file)
            if not _holds(path, content):
                yield self.note.shown(file), path, content
        if self.text != self.note.text.encode():
            yield self.note.given, self.note.path, self.text


def refreshed(
    note: Note,
    studio: Studio,
    *,
    force: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Refreshed:
    """What `note` and its pictures should be; nothing is written.

    A file that is not ours is never to be replaced, except with `force`. `progress` is called
    behind each request.
    """
    errors: list[SddiagramError] = []
    pictures: dict[str, bytes] = {}
    written: list[str] = []
    at = 0
    for request in note.requests:
        try:
            wanted, picture = _picture(note, request, studio, force=force)
        except SddiagramError as error:
            errors.append(_placed(error, note, request))
            continue
        finally:
            progress()
        pictures[picture.file] = picture.content
        written += note.lines[at : request.after]
        lines, at = _beneath(note, wanted, picture)
        written += lines
    written += note.lines[at:]
    text = "".join(written)
    errors += _misread(note, text)
    return Refreshed(note, text.encode(), pictures, errors)


def _misread(note: Note, text: str) -> Iterator[SddiagramError]:
    """An error when the new text would not ask for the same pictures any more.

    An empty line ends HTML for Markdown; what follows it and is indented may then be code.
    """
    if text == note.text:
        return
    after = [(one.said, one.code) for one in Note(note.given, note.path, text).requests]
    if after != [(one.said, one.code) for one in note.requests]:
        apart = next((one for one in note.requests if one.apart), note.requests[0])
        yield DesignError(
            f"{note.place(apart.line)}: the empty line that the picture's link needs here would "
            "change what Markdown sees below; put the comment outside the HTML, or indent it less."
        )


def _picture(note: Note, request: Request, studio: Studio, *, force: bool) -> tuple[Asked, Picture]:
    wanted = asked(request, note.path, studio.find)
    picture = studio.picture(wanted)
    path = note.picture(picture.file)
    studio.claim(path, picture.stamp, note.place(request.line))
    if not force:
        refuse_foreign(path)
    return wanted, picture


def _placed(error: SddiagramError, note: Note, request: Request) -> SddiagramError:
    """The same error with the note's line in front, unless it names a line of the note itself."""
    if request.code is not None and isinstance(error, PatternFileError):
        return error
    return type(error)(f"{note.place(request.line)}: {error}")


def _beneath(note: Note, wanted: Asked, picture: Picture) -> tuple[list[str], int]:
    """The lines from a request to its link, and the line of the note that goes on behind them."""
    request, lines = wanted.request, note.lines
    ending = note.ending(request)
    empty = request.prefix.rstrip() + ending
    # A request at the very end has no line end yet.
    start = [] if lines[request.after - 1].endswith(("\n", "\r")) else [ending]
    found = list(places(lines, request, note.stop(request)))
    place = chosen(found, picture.file, lambda one: is_ours_to_change(one, note, wanted, picture))
    if place:
        line = place.link.changed(picture.file, alt_of(place.link, note, wanted, picture))
        between = lines[request.after : place.at]
        return [*start, *between, *([] if place.seen else [empty]), line], place.at + 1
    new = request.prefix + link(picture.file, wanted.options.alt or picture.alt) + ending
    before = [empty] if request.apart else []
    following = lines[request.after] if request.after < len(lines) else ""
    behind = [] if is_empty(following) or goes_on(following, request) else [empty]
    return [*start, *before, new, *behind], request.after


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError:
        return False
