"""All measures of one picture, and their sum over many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.layout import lines, words
from benchmarks.layout.blank import blank
from benchmarks.layout.picture import Picture
from sddiagram.render.layout.places import NOTE_WIDTH
from sddiagram.render.measure.card import LABEL_SIZE, NAME_SIZE

MARGIN = 24.0
"""Around the board, on each side, for every contender."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: how it is written, and how many pictures become one number."""

    name: str
    over: str
    """`sum`, `mean`, `least`, `median`, `most`, or `per NAME`: the sum as a share of another."""
    digits: int = 0
    percent: bool = False


ROWS = {
    "cards": Row("cards", "sum"),
    "edges": Row("edges", "sum"),
    "crossings": Row("crossings", "sum"),
    "right": Row("... of these at right angles", "sum"),
    "through": Row("lines through a foreign card", "sum"),
    "squeezes": Row("squeezes (under 9 px)", "sum"),
    "corners": Row("corner hits", "sum"),
    "overlaps": Row("lines on each other", "sum"),
    "borders": Row("runs along a border", "sum"),
    "bends": Row("bends per edge", "per edges", 2),
    "straight": Row("straight edges", "per edges", 0, percent=True),
    "main": Row("main path straight", "per main_edges", 0, percent=True),
    "slanted": Row("off-axis length", "per length", 1, percent=True),
    "length": Row("length per edge, px", "per edges"),
    "far": Row("words far", "sum"),
    "ambiguous": Row("words ambiguous", "sum"),
    "struck": Row("words struck", "sum"),
    "columns": Row("distinct x of centres per card", "mean", 2),
    "name": Row("smallest name at 800 px, px", "least", 1),
    "text": Row("smallest text at 800 px, px", "least", 1),
    "width": Row("page width, px", "median"),
    "height": Row("page height, px", "median"),
    "area": Row("area per card, kpx", "mean"),
    "blank": Row("largest empty rectangle, of the page", "mean", 1, percent=True),
    "ms": Row("layout, median ms", "median"),
    "worst": Row("layout, worst ms", "most"),
    "beyond": Row("... beyond the engine, median ms", "median"),
    "worst_beyond": Row("... beyond the engine, worst ms", "most"),
    "ratio": Row("... as a ratio to the engine, median", "median", 1),
}
Measures = dict[str, float]


def measured(picture: Picture) -> Measures:
    """Everything of `ROWS` but the times, and what the shares are shares of."""
    board, edges = picture.board, picture.edges
    wide, high = board.width + 2 * MARGIN, board.height + 2 * MARGIN
    shown = min(1.0, NOTE_WIDTH / wide)
    crossed, right = lines.crossings(picture)
    near, through = lines.squeezes(picture)
    main = [edge for edge in edges if edge.is_main]
    return {
        "cards": len(picture.cards),
        "edges": len(edges),
        "main_edges": len(main),
        "crossings": crossed,
        "right": right,
        "through": through,
        "squeezes": near,
        "corners": lines.corner_hits(picture),
        "overlaps": lines.overlaps(picture),
        "borders": lines.along_borders(picture),
        "bends": sum(map(lines.bends, edges)),
        "straight": sum(map(lines.is_straight, edges)),
        "main": sum(map(lines.is_straight, main)),
        "slanted": sum(map(lines.slanted, edges)),
        "length": sum(edge.length for edge in edges),
        "far": words.far(picture),
        "ambiguous": words.ambiguous(picture),
        "struck": words.struck(picture),
        "columns": _columns(picture) / len(picture.cards),
        "name": NAME_SIZE * shown,
        "text": LABEL_SIZE * shown,
        "width": wide,
        "height": high,
        "area": wide * high / len(picture.cards) / 1000,
        "blank": blank(picture) * board.width * board.height / (wide * high),
    }


def together(many: Sequence[Measures]) -> dict[str, str]:
    """The measures of many pictures as one, written out."""
    found = {}
    for key, row in ROWS.items():
        values = [one[key] for one in many if key in one]
        found[key] = _written(_over(row, values, many), row) if values else "-"
    return found


def _over(row: Row, values: Sequence[float], many: Sequence[Measures]) -> float:
    if row.over.startswith("per "):
        whole = sum(one[row.over.removeprefix("per ")] for one in many)
        return sum(values) / whole if whole else 0.0
    if row.over == "median":
        return median(values)
    if row.over == "mean":
        return sum(values) / len(values)
    by_name: Mapping[str, float] = {
        "sum": sum(values),
        "least": min(values),
        "most": max(values),
    }
    return by_name[row.over]


def _written(value: float, row: Row) -> str:
    return f"{value * (100 if row.percent else 1):,.{row.digits}f}{' %' if row.percent else ''}"


def _columns(picture: Picture) -> int:
    """How many upright lines carry the middles of the cards."""
    middles = sorted(card.x + card.width / 2 for card in picture.cards.values())
    return sum(number == 0 or x - middles[number - 1] > 1.0 for number, x in enumerate(middles))
