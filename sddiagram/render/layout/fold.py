"""Designs that are too wide for a note either way: long chains in rows, wide fan-outs in ranks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sddiagram.model.direction import Direction
from sddiagram.render.layout.painter import Box, Line

_LEAST_CHAIN, _LEAST_FAN = 7, 4
"""Boxes below which folding gains nothing."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a layout is asked for: a direction, the lines, and boxes that share a row."""

    direction: Direction
    lines: Sequence[Line]
    rows: Sequence[Sequence[str]] = ()


def folded(boxes: Sequence[Box], lines: Sequence[Line]) -> list[Arrangement]:
    """The arrangements that may read better than either plain direction; maybe none."""
    down = Direction.TOP_TO_BOTTOM
    chain = _chain(boxes, lines)
    if len(chain) >= _LEAST_CHAIN:
        rows = ([chain[at : at + size] for at in range(0, len(chain), size)] for size in (3, 4))
        return [Arrangement(down, lines, one) for one in rows]
    staggers = (staggered(lines, ranks) for ranks in (2, 3))
    return [Arrangement(down, one) for one in staggers if one != list(lines)]


def _chain(boxes: Sequence[Box], lines: Sequence[Line]) -> list[str]:
    """The boxes from first to last, if each but the last leads to exactly one other."""
    after = {line.source: line.target for line in lines}
    is_chain = len(lines) == len(boxes) - 1 == len(after) == len(set(after.values()))
    if not is_chain or any(box.group for box in boxes):
        return []
    first = next((box.id for box in boxes if box.id not in after.values()), None)
    found: list[str] = []
    while first is not None:
        found.append(first)
        first = after.get(first)
    return found if len(found) == len(boxes) else []


def staggered(lines: Sequence[Line], ranks: int) -> Sequence[Line]:
    """The lines, those of each wide fan-out ending in turn one rank and more away."""
    if ranks < 2:
        return lines
    degree = Counter(end for line in lines for end in (line.source, line.target))
    leaves = [line for line in lines if degree[line.target] == 1]
    fans = Counter(line.source for line in leaves)
    spans = dict(_spans(leaves, fans, ranks))
    return [replace(line, span=spans.get(line.id, 1)) for line in lines]


def _spans(leaves: Sequence[Line], fans: Counter[str], ranks: int) -> Iterator[tuple[str, int]]:
    seen = Counter[str]()
    for line in leaves:
        if fans[line.source] >= _LEAST_FAN:
            yield line.id, 1 + seen[line.source] % ranks
            seen[line.source] += 1
