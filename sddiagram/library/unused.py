"""What a file defines and its pattern never shows, and stages that show nothing new."""

import ast
import warnings
from collections.abc import Iterator, Mapping

from sddiagram.errors import DrawingWarning
from sddiagram.library.places import Script, sentence
from sddiagram.model.brief import Brief
from sddiagram.model.component import Component, Group
from sddiagram.model.flow import Dangling, Flow
from sddiagram.model.pattern import Pattern
from sddiagram.model.row import Row
from sddiagram.model.stage import Stage
from sddiagram.model.study import Endpoint, Figure, Learning, Levels, Probe, Risk, TradeOff

Found = tuple[int, str]


def warn_of_unused(script: Script, namespace: Mapping[str, object], pattern: Pattern) -> None:
    """Warn, as a `DrawingWarning` with its line, of each thing that the pattern leaves out."""
    found = [*_definitions(script, namespace, pattern), *_stages(script, pattern)]
    for line, said in sorted(found, key=lambda one: one[0]):
        warnings.warn(sentence(script.at(line), said), DrawingWarning, stacklevel=4)


def _definitions(
    script: Script, namespace: Mapping[str, object], pattern: Pattern
) -> Iterator[Found]:
    """Named values that are in no stage. Names that start with `_` are meant to be so."""
    shown = {one.id for board in pattern.boards for one in board.components}
    arrows = {arrow for board in pattern.boards for arrow in board.arrows}
    left = [part for stage in pattern.stages for part in stage.drops if isinstance(part, Flow)]
    arrows |= {
        arrow for stage in pattern.stages if stage.flow is not None for arrow in stage.flow.arrows
    }
    arrows |= {arrow for part in left for arrow in part.arrows}
    placed = [one for board in pattern.boards for one in board.components]
    groups = {around.id for one in placed for around in Group.outward(one.group)}
    lines = _assigned(script)
    tradeoffs = [one for stage in pattern.stages for one in stage.tradeoffs]
    said: set[str] = set()
    held = [
        (lines[name], name, one)
        for name, value in namespace.items()
        if name in lines and not name.startswith("_")
        for one in _members(value)
    ]
    named = [one for _, _, one in held if isinstance(one, Component)]
    groups |= {around.id for one in named for around in Group.outward(one.group)}
    for line, name, one in held:
        match one:
            case Dangling():
                yield line, f"the arrow {name} ends nowhere; write what it reaches after it."
            case Flow() if one.arrows and not arrows.issuperset(one.arrows):
                said.update(component.id for component in one.components)
                yield line, f"the flow {name} is in no stage; pass it to one, or remove it."
            case Row() if one.components not in pattern.rows:
                yield line, f"the row {name} is in no stage; pass it to one, or remove it."
            case Stage() if one not in pattern.stages:
                if one.flow is not None:
                    said.update(component.id for component in one.flow.components)
                yield line, f"the stage {name} is in no pattern; pass it to sd.Pattern(...)."
            case Figure() if one not in pattern.figures:
                yield line, f"the figure {name} is in no pattern; pass it as figures=[...]."
            case Risk() if one not in pattern.risks:
                yield line, f"the risk {name} is in no pattern; pass it as risks=[...]."
            case Probe() if one not in pattern.probes:
                yield line, f"the probe {name} is in no pattern; pass it as probes=[...]."
            case Endpoint() if one not in pattern.api:
                yield line, f"the endpoint {name} is in no pattern; pass it as api=[...]."
            case Levels() if one != pattern.levels:
                yield line, f"the levels {name} are in no pattern; pass them as levels={name}."
            case Learning() if one != pattern.learning:
                yield line, f"what {name} says is in no pattern; pass it as learning={name}."
            case Group() if one.id not in groups:
                yield line, f"no component stands in the group {one.label!r}; remove it."
            case Brief() if one != pattern.brief:
                yield line, f"the brief {name} is in no pattern; pass it as brief={name}."
            case TradeOff() if one not in tradeoffs:
                yield line, f"the trade-off {name} is in no stage; pass it as tradeoffs=[...]."
    for line, name, one in held:
        if isinstance(one, Component) and one.id not in shown | said:
            said.add(one.id)
            yield (
                line,
                (
                    f"the component {one.label!r} ({name}) is in no stage; "
                    "join it to another by >>, or remove it."
                ),
            )


def _members(value: object) -> list[object]:
    """The value itself, or what a list or a table of such holds."""
    if isinstance(value, dict):
        return [*value.values()]
    return [*value] if isinstance(value, list | tuple) else [value]


def _assigned(script: Script) -> dict[str, int]:
    """The names that the file itself gives a value outside of functions, with their lines."""
    found: dict[str, int] = {}
    for node in script.nodes():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.setdefault(node.id, node.lineno)
    return found


def _stages(script: Script, pattern: Pattern) -> Iterator[Found]:
    seen: set[str] = set()
    for number, (stage, board) in enumerate(zip(pattern.stages, pattern.boards, strict=True)):
        own = f"stage {stage.title!r}"
        for one in board.stranded:
            later = {
                end
                for after in pattern.boards[number + 1 :]
                for arrow in after.arrows
                for end in (arrow.source, arrow.target)
            }
            if one.id not in later and one.id not in seen:
                seen.add(one.id)
                line = _line_of(script, stage, number)
                yield line, f"{own} leaves {one.label!r} without an arrow; drop it too, or join it."
        tells = stage.flow is None and (stage.why or stage.tradeoffs)
        if not (board.new or board.left or board.lost or tells):
            line = _line_of(script, stage, number)
            yield line, f"{own} changes nothing on the board; give it a flow, or remove it."


def _line_of(script: Script, stage: Stage, number: int) -> int:
    """The line that makes the stage: the one that says its title, else that many stages down."""
    made = [
        node
        for node in script.nodes()
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) == "Stage"
    ]
    made.sort(key=lambda node: node.lineno)
    for node in made:
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and first.value == stage.title:
            return node.lineno
    return made[number].lineno if number < len(made) else 1
