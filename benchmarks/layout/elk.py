"""The same cards, groups and words laid out by elkjs: layered, with orthogonal ways."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import which
from typing import Any

from benchmarks.layout.designs import Design
from benchmarks.layout.measures import Measures
from benchmarks.layout.picture import Edge, Picture, merged
from sddiagram.model.component import Group
from sddiagram.model.pattern import groups_of
from sddiagram.render.layout.places import legibility
from sddiagram.render.measure.card import Label, card_of
from sddiagram.render.measure.geometry import Rectangle

_PEERS = Path(__file__).parent.parent / "peers"
TIME_LIMIT = 60
"""Seconds for one design, after which it counts as one that cannot be laid out."""
_PANEL = "[top=34,left=14,bottom=14,right=14]"
_OPTIONS = {
    "elk.algorithm": "layered",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.hierarchyHandling": "INCLUDE_CHILDREN",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
    "elk.layered.spacing.nodeNodeBetweenLayers": "30",
    "elk.layered.spacing.edgeNodeBetweenLayers": "14",
    "elk.spacing.nodeNode": "30",
    "elk.spacing.edgeNode": "14",
    "elk.padding": "[top=0,left=0,bottom=0,right=0]",
    "elk.json.edgeCoords": "ROOT",
    "elk.json.shapeCoords": "ROOT",
}


def version() -> str | None:
    """Which elkjs there is; None when it or Node.js is missing."""
    package = _PEERS / "node_modules" / "elkjs" / "package.json"
    if which("node") is None or not package.is_file():
        return None
    return str(json.loads(package.read_text())["version"])


def drawn(design: Design) -> tuple[Picture, Measures] | None:
    """The design in the direction that a note shows larger; None where elkjs fails.

    The time is that of the layout alone, in a process that is warm.
    """
    graphs = [_graph(design, direction) for direction in ("DOWN", "RIGHT")]
    try:
        done = subprocess.run(
            ["node", str(_PEERS / "elk.js")],
            input=json.dumps(graphs).encode(),
            capture_output=True,
            check=True,
            timeout=TIME_LIMIT,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    found = [
        (_picture(design, one["graph"]), {"ms": one["ms"], "worst": one["ms"]})
        for one in json.loads(done.stdout)
        if "graph" in one
    ]
    return max(found, key=lambda one: _legibility(one[0])) if found else None


def _legibility(picture: Picture) -> float:
    return legibility(picture.board.width, picture.board.height)


def _graph(design: Design, direction: str) -> dict[str, Any]:
    view = design.view
    root: dict[str, Any] = {"id": "root", "children": []}
    root["layoutOptions"] = {**_OPTIONS, "elk.direction": direction}
    panels: dict[Group | None, dict[str, Any]] = {None: root}
    for group in groups_of(view.components):
        title = Label.of_group(group.label)
        panels[group] = {
            "id": f"group_{group.id}",
            "children": [],
            "layoutOptions": {
                "elk.padding": _PANEL,
                "elk.nodeSize.constraints": "NODE_LABELS",
                "elk.nodeLabels.placement": "INSIDE H_LEFT V_TOP",
            },
            "labels": [{"text": "title", "width": title.width, "height": title.height}],
        }
        panels[group.group]["children"].append(panels[group])
    for one in view.components:
        card = card_of(one, is_narrow=design.is_narrow)
        box = {"id": one.id, "width": card.width, "height": card.height}
        panels[one.group]["children"].append(box)
    root["edges"] = []
    for number, arrow in enumerate(view.arrows):
        edge: dict[str, Any] = {
            "id": f"e{number}",
            "sources": [arrow.source],
            "targets": [arrow.target],
            "layoutOptions": {
                "elk.layered.priority.straightness": "10" if arrow in design.main else "1"
            },
        }
        if arrow.link.label:
            label = Label.of_edge(arrow.link.label)
            size = {"width": label.width, "height": label.height}
            inline = {"elk.edgeLabels.inline": "true"}
            edge["labels"] = [{"text": "words", **size, "layoutOptions": inline}]
        root["edges"].append(edge)
    return root


def _picture(design: Design, graph: Mapping[str, Any]) -> Picture:
    from benchmarks.layout.ours import without_air

    cards: dict[str, Rectangle] = {}
    panels: dict[str, Rectangle] = {}
    titles: list[Rectangle] = []
    lines: dict[str, Mapping[str, Any]] = {}
    for node in _nodes(graph):
        lines.update((edge["id"], edge) for edge in node.get("edges", []))
        id = node["id"]
        if id.startswith("group_"):
            panels[id.removeprefix("group_")] = _place(node)
            titles += [_place(one) for one in node.get("labels", []) if "x" in one]
        elif id != "root":
            cards[id] = _place(node)
    edges = []
    for number, arrow in enumerate(design.view.arrows):
        line = lines[f"e{number}"]
        (section,) = line["sections"]
        corners = [section["startPoint"], *section.get("bendPoints", []), section["endPoint"]]
        points = merged((one["x"], one["y"]) for one in corners)
        words = next((without_air(_place(one)) for one in line.get("labels", [])), None)
        is_main = arrow in design.main
        edges.append(Edge(f"e{number}", arrow.source, arrow.target, points, words, is_main))
    return Picture(design.name, cards, edges, panels, titles)


def _nodes(graph: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield graph
    for child in graph.get("children", []):
        yield from _nodes(child)


def _place(node: Mapping[str, Any]) -> Rectangle:
    return Rectangle(node["x"], node["y"], node["width"], node["height"])
