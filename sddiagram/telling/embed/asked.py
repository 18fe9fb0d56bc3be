"""A picture that a note asks for: from which pattern, how, and what its stamp has to be."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sddiagram.errors import DesignError
from sddiagram.render.board.stamp import hashed
from sddiagram.telling.embed.fences import options_in
from sddiagram.telling.embed.naming import picture_file, safe
from sddiagram.telling.embed.options import Options, options_of, words_of
from sddiagram.telling.embed.origin import Origin, block, named
from sddiagram.telling.embed.requests import Request
from sddiagram.version import VERSION

Named = Callable[[str, Path], Origin]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request comes to."""

    request: Request
    origin: Origin
    options: Options

    def stems(self, title: str = "") -> list[str]:
        """How the names of its pictures may begin, the one that holds first.

        The name of a block's picture is made of its note's and of its pattern's `title`.
        """
        said = [self.options.name] if self.options.name else []
        if self.origin.name:
            said.append(self.origin.name)
        elif title:
            said.append(f"{self.origin.path.stem}-{title}")
        return [safe(name) for name in said]

    def file(self, title: str = "") -> str:
        """The name of its picture; empty for a block whose `title` is not known."""
        stems = self.stems(title)
        return picture_file(stems[0], self.options) if stems else ""

    def stamp(self, file: str) -> str:
        """A hash of all that the picture depends on, when it stands in `file`."""
        options = self.options
        theme = hashed(options.theme_text.replace(b"\r\n", b"\n"))
        return hashed(
            json.dumps(
                [
                    *(VERSION, file, self.origin.texts()),
                    *(options.stage, theme if options.theme_text else options.theme),
                    *(options.direction.value, options.format, options.numbered, options.sheet),
                ]
            ).encode()
        )


def asked(request: Request, note: Path, find: Named = named) -> Asked:
    """What `request` asks for in `note`; nothing runs.

    Raises `DesignError` and `NotFoundError` for what cannot be meant.
    """
    if request.code is not None:
        if not request.closed:
            raise DesignError("this block has no end; close its fence.")
        options = options_of(options_in(request.said), note.parent)
        origin = block(request.code, note, request.line, is_sketch=request.is_sketch)
        return Asked(request, origin, options)
    name, *words = words_of(request.said) or [""]
    if not name or "=" in name:
        raise DesignError("name a pattern, as in <!-- sddiagram: llm-serving stage=2 -->.")
    options = options_of(words, note.parent)
    return Asked(request, find(name, note.parent), options)
