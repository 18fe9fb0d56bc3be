"""How much an SVG draws when each reference stands for what it refers to."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sddiagram.errors import DesignError

MOST = 10_000
"""Elements that an icon may draw."""

_DEEPEST = 256
"""Elements and references inside each other."""


def too_large() -> DesignError:
    """The refusal of a picture that draws too much."""
    return DesignError(f"draws over {MOST:,} elements; save it simpler.")


def check_expanded(root: Element) -> None:
    """Refuse references that stand for millions of elements, or for themselves.

    Raises `DesignError`.
    """
    parts = {id: element for element in root.iter() if (id := element.get("id"))}
    sizes: dict[Element, int] = {}

    def size(element: Element, around: frozenset[Element]) -> int:
        if element in around:
            raise DesignError("holds a part that refers to itself; save it without.")
        if len(around) > _DEEPEST:
            raise DesignError(f"holds references over {_DEEPEST} deep; save it simpler.")
        if element not in sizes:
            inside = around | {element}
            within = [*element, *(parts[id] for id in _targets(element) if id in parts)]
            sizes[element] = 1 + sum(size(one, inside) for one in within)
        if sizes[element] > MOST:
            raise too_large()
        return sizes[element]

    size(root, frozenset())


def _targets(element: Element) -> Iterator[str]:
    """The ids that `element` refers to."""
    for name, value in element.attrib.items():
        if name == "xlink:href" and value.startswith("#"):
            yield value[1:]
        yield from re.findall(r"""url\(\s*["']?#([^"'()\s]+)""", value, flags=re.IGNORECASE)
