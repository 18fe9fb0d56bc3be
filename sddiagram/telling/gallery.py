"""The gallery: a static site of patterns that opens from any folder and asks for nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from sddiagram.errors import OutputError
from sddiagram.estimate.telling import told as worked_out
from sddiagram.model.pattern import Pattern
from sddiagram.render import render
from sddiagram.render.board.names import picture_name
from sddiagram.render.theme import DARK, LIGHT
from sddiagram.sentence import sentence
from sddiagram.telling.notes import told
from sddiagram.telling.reviews import reviews
from sddiagram.telling.sheets import chart_name, sheets
from sddiagram.template import filled

INDEX, GUIDE = "index.html", "guide.html"


def gallery(
    patterns: Sequence[Pattern], *, theme: str = "auto", templates: Path | None = None
) -> Iterator[tuple[str, bytes]]:
    """The site's files by name: a page and its pictures for each pattern, the index last.

    The interview guide comes along with the patterns that it names.

    Raises `OutputError`, before the first file, when two patterns would share one.
    """
    asked, patterns = patterns, [*map(worked_out, patterns)]
    files = Counter(file.casefold() for one in patterns for file in _files(one))
    for file, count in files.items():
        if count > 1:
            raise OutputError(f"Two pages or pictures would be {file}; rename one pattern's file.")
    for one, pattern in zip(asked, patterns, strict=True):
        yield from _page(one, pattern, theme, templates)
    guide = _guide({one.name: quote(_page_name(one)) for one in patterns}, templates)
    if guide:
        yield GUIDE, guide
    designs = [
        {
            "page": quote(_page_name(one)),
            "picture": quote(picture_name(one)),
            "title": one.title,
            "summary": one.summary,
            "category": one.category,
            "stages": len(one.stages),
            "words": _words(one),
        }
        for one in patterns
    ]
    categories = sorted({one.category for one in patterns})
    index = filled(
        "gallery.html.j2",
        templates,
        designs=designs,
        categories=categories,
        guide=GUIDE if guide else "",
        light=LIGHT,
        dark=DARK,
    )
    yield INDEX, index.encode()


def _page_name(pattern: Pattern) -> str:
    page = f"{pattern.name}.html"
    return page if page not in (INDEX, GUIDE) else f"{pattern.name}-page.html"


def _files(pattern: Pattern) -> list[str]:
    stages = range(1, len(pattern.stages) + 1)
    pictures = [picture_name(pattern, stage) for stage in (None, *stages)]
    return [_page_name(pattern), *pictures, chart_name(pattern)]


def _guide(pages: Mapping[str, str], templates: Path | None) -> bytes:
    """The page of the interview guide, with links to `pages`; empty if it names none of them."""
    from sddiagram import guide

    sections = guide.sections()
    named = {name for one in sections for item in one.items for name in item.patterns}
    if not named & pages.keys():
        return b""
    return filled(
        "guide.html.j2",
        templates,
        title=guide.TITLE,
        sections=sections,
        pages=pages,
        light=LIGHT,
        dark=DARK,
    ).encode()


def _page(
    asked: Pattern, pattern: Pattern, theme: str, templates: Path | None
) -> Iterator[tuple[str, bytes]]:
    """The page of a pattern and its pictures; `asked` is as its author wrote it."""
    # Here, since `diagrams` is slow to load.
    from sddiagram.render.layout import layout

    places = layout(pattern)
    final = render(pattern, theme=theme, layout=places)
    yield picture_name(pattern), final
    root = ElementTree.fromstring(final)
    frames = []
    for view in pattern.views:
        file = picture_name(pattern, view.number)
        yield file, render(pattern, stage=view.number, theme=theme, layout=places)
        title = view.stage.title or pattern.title
        frames.append(
            {"number": view.number, "title": title, "file": quote(file), "say": sentence(view)}
        )
    charts: dict[str, bytes] = {}

    def put(name: str, picture: bytes) -> str:
        charts[name] = picture
        return quote(name)

    numbers = sheets(asked, theme, put, stages=False)
    yield from charts.items()
    page = filled(
        "gallery_pattern.html.j2",
        templates,
        **told(pattern, partial(picture_name, pattern), stages=False),
        **numbers,
        review=reviews(asked),
        frames=frames,
        width=root.get("width"),
        height=root.get("height"),
    )
    yield _page_name(pattern), page.encode()


def _words(pattern: Pattern) -> str:
    """All that a search may mean: names, technologies, kinds, in lower case."""
    components = [one for view in pattern.views for one in view.components]
    technologies = [one.technology.name for one in components if one.technology]
    said = [
        *(pattern.name, pattern.title, pattern.summary, pattern.category),
        *(one.label for one in components),
        *(one.kind.noun for one in components),
        *technologies,
    ]
    return " ".join(dict.fromkeys(" ".join(said).casefold().split()))
