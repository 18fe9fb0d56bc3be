"""Words that need other fonts than the shipped one, each in a text of its own.

The rasteriser of PNG and PDF (usvg) takes one other font for a whole text, and often one that
has not all of it: squares come out, or joined emoji end it with a panic.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sddiagram.render.board.scope import plain
from sddiagram.render.board.shapes import number
from sddiagram.render.board.style import BOLD, SIZES
from sddiagram.render.measure.cluster import clusters, is_emoji
from sddiagram.render.measure.text import missing, width

_SVG = "{http://www.w3.org/2000/svg}"
_EMOJI = "font-family:'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji'"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic and their neighbours: such a line is put in order as a whole."""


def set_apart(picture: str) -> str:
    """The SVG `picture` with such texts in pieces, which look like one."""
    root = ElementTree.fromstring(plain(picture.encode()))
    for parent in list(root.iter()):
        for text in parent.findall(f"{_SVG}text"):
            words = text.text or ""
            if text.get("class") in SIZES and missing(words) and not _RIGHT_TO_LEFT.search(words):
                at = list(parent).index(text)
                parent[at : at + 1] = list(_pieces(text))
    return ElementTree.tostring(root, encoding="unicode")


def _pieces(text: Element) -> Iterator[Element]:
    style, x = text.attrib["class"], float(text.attrib["x"])
    size, bold = SIZES[style], style in BOLD
    for kind, some in groupby(_kinds(text.text or ""), key=lambda one: one[0]):
        piece = "".join(cluster for _, cluster in some)
        long = width(piece, size, bold=bold)
        if shown := piece.strip():
            start = x + width(piece[: len(piece) - len(piece.lstrip())], size, bold=bold)
            wide = width(shown, size, bold=bold)
            said = {**text.attrib, "x": number(start), "textLength": number(wide)}
            one = Element(text.tag, said | ({"style": _EMOJI} if "emoji" in kind else {}))
            one.text = shown
            yield one
        x += long


def _kinds(words: str) -> Iterator[tuple[str, str]]:
    """The clusters of `words`, each with the kind of piece that it belongs to."""
    for index, cluster in enumerate(clusters(words)):
        if is_emoji(cluster):
            yield f"emoji {index}", cluster
        else:
            yield "foreign" if missing(cluster) else "own", cluster
