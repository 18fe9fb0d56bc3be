"""Mermaid: the board as a flowchart, for Markdown that renders it."""

import warnings

from sddiagram.errors import DrawingWarning
from sddiagram.model.component import Component, Family, Group
from sddiagram.model.flow import Verb
from sddiagram.model.marks import Mark, Tone
from sddiagram.model.prose import plain
from sddiagram.render.board.verbs import verbs_of
from sddiagram.render.drawing import Drawing
from sddiagram.render.formats.mermaid.way import GAP, RANK_GAP, way_of
from sddiagram.render.formats.mermaid.words import LONGEST, label, title
from sddiagram.render.measure.card import technology_shown
from sddiagram.render.theme import LIGHT

_SHAPES = {
    Family.CLIENT: ("([", "])"),
    Family.DATA: ("[(", ")]"),
    Family.MESSAGING: ("[[", "]]"),
}
_PANEL = "fill:#80808018,stroke:#80808080"
"""Of groups: Mermaid's own words and arrows show on it, on a light page and on a dark one."""
_WORDS = 90.0
"""How wide the words of an arrow may be, in px."""

MAX_ARROWS, MAX_TEXT = 500, 50_000
"""What Mermaid draws unless a page's owner allows more; GitHub does not.

`maxEdges` and `maxTextSize` in https://mermaid.js.org/config/schema-docs/config.html, of which a
chart may change neither.
"""


def draw(drawing: Drawing) -> bytes:
    """The board as a Mermaid flowchart, groups as subgraphs.

    Warns with `DrawingWarning` when it is more than Mermaid draws.
    """
    view, marks = drawing.view, drawing.marks
    keys = {component.id: f"n{index}" for index, component in enumerate(view.components)}
    said = ". ".join(part for part in (view.pattern.title, drawing.remark) if part)
    lines = [
        "---",
        f"title: {title(said)}",
        "config:",
        "  flowchart:",
        f"    nodeSpacing: {GAP:g}",
        f"    rankSpacing: {RANK_GAP:g}",
        f"    wrappingWidth: {LONGEST}",
        "---",
        f"flowchart {way_of(view, drawing.options.direction)}",
    ]
    lines += _group(None, drawing, keys, "  ")
    for arrow in view.arrows:
        mark = marks[arrow].text if arrow in marks else ""
        said = " · ".join(part for part in (mark, arrow.link.label) if part)
        words = f'|"{label(said, room=_WORDS)}"|' if said else ""
        lines.append(f"  {keys[arrow.source]} {_line(arrow.link.verb)}{words} {keys[arrow.target]}")
    for verb in verbs_of(view):
        if verb.dash:
            links = [str(at) for at, one in enumerate(view.arrows) if one.link.verb == verb]
            dashes = " ".join(f"{length:g}" for length in verb.dash)
            lines.append(f"  linkStyle {','.join(links)} stroke-dasharray:{dashes}")
    lines += [f"  style g{index} {_PANEL}" for index, _ in enumerate(view.groups)]
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
    lines += _looks(drawing, keys)
    chart = "\n".join(lines) + "\n"
    _warn(view.pattern.name, len(view.arrows), len(chart))
    return chart.encode()


def _looks(drawing: Drawing, keys: dict[str, str]) -> list[str]:
    """What is marked as not there is faint and dashed, what is there besides stands out."""
    marks = drawing.marks
    styles = {
        Tone.GHOST: f"fill:none,stroke:{LIGHT.muted},stroke-dasharray:6 4,color:{LIGHT.muted}",
        Tone.ADDED: f"stroke:{LIGHT.accent},stroke-width:3px",
    }
    lines = [
        f"  style {key} {styles[marks[id].tone]}"
        for id, key in keys.items()
        if id in marks and marks[id].tone in styles
    ]
    for at, arrow in enumerate(drawing.view.arrows):
        if arrow in marks and marks[arrow].tone is Tone.GHOST:
            lines.append(f"  linkStyle {at} stroke-dasharray:3 5,opacity:0.6")
        if arrow in marks and marks[arrow].tone is Tone.ADDED:
            lines.append(f"  linkStyle {at} stroke:{LIGHT.accent}")
    return lines


def _warn(name: str, arrows: int, characters: int) -> None:
    much = f"{arrows:,} arrows" if arrows > MAX_ARROWS else ""
    if characters > MAX_TEXT and not much:
        much = f"{characters:,} characters"
    if much:
        limit = f"{MAX_ARROWS} arrows" if arrows > MAX_ARROWS else f"{MAX_TEXT:,} characters"
        warnings.warn(
            f"{name}: Mermaid, as GitHub runs it, draws up to {limit}, and this chart has {much}; "
            "draw an earlier --stage or the parts as patterns, or show it as a picture (-f svg).",
            DrawingWarning,
            stacklevel=3,
        )


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
            lines.append(f'{indent}subgraph g{index}["{label(inner.label)}"]')
            lines += _group(inner, drawing, keys, indent + "  ")
            lines.append(f"{indent}end")
    return lines


def _node(component: Component, key: str, mark: Mark | None) -> str:
    """A name over its details; no tag sets these smaller, for a page without HTML shows it."""
    opening, closing = _SHAPES.get(component.kind.family, ("[", "]"))
    technology = technology_shown(component)
    parts = (technology, plain(component.note), mark.text if mark else "")
    replicas = f" ×{component.instances:,}" if component.instances > 1 else ""
    lines = [label(f"{component.label}{replicas}")]
    if said := [part for part in parts if part]:
        together = label(" · ".join(said))
        lines += [label(part) for part in said] if "\n" in together else [together]
    text = "\n".join(lines)
    return f'{key}{opening}"{text}"{closing}'
