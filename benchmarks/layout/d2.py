"""The same cards, groups and words laid out by D2; places and ways are read out of its SVG."""

import re
import subprocess
import sys
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from shutil import which
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from benchmarks.layout.designs import Design
from benchmarks.layout.measures import Measures
from benchmarks.layout.picture import Edge, Picture, merged
from sddiagram.model.component import Group
from sddiagram.model.pattern import groups_of
from sddiagram.render.layout.places import legibility
from sddiagram.render.measure.card import GROUP_SIZE, LABEL_SIZE, Label, card_of
from sddiagram.render.measure.geometry import Point, Rectangle, along
from sddiagram.render.measure.text import width

_SVG = "{http://www.w3.org/2000/svg}"
TIME_LIMIT = 60
"""Seconds for one picture, after which the design counts as one that cannot be laid out."""


def _program() -> str | None:
    """D2 beside this Python, where pip puts it, or on the path."""
    return which("d2", path=str(Path(sys.executable).parent)) or which("d2")


def version() -> str | None:
    """Which D2 there is; None when there is none."""
    program = _program()
    if program is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.strip().removeprefix("v")


def drawn(design: Design, engine: str) -> tuple[Picture, Measures] | None:
    """The design by one of D2's engines, in the direction that a note shows larger.

    None when D2 fails. The time is that of one whole command.
    """
    found = [_drawn(design, engine, direction) for direction in ("down", "right")]
    done = [one for one in found if one]
    return max(done, key=lambda one: _legibility(one[0])) if done else None


def _legibility(picture: Picture) -> float:
    return legibility(picture.board.width, picture.board.height)


def _drawn(design: Design, engine: str, direction: str) -> tuple[Picture, Measures] | None:
    command = [_program() or "d2", "--layout", engine, "--pad", "0", "--no-xml-tag", "-", "-"]
    text = "\n".join([f"direction: {direction}", *_source(design)])
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, check=True, timeout=TIME_LIMIT
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    ms = 1000 * (time.perf_counter() - start)
    return _picture(design, ElementTree.fromstring(done.stdout)), {"ms": ms, "worst": ms}


def _source(design: Design) -> Iterator[str]:
    """The design in D2's language; cards are c0, c1, groups are g0, g1."""
    view = design.view
    groups = {group: f"g{number}" for number, group in enumerate(groups_of(view.components))}

    def path(group: Group | None) -> str:
        outward = [groups[one] for one in Group.outward(group)]
        return "".join(f"{one}." for one in reversed(outward))

    for group in groups:
        title = _quoted(Label.of_group(group.label).lines)
        yield f"{path(group)[:-1]}: {title} {{ style.font-size: {round(GROUP_SIZE)} }}"
    names = {}
    for number, component in enumerate(view.components):
        names[component.id] = f"{path(component.group)}c{number}"
        card = card_of(component, is_narrow=design.is_narrow)
        size = f"width: {card.width:.0f}; height: {card.height:.0f}"
        yield f'{names[component.id]}: "" {{ {size} }}'
    for arrow in view.arrows:
        line = f"{names[arrow.source]} -> {names[arrow.target]}"
        if arrow.link.label:
            words = _quoted(Label.of_edge(arrow.link.label).lines)
            line += f": {words} {{ style.font-size: {round(LABEL_SIZE)} }}"
        yield line


def _quoted(lines: Sequence[str]) -> str:
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'


def _picture(design: Design, root: Element) -> Picture:
    view = design.view
    ids = [component.id for component in view.components]
    cards: dict[str, Rectangle] = {}
    panels: dict[str, Rectangle] = {}
    titles: list[Rectangle] = []
    lines: dict[tuple[str, str, int], tuple[tuple[Point, ...], Rectangle | None]] = {}
    words = [_place(one) for one in root.iter(f"{_SVG}rect") if one.get("fill") == "black"]
    for element in root.iter(f"{_SVG}g"):
        name = _name(element)
        box = element.find(f"{_SVG}g[@class='shape']/{_SVG}rect")
        path = element.find(f"{_SVG}path")
        text = element.find(f"{_SVG}text")
        if ends := re.search(r"\((?:.*\.)?c(\d+) -> (?:.*\.)?c(\d+)\)\[(\d+)\]", name):
            assert path is not None
            key = ids[int(ends[1])], ids[int(ends[2])], int(ends[3])
            here = None if text is None else _around(text, words)
            lines[key] = tuple(_points(path.attrib["d"])), here
        elif box is not None and (one := re.search(r"(?:^|\.)([cg])(\d+)$", name)):
            if one[1] == "c":
                cards[ids[int(one[2])]] = _place(box)
            else:
                panels[one[2]] = _place(box)
                if text is not None:
                    titles.append(_title(text))
    edges = []
    seen = Counter[tuple[str, str]]()
    for number, arrow in enumerate(view.arrows):
        ends_of = arrow.source, arrow.target
        points, here = lines[(*ends_of, seen[ends_of])]
        seen[ends_of] += 1
        way = _to_the_borders(points, cards[arrow.source], cards[arrow.target])
        edges.append(Edge(f"e{number}", *ends_of, way, here, arrow in design.main))
    return Picture(design.name, cards, edges, panels, titles)


def _name(element: Element) -> str:
    """What D2 calls the thing that `element` draws; its class says it, in base 64."""
    word = element.get("class", "").split(" ")[0]
    try:
        return unescape(b64decode(word, validate=True).decode())
    except ValueError:
        return ""


def _place(rect: Element) -> Rectangle:
    x, y, wide, high = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
    return Rectangle(x, y, wide, high)


def _around(text: Element, words: Sequence[Rectangle]) -> Rectangle:
    """The gap that D2 cuts for these words, which stand in its middle."""
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    return min(
        words,
        key=lambda one: (
            abs(one.x + one.width / 2 - x) + abs(min(0.0, y - one.y)) + max(0.0, y - one.y - 40)
        ),
    )


def _title(text: Element) -> Rectangle:
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    size = float(re.search(r"font-size:(\d+)", text.get("style", "font-size:12"))[1])  # type: ignore[index]
    wide = width("".join(text.itertext()), size, bold=True)
    return Rectangle(x - wide / 2, y - 0.75 * size, wide, size)


def _points(path: str) -> list[Point]:
    """Points along path data of M, L, C and S."""
    found: list[Point] = []
    control = (0.0, 0.0)
    for command, said in re.findall(r"([MLCS])([^MLCS]*)", path):
        numbers = [float(number) for number in said.replace(",", " ").split()]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command in "ML":
            found += pairs
            control = found[-1]
            continue
        step = 3 if command == "C" else 2
        for at in range(0, len(pairs), step):
            start = found[-1]
            mirrored = 2 * start[0] - control[0], 2 * start[1] - control[1]
            inner = pairs[at : at + step] if command == "C" else [mirrored, *pairs[at : at + step]]
            found += [*along([start, *inner])][1:]
            control = inner[1]
    return found


def _to_the_borders(
    points: Sequence[Point], source: Rectangle, target: Rectangle
) -> tuple[Point, ...]:
    """The line without the few px that D2 leaves between it and its cards."""
    return merged((_onto(points[0], source), *points, _onto(points[-1], target)))


def _onto(point: Point, card: Rectangle) -> Point:
    """The nearest point of a card."""
    x = min(max(point[0], card.x), card.x + card.width)
    return x, min(max(point[1], card.y), card.y + card.height)
