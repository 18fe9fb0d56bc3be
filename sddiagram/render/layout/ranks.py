"""Rows, and orders within them, as Graphviz finds them; all places after that are our own.

Rows follow one another along y here; a layout from left to right has x and y exchanged.
"""

import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum
from time import monotonic
from typing import Any

from sddiagram.errors import EngineError
from sddiagram.model.component import Group
from sddiagram.model.direction import Direction
from sddiagram.render.layout import engine as engines
from sddiagram.render.layout.painter import Box, Line
from sddiagram.render.measure.geometry import Point

_MAIN = 6
"""How much straighter Graphviz draws the main path than other lines."""
_FAR = 0.62
"""Share of a page's width beyond which the main path is too far from where reading starts."""
_THROUGH = 20.0
"""Room that a line takes in a row that it passes."""


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in a row: a box, or a line that passes."""

    id: str
    row: int
    across: float
    x: float
    line: Line | None
    groups: tuple[str, ...]


Row = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """A design in rows."""

    direction: Direction
    boxes: Sequence[Box]
    lines: Sequence[Line]
    main: Collection[str]
    """Ids of the lines of the main path."""
    rows: tuple[Row, ...]
    hops: Mapping[str, Sequence[str]]
    """Items along each line that leads from row to row, the first row's first."""
    groups: Mapping[str, tuple[str, ...]]
    """Groups around each box, the innermost first."""

    @property
    def is_level(self) -> bool:
        return self.direction is Direction.LEFT_TO_RIGHT

    def size(self, box: Box) -> tuple[float, float]:
        """How long a box is across its row, and along the rows."""
        size = box.card.width, box.card.height
        return (size[1], size[0]) if self.is_level else size


def chain(group: Group | None) -> tuple[str, ...]:
    """Ids of `group` and of those around it, from inside."""
    return tuple(one.id for one in Group.outward(group))


def ranked(
    boxes: Sequence[Box],
    lines: Sequence[Line],
    main: Collection[str],
    direction: Direction,
    engine: str,
    level: Sequence[Sequence[str]] = (),
) -> Ranks:
    """The design in rows; boxes named together in `level` share one. Raises `EngineError`."""
    source = _source(boxes, lines, main, direction, level)
    (output,) = engines.run([source], engine, "json0", monotonic() + engines.TIME_LIMIT)
    if isinstance(output, EngineError):
        raise output
    return _read(output, boxes, lines, main, direction)


def _source(
    boxes: Sequence[Box],
    lines: Sequence[Line],
    main: Collection[str],
    direction: Direction,
    level: Sequence[Sequence[str]],
) -> str:
    text = [
        "digraph {",
        f"rankdir={direction.value}; nodesep=0.35; ranksep=0.5",
        'node [shape=box, fixedsize=true, label=""]',
        "edge [arrowhead=none]",
        *_written(boxes, None),
    ]
    numbers = {box.id: index for index, box in enumerate(boxes)}
    for line in lines:
        weight = _MAIN if line.id in main else 1
        ends = f"{numbers[line.source]} -> {numbers[line.target]}"
        text.append(f'{ends} [id="{line.id}", weight={weight}, minlen={line.span}]')
    if level:
        # Without it the engine takes what shares a row out of its group.
        text.insert(1, "newrank=true")
        text += [f"{{ rank=same; {'; '.join(str(numbers[id]) for id in row)} }}" for row in level]
    return "\n".join([*text, "}"])


def _written(boxes: Sequence[Box], around: str | None) -> list[str]:
    """The boxes and groups directly in `around`, in the written order."""
    text: list[str] = []
    inner: dict[str, None] = {}
    for number, box in enumerate(boxes):
        path = (*reversed(chain(box.group)),)
        if around is not None and around not in path:
            continue
        below = path[path.index(around) + 1 :] if around is not None else path
        if not below:
            size = f"width={box.card.width / 72:.4f}, height={box.card.height / 72:.4f}"
            text.append(f"{number} [{size}]")
        elif below[0] not in inner:
            inner[below[0]] = None
            members = _written(boxes, below[0])
            text += [
                f"subgraph cluster_{number}_{len(path) - len(below)} {{ margin=14",
                *members,
                "}",
            ]
    return text


