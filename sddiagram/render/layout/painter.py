"""Components and arrows as objects of `diagrams`. The only module that imports it."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from diagrams import Cluster, Diagram, Edge, Node, setcluster, setdiagram

from sddiagram.model.component import Group
from sddiagram.model.direction import Direction
from sddiagram.model.flow import Verb
from sddiagram.render.measure.card import Card, Label
from sddiagram.render.theme import LIGHT, Theme

PANEL = "group_"
"""What the ids of groups start with, so that a group and a card of one name are two."""


@dataclass(frozen=True, slots=True)
class Box:
    """A card's place in the layout: its size, and the group that it stands in."""

    id: str
    card: Card
    group: Group | None


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the layout between two boxes."""

    id: str
    source: str
    target: str
    verb: Verb
    label: Label | None
    span: int = 1
    """How many ranks it reaches, at least."""


def dot_source(
    name: str,
    boxes: Sequence[Box],
    lines: Iterable[Line],
    direction: Direction,
    *,
    splines: str = "spline",
    rows: Sequence[Sequence[str]] = (),
    level: Sequence[Sequence[str]] = (),
    worded: bool = True,
    quick: bool = False,
    theme: Theme = LIGHT,
) -> str:
    """DOT for Graphviz: each card at the size that the shipped font gives it.

    The boxes of a row share a rank, and rows run to and fro; those named together in `level` share
    a rank only. Without words it is all that a layout
    needs, in half of the text. A quick one is content with the first fair placing: on dense graphs
    the engine's search for the best takes minutes.
    """
    with _diagram(name, direction, splines) as diagram:
        if quick:
            diagram.dot.graph_attr.update(nslimit="1", nslimit1="1", mclimit="0.2")
        nodes: dict[str, Node] = {}
        _draw_group(None, _members(boxes), nodes, theme, worded=worded)
        if level:
            diagram.dot.graph_attr["newrank"] = "true"
        for row in (*rows, *level):
            diagram.dot.body.append(f"\t{{rank=same; {'; '.join(map(_quoted, row))}}}\n")
        backwards = {pair for row in rows[1::2] for pair in pairwise(row)}
        for line in lines:
            ends = line.source, line.target
            is_backward = ends in backwards
            attributes = {"minlen": str(line.span)} if line.span > 1 else {}
            edge = Edge(
                forward=not is_backward,
                reverse=is_backward,
                style=_style(line.verb),
                label=_edge_label(line.label, worded=worded) if line.label else "",
                id=line.id,
                fontname="Arimo",
                fontsize="11",
                fontcolor=theme.muted,
                **attributes,
            )
            first, last = reversed(ends) if is_backward else ends
            nodes[first].connect(nodes[last], edge)
        return str(diagram.dot.source)


def _style(verb: Verb) -> str:
    """The line style of Graphviz that comes nearest; dots and dashes in turn are strong dashes."""
    if verb.dash:
        lines = verb.dash[::2]
        if max(lines) < 2:
            return "dotted"
        return "dashed" if min(lines) >= 2 else "dashed,bold"
    return "bold" if verb.width > 2 else "solid"


def _quoted(id: str) -> str:
    return f'"{id}"'


@contextlib.contextmanager
def _diagram(name: str, direction: Direction, splines: str) -> Iterator[Diagram]:
    """The context that nodes need, without `Diagram.__exit__`, which renders and removes files."""
    diagram = Diagram(
        name,
        filename="unused",
        show=False,
        direction=direction.value,
        graph_attr={
            "label": "",
            "pad": "0",
            "splines": splines,
            "nodesep": "0.28",
            "ranksep": "0.42",
            "fontname": "Arimo",
        },
        node_attr={"fontname": "Arimo", "fontsize": "14", "labelloc": "c"},
        edge_attr={"color": LIGHT.line, "arrowsize": "0.8"},
    )
    setdiagram(diagram)
    try:
        yield diagram
    finally:
        setcluster(None)
        setdiagram(None)


_Members = Mapping[Group | None, Sequence[Box | Group]]


def _members(boxes: Sequence[Box]) -> _Members:
    """What stands directly in each group, in the order of the first box in it."""
    members: dict[Group | None, dict[Box | Group, None]] = {None: {}}
    for box in boxes:
        inner: Box | Group = box
        group = box.group
        while True:
            members.setdefault(group, {})[inner] = None
            if group is None:
                break
            inner, group = group, group.group
    return {group: tuple(inside) for group, inside in members.items()}


def _draw_group(
    group: Group | None,
    members: _Members,
    nodes: dict[str, Node],
    theme: Theme,
    *,
    worded: bool,
) -> None:
    for member in members[group]:
        if isinstance(member, Box):
            nodes[member.id] = _node(member, theme, worded=worded)
            continue
        title = Label.of_group(member.label)
        attributes = {
            "label": _sized(title, f"<b>{escape(title.lines[0])}</b>"),
            "id": f"{PANEL}{member.id}",
            "margin": "14",
            "labeljust": "l",
            "fontname": "Arimo",
            "fontsize": "12",
            "style": "rounded,filled",
            "bgcolor": theme.panel,
            "pencolor": theme.panel_border,
        }
        with Cluster(member.id, graph_attr=attributes):
            _draw_group(member, members, nodes, theme, worded=worded)


def _node(box: Box, theme: Theme, *, worded: bool) -> Node:
    card = box.card
    size = {"width": f"{card.width / 72:.4f}", "height": f"{card.height / 72:.4f}"}
    if not worded:
        return Node("", nodeid=box.id, **size)
    first, *others = (f"<b>{escape(line)}</b>" for line in card.name)
    if card.badge:
        colour = theme.families[card.family]
        first += f' <font point-size="11" color="{colour}">{escape(card.badge)}</font>'
    name = "<br/>".join([first, *others])
    detail = "".join(
        f'<br/><font point-size="11" color="{theme.muted}">{escape(line)}</font>'
        for line in card.detail
    )
    return Node(
        f"<{name}{detail}>",
        nodeid=box.id,
        id=box.id,
        color=theme.families[card.family],
        **size,
    )


def _edge_label(label: Label, *, worded: bool) -> str:
    text = "<br/>".join(escape(line) for line in label.lines) if worded else ""
    return _sized(label, text)


def _sized(label: Label, text: str) -> str:
    """A cell of exactly the size that the shipped font gives the label."""
    return (
        '<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>'
        f'<td fixedsize="true" width="{label.width:.0f}" height="{label.height:.0f}">{text}</td>'
        "</tr></table>>"
    )
