"""Whether a note and its pictures are in step, told from stamps: nothing runs, nothing is drawn."""

from dataclasses import dataclass
from pathlib import Path

from sddiagram.errors import SddiagramError
from sddiagram.render.board.stamp import is_as_drawn
from sddiagram.telling.embed.asked import Asked, asked
from sddiagram.telling.embed.beneath import Place, places
from sddiagram.telling.embed.note import Note
from sddiagram.telling.embed.pictures import stamp_in
from sddiagram.telling.embed.studio import Studio


@dataclass(frozen=True, slots=True)
class Stale:
    """A file that is not as it should be, and why."""

    path: Path
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a note has found."""

    stale: list[Stale]
    errors: list[SddiagramError]


def checked(note: Note, studio: Studio) -> Checked:
    """What is stale in `note` and among its pictures."""
    stale: list[Stale] = []
    errors: list[SddiagramError] = []
    for request in note.requests:
        try:
            stale += _stale(note, asked(request, note.path, studio.find))
        except SddiagramError as error:
            errors.append(type(error)(f"{note.place(request.line)}: {error}"))
    return Checked(stale, errors)


def _stale(note: Note, wanted: Asked) -> list[Stale]:
    request = wanted.request
    found = list(places(note.lines, request, note.stop(request)))
    # The title of a block is known only when it runs; but its picture knows its own name.
    file = wanted.file() or _file_of_block(note, wanted, found)
    place = note.place(request.line)
    right = next((one for one in found if file and one.link.file == file), None)
    stale = (
        [Stale(note.shown(file), place, why)] if file and (why := _why(note, wanted, file)) else []
    )
    if why := _why_link(right, wanted):
        stale.append(Stale(note.given, place, why))
    return stale


def _file_of_block(note: Note, wanted: Asked, found: list[Place]) -> str:
    """The picture that was drawn from this block; if there is none, the first one beneath it."""
    files = [one.link.file for one in found if one.link.file]
    return next((file for file in files if not _why(note, wanted, file)), next(iter(files), ""))


def _why(note: Note, wanted: Asked, file: str) -> str:
    """Why a picture is stale; empty when it is not."""
    path = note.picture(file)
    if not path.exists():
        return f"{file} is missing"
    stamp = stamp_in(path)
    if stamp is None:
        return f"{file} has no stamp of sddiagram's"
    if stamp.asked != wanted.stamp(file):
        return f"{file} was drawn from something else or by another version"
    return "" if is_as_drawn(path.read_bytes()) else f"{file} was changed by hand"


def _why_link(right: Place | None, wanted: Asked) -> str:
    if right is None:
        return "the link to its picture is missing"
    if not right.seen:
        return "Markdown does not see its link, for HTML goes on above it"
    alt = wanted.options.alt
    other = alt and right.link.alt not in (alt, None)
    return "its link says something else than alt=" if other else ""
