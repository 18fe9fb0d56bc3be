"""A sketched pattern as the Python file that says the same, formatted as Ruff and Black do it."""

import builtins
import json
import keyword
import re

from sddiagram.model.component import Component, Group
from sddiagram.model.flow import CALLS, Link
from sddiagram.model.pattern import Pattern
from sddiagram.model.traffic import Requests
from sddiagram.quantity import Quantity
from sddiagram.sketch.chains import Chain, chains
from sddiagram.sketch.numbers import number_and_unit, written_number

WIDTH = 88
"""Columns of a line."""
_TAKEN = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "sd", "pattern"}


def written(pattern: Pattern) -> str:
    """The Python text of a pattern that a sketch gave: one stage, and facts that a sketch has."""
    return _File(pattern).text()


class _File:
    """A file that is being written."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        board = pattern.boards[-1]
        self._components = board.components
        self._arrows = board.arrows
        self._names: dict[object, str] = {}
        self._used: set[str] = set(_TAKEN)

    def text(self) -> str:
        """All lines of the file."""
        requests = list(dict.fromkeys(one for each in self._components for one in each.sends))
        groups = self._groups()
        for component in self._components:
            self._name(component.id, component.label)
        for group in groups:
            self._name(group, group.label, "group")
        for one in requests:
            self._name(one, one.name, "requests")
        blocks = [
            [f'"""{_docstring(self._pattern.title)}"""'],
            ["import sddiagram as sd"],
            [self._requests(one) for one in requests],
            [self._group(one) for one in groups],
            [self._component(one) for one in self._components],
            [self._whole()],
        ]
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

    def _name(self, key: object, label: str, kind: str = "") -> None:
        """Give what is called `label` a variable of its own."""
        words = re.sub(r"\W+", "_", label.casefold()).strip("_")[:30].strip("_")
        name = words if words.isidentifier() and words.isascii() else ""
        name = name or (
            f"{kind or 'part'}_{words}".strip("_") if words.isascii() and words else kind or "part"
        )
        if name in self._used and kind:
            name = f"{name}_{kind}"
        number, first = 2, name
        while name in self._used:
            name, number = f"{first}_{number}", number + 1
        self._used.add(name)
        self._names[key] = name

    def _groups(self) -> list[Group]:
        found: dict[Group, None] = {}
        for component in self._components:
            found |= dict.fromkeys(reversed([*Group.outward(component.group)]))
        return list(found)

    def _requests(self, one: Requests) -> str:
        peak = [] if one.peak == 3 else [f"peak={written_number(one.peak)}"]
        return _call(
            f"{self._names[one]} = sd.Requests", [_text(one.name), _quantity(one.rate), *peak]
        )

    def _group(self, group: Group) -> str:
        around = [f"group={self._names[group.group]}"] if group.group else []
        return _call(f"{self._names[group]} = sd.Group", [_text(group.label), *around])

    def _component(self, one: Component) -> str:
        facts = [_text(one.label)]
        if one.technology:
            facts.append(f"technology={_text(one.technology.name)}")
        if isinstance(one.icon, str):
            facts.append(f"icon={_text(one.icon)}")
        if one.note:
            facts.append(f"note={_text(str(one.note))}")
        if one.replicas is not None:
            facts.append(f"replicas={one.replicas}")
        if one.group:
            facts.append(f"group={self._names[one.group]}")
        for fact in ("capacity", "latency", "hit_ratio", "stale"):
            value = getattr(one, fact)
            if isinstance(value, Quantity):
                facts.append(f"{fact}={_quantity(value)}")
            elif value is not None:
                facts.append(f"{fact}={written_number(value)}")
        if one.sends:
            facts.append(f"sends={self._list([self._names[each] for each in one.sends])}")
        for held in one.holds:
            if isinstance(held, Quantity):
                facts.append(f"holds={_quantity(held)}")
        return _call(f"{self._names[one.id]} = sd.{one.kind.noun}", facts)

    def _list(self, names: list[str]) -> str:
        return names[0] if len(names) == 1 else f"[{', '.join(names)}]"

    def _whole(self) -> str:
        drawn = {end for arrow in self._arrows for end in (arrow.source, arrow.target)}
        parts = [self._chain(chain) for chain in chains(self._arrows)]
        parts += [self._names[one.id] for one in self._components if one.id not in drawn]
        return _call("pattern = sd.Pattern", [_text(self._pattern.title), *parts])

    def _chain(self, chain: Chain) -> str:
        steps = [self._list([self._names[id] for id in chain.ends[0]])]
        for link, ends in zip(chain.links, chain.ends[1:], strict=True):
            if said := self._link(link):
                steps.append(said)
            steps.append(self._list([self._names[id] for id in ends]))
        line = " >> ".join(steps)
        if len(line) + 5 <= WIDTH:
            return line
        return "\n    >> ".join(steps)

    def _link(self, link: Link) -> str:
        facts = [_text(link.label)] if link.label else []
        if link.of:
            facts.append(f"of={self._list([self._names[one] for one in link.of])}")
        if link.after:
            facts.append(f"after={self._names[link.after]}")
        if link.verb == CALLS and len(facts) == len(link.label[:1]):
            return "".join(facts)
        return f"sd.{link.verb.name}({', '.join(facts)})" if facts else f"sd.{link.verb.name}"


def _call(head: str, arguments: list[str]) -> str:
    """A call on one line where it fits, else its arguments on a line each."""
    whole = f"{head}({', '.join(arguments)})"
    if len(whole) <= WIDTH and "\n" not in whole:
        return whole
    inner = ",\n    ".join(arguments)
    return f"{head}(\n    {inner},\n)"


def _text(text: str) -> str:
    """`text` in quotation marks, as Black writes it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return f"'{text}'" if '"' in text and "'" not in text and "\\" not in text else quoted


def _docstring(title: str) -> str:
    safe = title.replace("\\", "/").replace('"', "'")
    return f"{safe}." if safe[-1:].isalnum() else safe


def _quantity(quantity: Quantity) -> str:
    number, unit = number_and_unit(quantity)
    return f"{number} * sd.{unit}"