def _read(
    output: bytes,
    boxes: Sequence[Box],
    lines: Sequence[Line],
    main: Collection[str],
    direction: Direction,
) -> Ranks:
    try:
        graph: dict[str, Any] = json.loads(output)
        left, _, _, top = map(float, graph["bb"].split(","))

        def point(text: str) -> Point:
            x, y = map(float, text.split(","))
            # From left to right the engine stacks from the bottom up what is written from the top.
            return (x - left, top - y) if direction is Direction.TOP_TO_BOTTOM else (y, x - left)

        at = {
            boxes[int(one["name"])].id: point(one["pos"])
            for one in graph.get("objects", [])
            if "pos" in one
        }
        curves = {
            edge["id"]: [point(word.lstrip("es,")) for word in edge["pos"].split()]
            for edge in graph.get("edges", [])
        }
        return _in_rows(boxes, lines, main, direction, at, curves)
    except (KeyError, ValueError, IndexError) as error:
        raise EngineError(f"The layout engine left something out ({error}).") from error


def _in_rows(
    boxes: Sequence[Box],
    lines: Sequence[Line],
    main: Collection[str],
    direction: Direction,
    at: Mapping[str, Point],
    curves: Mapping[str, Sequence[Point]],
) -> Ranks:
    heights: list[float] = []
    for y in sorted({round(y, 1) for _, y in at.values()}):
        if not heights or y - heights[-1] > 6:
            heights.append(y)
    row_of = {
        id: min(range(len(heights)), key=lambda row: abs(heights[row] - y))
        for id, (_, y) in at.items()
    }
    groups = {box.id: chain(box.group) for box in boxes}
    level = direction is Direction.LEFT_TO_RIGHT
    items = [
        Item(
            box.id,
            row_of[box.id],
            box.card.height if level else box.card.width,
            at[box.id][0],
            None,
            groups[box.id],
        )
        for box in boxes
    ]
    hops: dict[str, Sequence[str]] = {}
    for line in lines:
        first, last = row_of[line.source], row_of[line.target]
        if first == last:
            continue
        step = 1 if last > first else -1
        passed = []
        for row in range(first + step, last, step):
            middle = (at[line.source][0] + at[line.target][0]) / 2
            x = _passes(curves.get(line.id, ()), heights[row])
            x = middle if x is None else x
            passed.append(Item(f"{line.id}@{row}", row, _THROUGH, x, line, ()))
        items += passed
        way = [line.source, *(item.id for item in passed), line.target]
        hops[line.id] = way[::step]
    rows = tuple(
        tuple(sorted((one for one in items if one.row == row), key=lambda one: (one.x, one.id)))
        for row in range(len(heights))
    )
    return _main_first(Ranks(direction, boxes, lines, main, rows, hops, groups))


def _main_first(ranks: Ranks) -> Ranks:
    """The rows, mirrored where the main path would run along the far edge."""
    items = [item for row in ranks.rows for item in row]
    spine = {
        id for line in ranks.lines if line.id in ranks.main for id in (line.source, line.target)
    }
    if not spine:
        return ranks
    low = min(item.x - item.across / 2 for item in items)
    high = max(item.x + item.across / 2 for item in items)
    middle = fsum(item.x for item in items if item.id in spine) / len(spine)
    if middle - low <= _FAR * (high - low):
        return ranks
    rows = tuple(tuple(replace(item, x=-item.x) for item in reversed(row)) for row in ranks.rows)
    return replace(ranks, rows=rows)


def _passes(curve: Sequence[Point], y: float) -> float | None:
    """Where a spline's control line passes the height `y`."""
    for (x0, y0), (x1, y1) in itertools.pairwise(curve):
        if min(y0, y1) <= y <= max(y0, y1):
            return x0 if y1 == y0 else x0 + (x1 - x0) * (y - y0) / (y1 - y0)
    return None
