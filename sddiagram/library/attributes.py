"""A name after a dot that is not there, or that cannot be given a value."""

import ast
from enum import EnumType
from pathlib import Path
from types import ModuleType

from sddiagram.library import calls
from sddiagram.library.places import shown_path
from sddiagram.library.raised import Raised
from sddiagram.library.words import near_word, nearest, noun
from sddiagram.model.component import Component, Group, Kind
from sddiagram.model.flow import Flow, Verb
from sddiagram.model.pattern import Pattern


def attribute(raised: Raised) -> str:
    """What has no such name, or cannot be changed, and the way out."""
    node = raised.node
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        known, owner = raised.value(node.value)
        if known:
            return _assignment(raised, node, owner)
    obj, name = getattr(raised.error, "obj", None), getattr(raised.error, "name", None)
    if not isinstance(name, str):
        return ""
    if isinstance(obj, ModuleType) and obj.__name__ == "sddiagram":
        return raised.text
    return _lacking(obj, name, raised.script.path)


def _lacking(obj: object, name: str, path: Path) -> str:
    what = noun(obj)
    if isinstance(obj, Pattern) and name in ("render", "draw", "save", "show", "write", "view_all"):
        command = f"sddiagram render {shown_path(path)}"
        return f"{what} draws nothing itself; remove this, and run `{command}`."
    if isinstance(obj, Component | Flow) and name in ("to", "connect", "add", "then", "next"):
        return f"{what} has no {name!r}; an arrow is written a >> b."
    if isinstance(obj, Group) and name in ("add", "append", "components"):
        return (
            f"{what} has no {name!r}; components name their group: "
            "sd.Service('API', group='Backend')."
        )
    if isinstance(obj, Verb):
        return f"{what} has no {name!r}; its words stand in brackets: sd.{obj.name}({name!r})."
    if obj is None:
        return f"None has no {name!r}; give the name in front of it a value first."
    if isinstance(obj, EnumType):
        return f"{what} has no {name!r}; it has {', '.join(obj.__members__)}."
    shown = [one for one in dir(obj) if not one.startswith("_")]
    return f"{what} has no {name!r}{near_word(name, shown)}".replace(
        f"{name!r}.", f"{name!r}; remove it, or write one of its own names."
    )


def _assignment(raised: Raised, node: ast.Attribute, owner: object) -> str:
    what, target = noun(owner), ast.unparse(node.value)
    if isinstance(owner, Kind):
        return f"{what} stays as it is; make one of your own: sd.Kind('Ledger', {node.attr}=...)."
    if isinstance(owner, Component):
        taken = [one.name for one in calls.parameters(owner.but) or []]
        fact = node.attr if node.attr in taken else nearest(node.attr, taken)
        if not fact:
            return f"{what} has no {node.attr!r}; it has {', '.join(taken)}."
        return (
            f"{what} stays as it was made; write {target} = "
            f"{target}.but({fact}={_assigned(raised, node)})."
        )
    if isinstance(owner, ModuleType):
        return ""
    return f"{what} stays as it was made; give {node.attr}= in the brackets that make it."


def _assigned(raised: Raised, target: ast.Attribute) -> str:
    if isinstance(target.ctx, ast.Del):
        return "''" if target.attr == "note" else "None"
    for node in raised.script.nodes():
        if isinstance(node, ast.Assign) and any(
            (one.lineno, getattr(one, "attr", "")) == (target.lineno, target.attr)
            for one in node.targets
        ):
            text = ast.unparse(node.value)
            return text if len(text) <= 40 else "..."
    return "..."
