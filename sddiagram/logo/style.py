"""Style sheets inside an SVG, turned into `style` attributes, so that no sheet is left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sddiagram.errors import DesignError

_SELECTOR = re.compile(r"(?P<tag>\*|[A-Za-z][\w-]*)?(?P<names>(?:[.#][\w-]+)*)")
_MOST = 300
"""Rules: each is held against each element."""


@dataclass(frozen=True, slots=True)
class _Rule:
    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    declarations: str

    @property
    def weight(self) -> tuple[int, int, int]:
        return (len(self.ids), len(self.classes), int(self.tag not in ("", "*")))

    def fits(self, element: Element, tag: str) -> bool:
        return (
            self.tag in ("", "*", tag)
            and self.classes <= set(element.get("class", "").split())
            and self.ids <= {element.get("id", "")}
        )


def inlined(elements: Sequence[Element], namespace: str) -> dict[Element, str]:
    """The declarations that hold for each of `elements`, its own last.

    Raises `DesignError` for a sheet that is more than rules for tags, classes and ids.
    """
    sheets = [element for element in elements if element.tag == f"{namespace}style"]
    rules = [rule for sheet in sheets for rule in _rules("".join(sheet.itertext()))]
    if len(rules) > _MOST:
        raise DesignError(f"has over {_MOST} style rules; save it simpler.")
    rules.sort(key=lambda rule: rule.weight)
    styles = {}
    for element in elements:
        tag = element.tag.removeprefix(namespace)
        declared = [rule.declarations for rule in rules if rule.fits(element, tag)]
        styles[element] = ";".join(filter(None, [*declared, element.get("style", "").strip()]))
    return styles


def _rules(sheet: str) -> list[_Rule]:
    text = _uncommented(sheet)
    *blocks, rest = text.split("}")
    if rest.strip() or any(sign in text for sign in "@\\!"):
        raise DesignError("has a style sheet with more than plain rules; save it without.")
    return [
        _rule(selector.strip(), " ".join(declarations.split()).strip("; "))
        for selectors, _, declarations in (block.partition("{") for block in blocks)
        for selector in selectors.split(",")
    ]


def _uncommented(sheet: str) -> str:
    first, *others = sheet.replace("<!--", " ").replace("-->", " ").split("/*")
    return first + "".join(part.partition("*/")[2] for part in others)


def _rule(selector: str, declarations: str) -> _Rule:
    match = _SELECTOR.fullmatch(selector)
    if not selector or match is None:
        raise DesignError(f"has the style rule {selector[:40]!r}; save it with attributes instead.")
    names = re.findall(r"([.#])([\w-]+)", match["names"])
    return _Rule(
        match["tag"] or "",
        frozenset(name for sign, name in names if sign == "."),
        frozenset(name for sign, name in names if sign == "#"),
        declarations,
    )
