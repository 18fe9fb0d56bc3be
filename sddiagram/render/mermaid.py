"""Mermaid: the board as a flowchart, for Markdown that renders it."""

from sddiagram.model.component import Component, Family, Group
from sddiagram.model.link import Verb
from sddiagram.model.pattern import Direction
from sddiagram.model.view import View
from sddiagram.render import Drawing
from sddiagram.render.request_path import request_path
from sddiagram.render.theme import LIGHT

_ARROWS = {
    Verb.CALLS: "-->",
    Verb.EMITS: "-.->",
    Verb.STREAMS: "==>",
    Verb.COPIES: "-.->",
    Verb.BATCHES: "-.->",
}
_DASHES = {Verb.EMITS: "7 4", Verb.COPIES: "1 4", Verb.BATCHES: "9 4 1 4"}
_SHAPES = {
    Family.CLIENT: ("([", "])"),
    Family.DATA: ("[(", ")]"),
    Family.MESSAGING: ("[[", "]]"),
}


def draw(view: View, drawing: Drawing) -> bytes:
    """The board of `view` as a Mermaid flowchart, groups as subgraphs."""
    keys = {component.id: f"n{index}" for index, component in enumerate(view.components)}
    chosen = drawing.direction
    direction = view.pattern.direction if chosen is Direction.AUTO else chosen
    way = "TB" if direction is Direction.TOP_TO_BOTTOM else "LR"
    lines = ["---", f"title: {_quoted(view.pattern.title)}", "---", f"flowchart {way}"]
    lines += _group(None, view, keys, "  ")
    numbers = request_path(view) if drawing.numbered else {}
    for arrow in view.arrows:
        said = " ".join(
            [*([f"{numbers[arrow]}."] if arrow in numbers else []), arrow.link.label]
        ).rstrip()
        label = f'|"{_escaped(said)}"|' if said else ""
        lines.append(
            f"  {keys[arrow.source]} {_ARROWS[arrow.link.verb]}{label} {keys[arrow.target]}"
        )
    for verb, dashes in _DASHES.items():
        links = [str(at) for at, one in enumerate(view.arrows) if one.link.verb is verb]
        if links:
            lines.append(f"  linkStyle {','.join(links)} stroke-dasharray:{dashes}")
    for index, _ in enumerate(view.groups):
        lines.append(f"  style g{index} fill:{LIGHT.panel},stroke:{LIGHT.panel_border}")
    for family in Family:
        members = [keys[one.id] for one in view.components if one.kind.family is family]
        if members:
            style = f"fill:{LIGHT.tints[family]},stroke:{LIGHT.families[family]},color:{LIGHT.ink}"
            lines.append(f"  classDef {family.value} {style}")
            lines.append(f"  class {','.join(members)} {family.value}")
    return ("\n".join(lines) + "\n").encode()


def _group(group: Group | None, view: View, keys: dict[str, str], indent: str) -> list[str]:
    lines = [
        indent + _node(component, keys[component.id])
        for component in view.components
        if component.group == group
    ]
    for index, inner in enumerate(view.groups):
        if inner.group == group:
            lines.append(f'{indent}subgraph g{index}["{_escaped(inner.label)}"]')
            lines += _group(inner, view, keys, indent + "  ")
            lines.append(f"{indent}end")
    return lines


def _node(component: Component, key: str) -> str:
    opening, closing = _SHAPES.get(component.kind.family, ("[", "]"))
    technology = component.technology.name if component.technology else ""
    said = " · ".join(part for part in (technology, component.note) if part)
    replicas = f" ×{component.replicas}" if component.replicas > 1 else ""
    text = f"{_escaped(component.label)}{replicas}"
    if said:
        text += f"<br/><small>{_escaped(said)}</small>"
    return f'{key}{opening}"{text}"{closing}'


def _escaped(text: str) -> str:
    """`text` in Mermaid's entity codes, so that no character ends a label or becomes markup."""
    return "".join(
        f"#{ord(character)};" if character in '"#<>&`\\|[](){}*_~' else character
        for character in text
    )


def _quoted(text: str) -> str:
    """`text` as a YAML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
