"""How wide a text is in the shipped font, and where its lines break."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from sddiagram.errors import EngineError
from sddiagram.render.measure.cluster import clusters, guessed_em

FONT_FAMILY = "Arimo,Arial,'Liberation Sans',Helvetica,sans-serif"
_FONTS = Path(__file__).parent.parent / "fonts"
FONT_FILES = (_FONTS / "Arimo-Regular.ttf", _FONTS / "Arimo-Bold.ttf")
HAND_FILE = _FONTS / "PatrickHand-Regular.ttf"
"""Handwriting for the sketch theme; the layout's sizes are Arimo's in every theme."""
ELLIPSIS = "…"
ASCENT, DESCENT = 0.74, 0.2
"""How far letters reach above and below their baseline, in em."""

_BREAKS_AFTER = "-/_."


@cache
def _advances() -> tuple[dict[str, float], dict[str, float]]:
    """Advance widths in em, one a character: regular, then bold."""
    try:
        metrics = json.loads((_FONTS / "metrics.json").read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise EngineError(
            "The widths of the font, which ship with sddiagram in metrics.json, are missing or "
            "damaged; install sddiagram again."
        ) from error
    em, characters = metrics["units_per_em"], metrics["characters"]
    regular, bold = (
        dict(zip(characters, [advance / em for advance in metrics[weight]], strict=True))
        for weight in ("regular", "bold")
    )
    return regular, bold


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` in px at `size` px, exact for the shipped font, which has no kerning.

    What the font lacks is guessed by what a reader sees as one character, such as a joined emoji.

    >>> round(width("API gateway", 14), 1)
    78.6
    """
    advances = _advances()[bold]
    try:
        return size * sum([advances[character] for character in text])
    except KeyError:
        return size * sum([_advance(cluster, advances) for cluster in clusters(text)])


def _advance(cluster: str, advances: dict[str, float]) -> float:
    advance = advances.get(cluster)
    return guessed_em(cluster, advances.get(cluster[0])) if advance is None else advance


def missing(text: str) -> str:
    """The visible characters of `text` that the shipped font lacks, each once.

    >>> missing("Größe × 2 東京東")
    '東京'
    """
    advances = _advances()[False]
    # A renderer composes what it can, so a letter and its accent need one glyph only.
    composed = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(
        one
        for one in composed
        if one not in advances and not one.isspace() and unicodedata.category(one) != "Cf"
    )


def covered(text: str) -> bool:
    """Whether the shipped font has every visible character of `text`."""
    return not missing(text)


def wrap(
    text: str, size: float, max_width: float, max_lines: int, *, bold: bool = False
) -> tuple[str, ...]:
    """`text` in at most `max_lines` lines of at most `max_width` px, the last cut with an ellipsis.

    Lines break at spaces and come out about equally long; a word that is too long breaks after
    punctuation, or else anywhere but inside a letter with its accents or a joined emoji.

    >>> wrap("Recommendation feature store", 14, 150, 2)
    ('Recommendation', 'feature store')
    """
    text = " ".join(text.split())
    words = [piece for word in text.split() for piece in _pieces(word, size, max_width, bold=bold)]
    lines = _filled(words, size, max_width, bold=bold)
    if len(lines) <= max_lines:
        return _balanced(words, lines, size, max_width, bold=bold)
    shown = lines[: max_lines - 1]
    rest = text
    for line in shown:
        rest = rest[len(line) :].lstrip()
    return (*shown, _cut(rest, size, max_width, bold=bold))


def wrap_in(
    text: str, size: float, rooms: Iterable[tuple[float, int]], *, bold: bool = False
) -> tuple[str, ...]:
    """`text` in the first of `rooms`, each a width in px and a number of lines, that holds all.

    Where none does it is cut in the last.

    >>> wrap_in("Recommendation feature store", 14, [(150, 1), (150, 2)])
    ('Recommendation', 'feature store')
    """
    lines: tuple[str, ...] = ()
    for wide, most in rooms:
        lines = wrap(text, size, wide, most, bold=bold)
        if "".join("".join(lines).split()) == "".join(text.split()):
            break
    return lines


def _pieces(word: str, size: float, max_width: float, *, bold: bool) -> Iterator[str]:
    """`word` in pieces that fit; no two neighbours would fit a line together."""
    if width(word, size, bold=bold) <= max_width:
        yield word
        return
    piece = ""
    for cluster in clusters(word):
        longer = piece + cluster
        if piece and width(longer, size, bold=bold) > max_width:
            at = max(piece.rfind(mark, 1) for mark in _BREAKS_AFTER) + 1
            if at == 0 or width(longer[at:], size, bold=bold) > max_width:
                at = len(piece)
            yield longer[:at]
            longer = longer[at:]
        piece = longer
    yield piece


def _filled(words: list[str], size: float, max_width: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= max_width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _balanced(
    words: list[str], lines: list[str], size: float, max_width: float, *, bold: bool
) -> tuple[str, ...]:
    """The narrowest filling that needs no more lines than `lines`."""
    low = max((width(word, size, bold=bold) for word in words), default=max_width)
    high = max_width
    best = lines
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        narrower = _filled(words, size, middle, bold=bold)
        if len(narrower) <= len(lines):
            best, high = narrower, middle
        else:
            low = middle
    return tuple(best)


def _cut(text: str, size: float, max_width: float, *, bold: bool) -> str:
    room = max_width - width(ELLIPSIS, size, bold=bold)
    shown = ""
    for cluster in clusters(text):
        room -= width(cluster, size, bold=bold)
        if room < 0:
            break
        shown += cluster
    return shown.rstrip() + ELLIPSIS
