"""The page of the designs, and the gallery that it leads to, as `sddiagram gallery` writes it."""

from collections.abc import Iterator
from functools import cache
from html import escape
from urllib.parse import quote

import sddiagram as sd
from sddiagram.library.naming import built_in
from sddiagram.telling.gallery import gallery

_CATEGORIES = {
    "ml": "Machine learning",
    "data": "Data pipelines",
    "distributed": "Distributed systems",
    "concepts": "Concepts",
    "product": "Product systems",
}


@cache
def _patterns() -> tuple[sd.Pattern, ...]:
    return tuple(sd.load(entry.path) for entry in built_in())


def pages() -> Iterator[tuple[str, bytes]]:
    """The files of the gallery."""
    for name, content in gallery(_patterns()):
        yield f"gallery/{name}", content


def shown() -> str:
    """The designs as cards, category by category."""
    patterns = _patterns()
    parts = [
        f"{len(patterns)} designs, each told in stages, with its questions, numbers, trade-offs, "
        "failures and sources. `sddiagram render NAME` draws one, `sddiagram new MY-NAME --from "
        "NAME` copies one for you to change, and [the gallery](gallery/index.html) searches all."
    ]
    for category in dict.fromkeys(one.category for one in patterns):
        cards = "\n".join(_card(one) for one in patterns if one.category == category)
        title = _CATEGORIES.get(category, category.capitalize())
        parts += [f"## {title}", f'<ul class="cards">\n{cards}\n</ul>']
    return "\n\n".join(parts)


def _card(pattern: sd.Pattern) -> str:
    name = quote(pattern.name)
    return (
        f'<li><a href="../gallery/{name}.html"><img src="../gallery/{name}.svg" alt="" '
        f'loading="lazy"><b>{escape(pattern.title)}</b><span>{escape(pattern.summary)}</span></a>'
        "</li>"
    )
