"""Pictures of the written pages, drawn as `sddiagram embed --run` draws those of any note."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sddiagram.telling.embed import Note, Studio, refreshed


def drawn(docs: Path) -> Iterator[tuple[str, str | bytes]]:
    """The pages that ask for pictures, with their links, and the pictures, by their paths.

    Raises what stops the first page that cannot be drawn.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "docs"
        shutil.copytree(docs, copy)
        studio = Studio(run=True)
        for page in sorted(copy.rglob("*.md")):
            note = Note.read(page)
            if note.remarks:
                raise ValueError(note.remarks[0])
            if not note.requests:
                continue
            result = refreshed(note, studio)
            if result.errors:
                raise result.errors[0]
            place = page.parent.relative_to(copy)
            pictures = result.pictures
            for name, picture in pictures.items():
                yield (place / name).as_posix(), picture
            yield page.relative_to(copy).as_posix(), _opening(result.text.decode(), pictures)


def _opening(text: str, pictures: Iterable[str]) -> str:
    """`text` whose pictures open alone when they are clicked: on a phone they are small."""
    for name in pictures:
        text = re.sub(
            rf"^( *)(!\[.*\]\({re.escape(name)}\))$", rf"\1[\2]({name})", text, flags=re.M
        )
    return text
