"""SVG, reduced to shapes: nothing that runs, moves or reaches outside gets through.

What would change the picture's look by being left out is refused; what cannot be seen (comments,
metadata, an editor's notes) is left out.
"""

import re
from base64 import b64decode, b64encode
from math import isfinite
from string import ascii_letters, digits
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sddiagram.errors import DesignError
from sddiagram.logo import png
from sddiagram.logo.expanded import MOST, check_expanded, too_large
from sddiagram.logo.style import inlined

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_SIDE = "48"

_SHAPES = frozenset(
    {"svg", "g", "defs", "symbol", "use", "image", "text", "tspan"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker"}
    | {"filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feDropShadow"}
    | {"feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge"}
    | {"feMergeNode", "feOffset"}
)
_UNSEEN = frozenset({"metadata", "title", "desc", "style"})
_UNSEEN_ATTRIBUTES = re.compile(r"aria-|data-|class$|role$|tabindex$|style$|focusable$|lang$")
_FUNCTIONS = frozenset(
    {"", "rgb", "rgba", "hsl", "hsla", "calc", "var", "matrix", "translate", "translatex"}
    | {"translatey", "scale", "scalex", "scaley", "rotate", "skewx", "skewy", "blur"}
    | {"drop-shadow"}
)
_LETTERS = ascii_letters + digits + "-_"
_DEEPEST = 64
"""Levels of elements inside each other."""


def cleaned(data: bytes) -> bytes:
    """The shapes in `data`, sized as an icon; raises `DesignError` for what is more than shapes."""
    root = _parsed(data)
    elements = list(root.iter())
    if len(elements) > MOST:
        raise too_large()
    _clean(root, inlined(elements, _SVG), 0)
    check_expanded(root)
    _fit(root)
    return ElementTree.tostring(root, encoding="unicode").encode()


def _parsed(data: bytes) -> Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DesignError("is an SVG that is not UTF-8 text; save it as UTF-8.") from None
    for refused in ("<!ENTITY", "<?xml-stylesheet"):
        if refused in text:
            raise _refusal(refused)
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise DesignError(f"is no well-formed SVG ({error}); save it again.") from None
    if root.tag != f"{_SVG}svg":
        raise DesignError('is no SVG: its root is not <svg xmlns="http://www.w3.org/2000/svg">.')
    return root


def _refusal(what: str) -> DesignError:
    return DesignError(f"holds {what}, and an icon holds shapes only; save it as plain SVG.")


def _clean(element: Element, styles: dict[Element, str], depth: int) -> None:
    """Make `element` and all in it plain, in place."""
    if depth > _DEEPEST:
        raise DesignError(f"has over {_DEEPEST} elements inside each other; save it simpler.")
    element.tag = element.tag.removeprefix(_SVG)
    attributes = dict(element.attrib)
    element.attrib.clear()
    for name, value in attributes.items():
        local = name.removeprefix(_XLINK)
        if local.casefold().startswith("on"):
            raise _refusal(f"{local}=")
        if local == "href":
            element.set("xlink:href", _checked_reference(element, value))
        elif not local.startswith("{") and not _UNSEEN_ATTRIBUTES.match(local):
            element.set(local, _checked(value))
    if style := styles.get(element):
        element.set("style", _checked(style))
    if element.tag not in ("text", "tspan"):
        element.text = None
    element.tail = element.tail if element.tag == "tspan" else None
    for child in list(element):
        name = child.tag.removeprefix(_SVG)
        if name.startswith("{") or name in _UNSEEN:
            element.remove(child)
        elif name not in _SHAPES:
            raise _refusal(f"<{name[:40]}>")
        else:
            _clean(child, styles, depth + 1)


def _checked(value: str) -> str:
    """`value`, when it calls nothing but what computes colours and places."""
    outside = re.sub(r"""url\(\s*(["']?)#[^"'()\\\s]+\1\s*\)""", "", value, flags=re.IGNORECASE)
    called = (part[len(part.rstrip(_LETTERS)) :] for part in outside.split("(")[:-1])
    if "\\" in value or any(name.casefold() not in _FUNCTIONS for name in called):
        raise _refusal(repr(value[:40]))
    return value


def _checked_reference(element: Element, value: str) -> str:
    """`value`, when it leads to a part of the same file or is itself a PNG."""
    reference = value.strip()
    if reference.startswith("#"):
        return reference
    head, _, body = reference.partition(",")
    if element.tag != "image" or head.casefold() != "data:image/png;base64":
        raise _refusal(f"a reference to {reference[:40]!r}")
    try:
        picture = b64decode(re.sub(r"\s", "", body), validate=True)
    except ValueError:
        picture = b""
    if not picture.startswith(png.SIGNATURE):
        raise DesignError("holds a picture that is no PNG; save it without.")
    return f"data:image/png;base64,{b64encode(png.cleaned(picture)).decode('ascii')}"


def _fit(root: Element) -> None:
    """Give the picture the size of an icon, and the box that it was drawn in."""
    box = root.get("viewBox") or f"0 0 {_pixels(root, 'width')} {_pixels(root, 'height')}"
    box = " ".join(box.replace(",", " ").split())
    try:
        left, top, width, height = map(float, box.split())
    except ValueError:
        left = top = width = height = 0.0
    if not (isfinite(left) and isfinite(top) and 0 < width < 1e6 and 0 < height < 1e6):
        raise DesignError("does not say its size; give its <svg> a viewBox.")
    for name in ("x", "y", "width", "height", "viewBox"):
        root.attrib.pop(name, None)
    frame = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": _XLINK[1:-1]}
    own = dict(root.attrib)
    root.attrib.clear()
    root.attrib.update(frame | {"width": _SIDE, "height": _SIDE, "viewBox": box} | own)


def _pixels(root: Element, name: str) -> str:
    return root.get(name, "").strip().removesuffix("px")
