"""Where pictures are drawn: the same thing is run once and drawn once, for all notes of a run."""

import warnings
from dataclasses import dataclass, replace
from pathlib import Path

from sddiagram import library, sketch
from sddiagram.errors import DesignError, DrawingWarning
from sddiagram.model.pattern import Pattern
from sddiagram.render import render
from sddiagram.render.board.stamp import with_stamp
from sddiagram.telling.embed.asked import Asked
from sddiagram.telling.embed.options import Options
from sddiagram.telling.embed.origin import Origin, named


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, drawn and stamped."""

    file: str
    content: bytes
    stamp: str
    pattern: Pattern
    alt: str
    """What its link says, when nobody says it better."""


class Studio:
    """Runs patterns and draws pictures, and remembers both.

    Somebody's own code runs only with `run`: the code of a note, of a file that a note names, of a
    pattern in ./patterns.
    """

    def __init__(self, *, run: bool = False) -> None:
        self._run = run
        self._origins: dict[tuple[str, Path], Origin] = {}
        self._patterns: dict[tuple[Path, str], Pattern] = {}
        self._drawn: dict[tuple[Path, str, Options], bytes] = {}
        self._pictures: dict[tuple[Path, str, Options], Picture] = {}
        self._owners: dict[Path, tuple[str, str]] = {}

    def find(self, name: str, folder: Path) -> Origin:
        """Where the pattern that a comment in `folder` names comes from."""
        key = (name, folder)
        if key not in self._origins:
            self._origins[key] = named(name, folder)
        return self._origins[key]

    def pattern(self, origin: Origin) -> Pattern:
        """The pattern that comes from there.

        Raises `DesignError` when that is somebody's own code and may not run, and what the
        library raises for code that fails.
        """
        if origin.own and not self._run:
            # A pattern of ./patterns may have the name of a built-in one, so its folder is told.
            file = origin.path.name if origin.path.is_absolute() else origin.path
            what = file if origin.name else "this block"
            raise DesignError(f"{what} is Python that would run; read it first, then say --run.")
        key = (origin.path, origin.text)
        if key not in self._patterns:
            # Empty lines in front, so that an error tells the line of the note.
            source = "\n" * origin.line + origin.text
            if origin.is_sketch:
                self._patterns[key] = _sketched(source, origin.path)
                return self._patterns[key]
            pattern = library.read(source, origin.name, origin.path)
            self._patterns[key] = pattern.renamed(pattern.name, origin.text)
        return self._patterns[key]

    def picture(self, asked: Asked) -> Picture:
        """The picture that is asked for; raises what `pattern` and `render` raise."""
        pattern, options = self.pattern(asked.origin), asked.options
        key = (asked.origin.path, asked.origin.text, options)
        if key not in self._pictures:
            file, alt = asked.file(pattern.title), said(pattern, options.stage)
            stamp = asked.stamp(file)
            content = with_stamp(self._draw(asked, pattern), stamp, alt)
            self._pictures[key] = Picture(file, content, stamp, pattern, alt)
        return self._pictures[key]

    def _draw(self, asked: Asked, pattern: Pattern) -> bytes:
        """The picture without its stamp, whatever its file is called."""
        options = replace(asked.options, name="", alt="")
        key = (asked.origin.path, asked.origin.text, options)
        if key not in self._drawn:
            self._drawn[key] = render(
                pattern,
                options.format,
                stage=options.stage,
                direction=options.direction,
                theme=options.theme,
                numbered=options.numbered,
                sheet=options.sheet,
            )
        return self._drawn[key]

    def claim(self, path: Path, stamp: str, place: str) -> None:
        """Note that the picture with `stamp` of the request at `place` is to stand in `path`.

        Raises `DesignError` when another picture is to stand there.
        """
        other, owner = self._owners.setdefault(path, (stamp, place))
        if other != stamp:
            raise DesignError(
                f"{path.name} is also the picture of {owner}; give one of the two another name=."
            )


def _sketched(text: str, note: Path) -> Pattern:
    """The pattern of a block that is a sketch; what it leaves open is warned of."""
    if "import sddiagram" in text:
        raise DesignError("this block is Python; start it with ```python sddiagram.")
    sketched = sketch.read(text)
    for remark in sketched.remarks:
        warnings.warn(f"{note}: {remark}", DrawingWarning, stacklevel=2)
    return sketched.pattern


def said(pattern: Pattern, stage: int | None) -> str:
    """The alternative text of a picture: the title, and which stage of how many."""
    view = pattern.view(stage)
    if stage is None or not view.stage.title:
        return pattern.title
    return f"{pattern.title}, stage {stage} of {len(pattern.stages)}: {view.stage.title}"
