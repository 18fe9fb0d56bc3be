"""D2, the common part: arrows with labels, shapes, containers and dotted names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sddiagram.sketch.draft import Draft, Part, Way
from sddiagram.sketch.labels import label_of
from sddiagram.sketch.lines import Line
from sddiagram.sketch.place import Place, refuse
from sddiagram.sketch.saying import said

_KEYWORDS = (
    "shape style label class classes near icon link tooltip direction width height vars layers "
    "scenarios steps constraint source-arrowhead target-arrowhead grid-rows grid-columns grid-gap"
)
_WORD = "|".join(_KEYWORDS.split())
_SIGNS = re.compile(
    rf"^\s*[^:#{{}}]{{1,80}}:\s*[^{{}}|]{{0,80}}\{{\s*(?:#.*)?$|^\s*[\w. -]{{1,80}}\.(?:{_WORD})\b|"
    rf"^\s*(?:direction|shape|style\.[a-z-]+)\s*:"
)
_ARROW = re.compile(r"<->|<-|->|--(?=[\s\w])")
_ATTRIBUTE = re.compile(rf"\s*(?:.*\.)?(?P<key>{_WORD})(?:\.[\w.-]+)?\s*:\s*(?P<value>[^{{]*)")
_DEEPEST = 20
_LONGEST = 500
"""Containers around a node, and characters of its dotted name, that are read."""
_OF_SHAPE = {
    "cylinder": "database", "stored_data": "object storage", "queue": "queue", "person": "client",
    "cloud": "external system", "sql_table": "database",
}  # fmt: skip


def is_d2(lines: Sequence[Line]) -> bool:
    """Whether the lines have what only D2 has: containers in braces, or attributes."""
    return any(_SIGNS.search(line.text) for line in lines)


def read_d2(lines: Sequence[Line], draft: Draft) -> None:
    """Add what D2 draws to `draft`; what cannot be read is told.

    Raises `DesignError` for an arrow without its end.
    """
    _Reader(draft).read(lines)


@dataclass(slots=True)
class _Node:
    place: Place
    label: str = ""
    shape: str = ""
    has_inner: bool = False


@dataclass(slots=True)
class _Reader:
    draft: Draft
    _nodes: dict[tuple[str, ...], _Node] = field(default_factory=dict)
    _arrows: list[tuple[list[tuple[str, ...]], Way, str, Place]] = field(default_factory=list)
    _around: list[tuple[str, ...] | None] = field(default_factory=list)
    """The container of each open brace; None for one that holds attributes."""
    _left_out: set[str] = field(default_factory=set)

    def read(self, lines: Sequence[Line]) -> None:
        block = ""
        for line in lines:
            text = _without_comment(line.text)
            if block:
                block = "" if text.strip().endswith(block) else block
                continue
            if re.search(r"\|(?:md|`md|\w+)?\s*$", text) and ":" in text:
                block = "|"
                self._unread(line.place(0), "a text block", "write its words as a label.")
                continue
            start = 0
            for part in re.split(r"(;)", text):
                if part != ";" and part.strip():
                    self._statement(Line(line.number, part, line.start + start))
                start += len(part)
        self._finish()

    def _statement(self, line: Line) -> None:
        text = line.text.strip()
        while text.startswith("}"):
            if self._around:
                self._around.pop()
            text = text[1:].strip()
        closing = text.count("}") - text.count("{") if "}" in text else 0
        text = text.rstrip("} ") if closing > 0 else text
        if text:
            self._inner(text, line)
        for _ in range(max(0, closing)):
            if self._around:
                self._around.pop()

    def _inner(self, text: str, line: Line) -> None:
        opens = text.endswith("{")
        body = text[:-1].rstrip() if opens else text
        if "{" in body and body.endswith("}"):
            body, _, inside = body.partition("{")
            body = body.rstrip()
            self._shape_inside(body, inside, line)
        place = line.place(len(line.text) - len(line.text.lstrip()))
        attribute = _ATTRIBUTE.fullmatch(body) or (opens and _ATTRIBUTE.fullmatch(f"{body}:"))
        if self._around and self._around[-1] is None:
            if opens:
                self._around.append(None)
            return
        if attribute:
            self._attribute(body, attribute, place)
            if opens:
                self._around.append(None)
        elif _ARROW.search(body):
            self._chain(body, line)
            if opens:
                self._around.append(None)
        else:
            name, _, label = body.partition(":")
            path = self._path(name)
            if not path:
                return
            node = self._node(path, place)
            node.label = _unquoted(label) or node.label
            if opens:
                if len(self._around) >= _DEEPEST:
                    refuse(place, f"this container is more than {_DEEPEST} deep; draw it flatter.")
                self._around.append(path)

    def _shape_inside(self, body: str, inside: str, line: Line) -> None:
        """`db: Orders { shape: cylinder }` on one line."""
        path = self._path(body.partition(":")[0])
        if path and not _ARROW.search(body) and (found := re.search(r"shape:\s*(\w+)", inside)):
            self._node(path, line.place(0)).shape = found[1]

    def _attribute(self, body: str, found: re.Match[str], place: Place) -> None:
        key, value = found["key"], _unquoted(found["value"])
        before = body.partition(":")[0].rpartition(f".{key}")[0] if f".{key}" in body else ""
        path = self._path(before) if before else self._container()
        if key == "shape" and path:
            self._node(path, place).shape = value
        elif key == "label" and path:
            self._node(path, place).label = value
        elif key != "direction":
            self._unread(place, key, "how D2 draws it has no meaning in a design.")

    def _chain(self, body: str, line: Line) -> None:
        chain, _, label = _colon_outside(body)
        ends: list[tuple[str, ...]] = []
        ways: list[Way] = []
        at = 0
        place = line.place(line.text.find(body[:1]))
        for arrow in [*_ARROW.finditer(chain), None]:
            name = chain[at : arrow.start()] if arrow else chain[at:]
            path = self._path(name)
            if not path:
                before = _unquoted(chain[: max(0, at - 2)]) or "App"
                refuse(place, f"an arrow leads nowhere; write {before} -> Database.")
            self._node(path, place)
            ends.append(path)
            if arrow:
                at = arrow.end()
                ways.append(Way(False, arrow[0] == "<-", arrow[0] == "<->"))
        for way, pair in zip(ways, pairwise(ends), strict=True):
            self._arrows.append(([*pair], way, _unquoted(label), place))

    def _container(self) -> tuple[str, ...]:
        return next((path for path in reversed(self._around) if path), ())

    def _path(self, name: str) -> tuple[str, ...]:
        """The dotted name of a node, from outside in; `_` is the container around."""
        parts = re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", name.strip()[:_LONGEST])
        inner = tuple(text for part in parts if (text := _unquoted(part)))
        around = self._container()
        while inner[:1] == ("_",):
            inner, around = inner[1:], around[:-1]
        return (*around, *inner)[:_DEEPEST] if inner else ()

    def _node(self, path: tuple[str, ...], place: Place) -> _Node:
        for end in range(1, len(path)):
            self._nodes.setdefault(path[:end], _Node(place)).has_inner = True
        return self._nodes.setdefault(path, _Node(place))

    def _finish(self) -> None:
        """Add all nodes and arrows, once it is known which nodes are containers."""
        parts: dict[tuple[str, ...], Part] = {}
        for path, node in self._nodes.items():
            if node.has_inner:
                continue
            name = node.label or path[-1]
            one = said(name, node.place)
            kind = _OF_SHAPE.get(node.shape, "")
            if kind and not one.meaning.is_known:
                one = said(f"{name} ({kind})", node.place)
            group = tuple(
                self._nodes[path[:end]].label or path[end - 1] for end in range(1, len(path))
            )
            parts[path] = self.draft.part(one, group)
        for ends, way, label, place in self._arrows:
            joined = [parts.get(end) or self._first_inside(end, parts) for end in ends]
            source, target = joined
            if source and target:
                verb, words, rate = label_of(label)
                self.draft.join([source], [target], way, words, place, verb=verb, rate=rate)
                for end in ends:
                    if end not in parts:
                        self.draft.remark(
                            place, f"{end[-1]} is a container; the arrow is drawn to the first "
                            "component in it."
                        )  # fmt: skip

    def _first_inside(
        self, path: tuple[str, ...], parts: dict[tuple[str, ...], Part]
    ) -> Part | None:
        return next((part for one, part in parts.items() if one[: len(path)] == path), None)

    def _unread(self, place: Place, key: str, why: str) -> None:
        if key not in self._left_out:
            self._left_out.add(key)
            self.draft.unread(place, key, why)


def _colon_outside(body: str) -> tuple[str, str, str]:
    """The chain and its label, which the first colon outside of quotation marks divides."""
    quoted = ""
    for at, letter in enumerate(body):
        if letter in "\"'":
            quoted = "" if letter == quoted else quoted or letter
        elif letter == ":" and not quoted:
            return body[:at], ":", body[at + 1 :]
    return body, "", ""


def _without_comment(text: str) -> str:
    found = re.search(r"(?:^|\s)#", text)
    return text[: found.start()] if found else text


def _unquoted(text: str) -> str:
    said = text.strip().strip("|").strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in "\"'":
        said = said[1:-1]
    return said.replace("\\n", " ").strip()
