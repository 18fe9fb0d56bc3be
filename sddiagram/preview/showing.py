"""What a child answers: a design that was loaded or sketched, as a picture with what it says."""

import re
import warnings
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sddiagram import sketch
from sddiagram.errors import DesignError, SddiagramError
from sddiagram.estimate.board import numbers
from sddiagram.estimate.states import LOADS, can_fail
from sddiagram.estimate.telling import told
from sddiagram.estimate.what_if import scaled, without, zone_lost
from sddiagram.finding import Finding, Severity
from sddiagram.kinds import Service
from sddiagram.library import find, load
from sddiagram.model.pattern import Pattern
from sddiagram.render import format_named, render
from sddiagram.render.layout import Layout, layout
from sddiagram.review import review
from sddiagram.review.marking import marked
from sddiagram.sentence import sentence
from sddiagram.telling.sheets import sheet_of

if TYPE_CHECKING:
    from sddiagram.preview.child import Author

Request = Mapping[str, object]
Answer = dict[str, object]
_PLACE = re.compile(r"^(?P<file>.+?):(?P<line>\d+): ")


class Showing:
    """One design at a time: that of a file, or of the text of a sketch."""

    def __init__(self, author: "Author") -> None:
        self._author = author
        self._pattern: Pattern | None = None
        self._places: Layout | None = None
        self._remarks: list[str] = []
        self._text: str | None = None
        """The sketch that is loaded."""

    def answer(self, request: Request) -> Answer:
        """What is asked for: to `load` a file, or a picture of what is loaded, or a file of it."""
        if path := request.get("load"):
            return self._load(str(path))
        if isinstance(text := request.get("sketch"), str):
            self._sketch(text)
        if self._pattern is None:
            raise DesignError("Nothing is loaded yet.")
        if format := request.get("file"):
            return self._file(self._pattern, str(format), request)
        return self._picture(self._pattern, request)

    def _load(self, path: str) -> Answer:
        with warnings.catch_warnings(record=True) as caught, self._author.running():
            warnings.simplefilter("always")
            pattern = load(path)
        self._pattern, self._places = pattern, layout(pattern)
        self._remarks = [str(one.message) for one in caught]
        return {"files": _files(find(path), self._author.read)}

    def _sketch(self, text: str) -> None:
        """Read the text of a sketch; nothing of it is run."""
        if text == self._text:
            return
        sketched = sketch.read(text)
        pattern = sketched.pattern
        self._pattern, self._places, self._text = pattern, layout(pattern), text
        self._remarks = [str(one) for one in sketched.remarks]

    def _picture(self, pattern: Pattern, request: Request) -> Answer:
        asked = _asked(pattern, request)
        stage = _stage(pattern, request)
        is_asked = asked is not pattern
        has_numbers = bool(numbers(pattern.view()).traffic)
        found = [
            one for one in review(asked.view(stage)) if one.severity is not Severity.NOT_ASSESSED
        ]
        picture = render(
            asked,
            stage=stage,
            theme=str(request.get("theme") or "auto"),
            numbers=has_numbers and (is_asked or bool(request.get("numbers"))),
            findings={stage: marked(found)} if request.get("findings") else None,
            layout=self._places,
        )
        view = told(asked).view(stage)
        sheet = sheet_of(asked.view(stage)) if has_numbers else None
        return {
            "title": pattern.title,
            "summary": pattern.summary,
            "stage": stage,
            "stages": [
                {"number": one.number, "title": one.stage.title or pattern.title}
                for one in pattern.views
            ],
            "say": sentence(view),
            "svg": picture.decode(),
            "sheet": sheet,
            "findings": [_finding(number, one) for number, one in enumerate(found, start=1)],
            "remarks": self._remarks,
            "loads": list(LOADS) if has_numbers else [],
            "can_fail": {one.id: one.label for one in can_fail(view)} if has_numbers else {},
        }

    def _file(self, pattern: Pattern, format: str, request: Request) -> Answer:
        drawn_as = format_named(format)
        options: dict[str, object] = {}
        if "theme" in drawn_as.honours:
            options["theme"] = str(request.get("theme") or "auto")
        content = render(
            pattern,
            format,
            stage=None if drawn_as.whole else _stage(pattern, request),
            **options,  # type: ignore[arg-type]
        )
        return {
            "content": b64encode(content).decode(),
            "file": f"{pattern.name}.{drawn_as.suffix}",
        }


def warm_up() -> None:
    """Draw something, so that what is loaded at first use is there when a file comes."""
    source, target = Service("A"), Service("B")
    warm = Pattern("Warm", source >> target)
    render(warm)
    review(warm.view())


def failure(error: BaseException) -> Answer:
    """What the page shows of an error, with the place where it knows one."""
    message = (
        str(error) if isinstance(error, SddiagramError) else f"{type(error).__name__}: {error}"
    )
    place = _PLACE.match(message)
    found: Answer = {"message": message}
    if place:
        found |= {"file": place["file"], "line": int(place["line"])}
    return {"error": found}


def _finding(number: int, finding: Finding) -> Answer:
    """A finding as the page lists it, under the number that its mark has."""
    return {
        "text": f"{number}. {finding.message}",
        "severity": "accepted" if finding.accepted else finding.severity.value,
        "rule": finding.rule,
    }


def _asked(pattern: Pattern, request: Request) -> Pattern:
    """The pattern in the situation that the page's controls ask about."""
    asked = pattern
    size = float(cast("float", request.get("load_factor") or 1))
    if size != 1:
        asked = scaled(asked, size)
    there = {one.id: one for board in pattern.boards for one in board.components}
    for id in cast("list[str]", request.get("fail") or []):
        if id in there:
            asked = without(asked, there[id])
    return zone_lost(asked) if request.get("zone") else asked


def _stage(pattern: Pattern, request: Request) -> int:
    """The stage asked for, or the last one where an edit took it away."""
    last = len(pattern.stages)
    said = request.get("stage")
    return min(said, last) if isinstance(said, int) and said > 0 else last


def _files(path: Path, read: Iterable[str]) -> list[str]:
    """The file, and those beside it that it read, whose change is a change of the design."""
    own = path.resolve()
    beside = {Path(one).resolve() for one in read}
    near = (
        one for one in beside if one.is_relative_to(own.parent) and "__pycache__" not in one.parts
    )
    return [str(own), *sorted(str(one) for one in near if one != own and one.is_file())]
