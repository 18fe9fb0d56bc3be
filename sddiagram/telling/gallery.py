"""The gallery: a static site of patterns that opens from any folder and asks for nothing."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from sddiagram.model.pattern import Pattern
from sddiagram.render import render
from sddiagram.render.board.names import picture_name
from sddiagram.render.theme import DARK, LIGHT
from sddiagram.sentence import sentence
from sddiagram.telling.notes import told
from sddiagram.template import filled


def gallery(
    patterns: Sequence[Pattern], templates: Path | None = None
) -> Iterator[tuple[str, bytes]]:
    """The site's files by name: an index, then a page and its pictures for each pattern."""
    designs = [
        {
            "name": one.name,
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
        "gallery.html.j2", templates, designs=designs, categories=categories, light=LIGHT, dark=DARK
    )
    yield "index.html", index.encode()
    for pattern in patterns:
        yield from _page(pattern, templates)


def _page(pattern: Pattern, templates: Path | None) -> Iterator[tuple[str, bytes]]:
    # Here, since `diagrams` is slow to load.
    from sddiagram.render.layout import layout

    places = layout(pattern)
    final = render(pattern, layout=places)
    yield picture_name(pattern), final
    root = ElementTree.fromstring(final)
    frames = []
    for view in pattern.views:
        file = picture_name(pattern, view.number)
        yield file, render(pattern, stage=view.number, layout=places)
        title = view.stage.title or pattern.title
        frames.append({"number": view.number, "title": title, "file": file, "say": sentence(view)})
    page = filled(
        "gallery_pattern.html.j2",
        templates,
        **told(pattern, partial(picture_name, pattern), stages=False),
        frames=frames,
        width=root.get("width"),
        height=root.get("height"),
    )
    yield f"{pattern.name}.html", page.encode()


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
