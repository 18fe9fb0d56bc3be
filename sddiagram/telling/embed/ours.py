"""Which links are ours to change, and which of their words."""

from sddiagram.render.board.stamp import hashed
from sddiagram.telling.embed.asked import Asked
from sddiagram.telling.embed.beneath import Place
from sddiagram.telling.embed.links import Link
from sddiagram.telling.embed.naming import has_form
from sddiagram.telling.embed.note import Note
from sddiagram.telling.embed.pictures import is_ours, stamp_in
from sddiagram.telling.embed.studio import Picture, said


def is_ours_to_change(place: Place, note: Note, wanted: Asked, picture: Picture) -> bool:
    """Whether we could have written a link: to a picture of ours, or to one that is gone."""
    file = place.link.file
    if not file.endswith((".svg", ".png")):
        return False
    path = note.picture(file)
    if place.first and stamp_in(path):
        return True
    form = any(has_form(file, stem) for stem in wanted.stems(picture.pattern.title))
    return form and (not path.exists() or is_ours(path))


def alt_of(link: Link, note: Note, wanted: Asked, picture: Picture) -> str | None:
    """The alternative text that a link is to have; None when its own is to stay."""
    if wanted.options.alt:
        return wanted.options.alt
    if link.alt is None:
        return None
    pattern = picture.pattern
    stages = (None, *range(1, len(pattern.stages) + 1))
    stamp = stamp_in(note.picture(link.file))
    written = link.alt in {said(pattern, stage) for stage in stages}
    return picture.alt if written or (stamp and stamp.said == hashed(link.alt.encode())) else None
