"""Mermaid: the board as a flowchart, for Markdown that renders it."""

import re

from sddiagram.model.component import Component, Family, Group
from sddiagram.model.direction import Direction
from sddiagram.model.flow import Verb
from sddiagram.model.marks import Mark, Tone
from sddiagram.model.prose import plain
from sddiagram.render.board.verbs import verbs_of
from sddiagram.render.drawing import Drawing
from sddiagram.render.theme import LIGHT

_SHAPES = {
    Family.CLIENT: ("([", "])"),
    Family.DATA: ("[(", ")]"),
    Family.MESSAGING: ("[[", "]]"),
}


_FOUND_LATE = re.compile(r"(fa[a-z]{0,2}:(?=fa-)|\$(?=\$))")
_STATEMENT = re.compile(r"direction(?=\s+(?:TB|TD|BT|RL|LR))", re.IGNORECASE)
_LIST = re.compile(r"^(\d*)([-+.)])")


def draw(drawing: Drawing) -> bytes:
    """The board as a Mermaid flowchart, groups as subgraphs."""
    view, marks = drawing.view, drawing.marks
    keys = {component.id: f"n{index}" for index, component in enumerate(view.components)}
    chosen = drawing.options.direction
    direction = view.pattern.direction if chosen is Direction.AUTO else chosen
    way = "TB" if direction is Direction.TOP_TO_BOTTOM else "LR"
    title = _quoted(". ".join(part for part in (view.pattern.title, drawing.remark) if part))
    lines = ["---", f"title: {title}", "---", f"flowchart {way}"]
    lines += _group(None, drawing, keys, "  ")
    for arrow in view.arrows:
        said = " · ".join(
            part for part in (marks[arrow].text if arrow in marks else "", arrow.link.label) if part
        )
        label = f'|"{_escaped(said)}"|' if said else ""
        lines.append(f"  {keys[arrow.source]} {_line(arrow.link.verb)}{label} {keys[arrow.target]}")
    for verb in verbs_of(view):
        if verb.dash:
            links = [str(at) for at, one in enumerate(view.arrows) if one.link.verb == verb]
            dashes = " ".join(f"{length:g}" for length in verb.dash)
            lines.append(f"  linkStyle {','.join(links)} stroke-dasharray:{dashes}")
    for index, _ in enumerate(view.groups):
        lines.append(f"  style g{index} fill:{LIGHT.panel},stroke:{LIGHT.panel_border}")
    for family in Family:
        members = [keys[one.id] for one in view.components if one.kind.family is family]
        if members:
            style = f"fill:{LIGHT.tints[family]},stroke:{LIGHT.families[family]},color:{LIGHT.ink}"
            lines.append(f"  classDef {family.value} {style}")
            lines.append(f"  class {','.join(members)} {family.value}")
    lines += [
        f"  style {key} stroke:{LIGHT.accent},stroke-width:3px"
        for id, key in keys.items()
        if id in marks and marks[id].tone is Tone.ALARM
    ]
    return ("\n".join(lines) + "\n").encode()


def _line(verb: Verb) -> str:
    """The arrow of Mermaid that comes nearest; its dashes are set apart."""
    if verb.dash:
        return "-.->"
    return "==>" if verb.width > 2 else "-->"


def _group(group: Group | None, drawing: Drawing, keys: dict[str, str], indent: str) -> list[str]:
    view, marks = drawing.view, drawing.marks
    lines = [
        indent + _node(component, keys[component.id], marks.get(component.id))
        for component in view.components
        if component.group == group
    ]
    for index, inner in enumerate(view.groups):
        if inner.group == group:
            lines.append(f'{indent}subgraph g{index}["{_escaped(inner.label)}"]')
            lines += _group(inner, drawing, keys, indent + "  ")
            lines.append(f"{indent}end")
    return lines


def _node(component: Component, key: str, mark: Mark | None) -> str:
    opening, closing = _SHAPES.get(component.kind.family, ("[", "]"))
    technology = component.technology.name if component.technology else ""
    said = " · ".join(
        part for part in (technology, plain(component.note), mark.text if mark else "") if part
    )
    replicas = f" ×{component.instances}" if component.instances > 1 else ""
    text = f"{_escaped(component.label)}{replicas}"
    if said:
        text += f"<br/><small>{_escaped(said)}</small>"
    return f'{key}{opening}"{text}"{closing}'


def _escaped(text: str) -> str:
    """`text` in Mermaid's entity codes, so that no character ends a label or becomes markup.

    Its grammar takes a line that says `direction TB` for a statement, wherever that stands. It
    looks for icons (`fa:fa-x`) and formulas (`$$x$$`) after the codes: these are kept apart unseen.
    """
    apart = _FOUND_LATE.sub(lambda found: f"{found[1]}\u2060", text)
    coded = "".join(
        f"#{ord(character)};" if character in '"#<>&`\\|[](){}*_~:$' else character
        for character in apart
    )
    coded = _STATEMENT.sub(lambda word: f"#{ord(word[0][0])};{word[0][1:]}", coded)
    return _LIST.sub(lambda mark: f"{mark[1]}#{ord(mark[2])};", coded)


def _quoted(text: str) -> str:
    """`text` as a YAML string, whose codes leave nothing for Mermaid to find in it."""
    coded = "".join(
        one if one.isalnum() or one in " .,-()/" else f"\\U{ord(one):08x}" for one in text
    )
    return f'"{coded}"'
