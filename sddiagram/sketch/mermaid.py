"""Mermaid flowcharts, the common part: nodes in their shapes, arrows, chains, `&`, subgraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sddiagram.sketch.draft import Draft, Part, Way
from sddiagram.sketch.labels import label_of, leads_nowhere
from sddiagram.sketch.lines import Line
from sddiagram.sketch.place import Place, refuse
from sddiagram.sketch.saying import said

_HEAD = re.compile(r"\s*(?:flowchart|graph)(?:\s+(?:TB|TD|BT|RL|LR)\b|\s*;?\s*$)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\s*(sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|gantt|pie|journey|gitGraph|"
    r"mindmap|timeline|quadrantChart|sankey-beta|xychart-beta|block-beta|C4\w+|requirementDiagram)\b"
)
_ID = re.compile(r"[^\W_](?:[\w.]|-(?![-.>]))*+|[\w]++")
_SHAPES = (
    ("([", "])"), ("[[", "]]"), ("[(", ")]"), ("((", "))"), ("{{", "}}"), ("[/", "/]"),
    ("[\\", "\\]"), ("[/", "\\]"), ("[\\", "/]"), ("(", ")"), ("[", "]"), ("{", "}"), (">", "]"),
)  # fmt: skip
_OF_SHAPE = {"[(": "database", "[[": ""}
_ARROW = re.compile(
    r"(?P<back>[<ox])?(?P<line>--+|==+|-\.+-?|~~~+)(?P<head>[>ox](?=[\s|\w\[({\"]|$))?"
)
_INNER = re.compile(
    r"(?:--|==|-\.)\s*+(?P<words>[^-=.>|\n][^>|\n]{0,120}?)\s*(?P<end>--+|==+|\.-+)(?P<head>[>ox])"
)
_BARS = re.compile(r"\s*\|([^|\n]{0,200})\|")
_SUBGRAPH = re.compile(
    r"\s*subgraph\s+(?:(?P<id>[\w-]+)\s*\[\s*(?P<title>[^\]]*)\]|(?P<name>\S.*?))\s*;?\s*$"
)
_LEFT_OUT = re.compile(r"\s*(classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b")
_TAGS = re.compile(r"<br\s*/?>|</?[a-z]{1,8}>", re.IGNORECASE)


def is_mermaid(lines: Sequence[Line]) -> bool:
    """Whether the first line that says something begins a Mermaid diagram."""
    first = next((one.text for one in _kept(lines)), "")
    return bool(_HEAD.match(first) or _OTHERS.match(first))


def read_mermaid(lines: Sequence[Line], draft: Draft) -> None:
    """Add what a flowchart draws to `draft`; what cannot be read is told.

    Raises `DesignError` for another diagram of Mermaid's, and for an arrow without its end.
    """
    kept = _kept(lines)
    if other := _OTHERS.match(kept[0].text):
        refuse(
            kept[0].place(0),
            f"a {other[1]} of Mermaid's shows no components; paste a flowchart, which begins with "
            "`flowchart LR`.",
        )
    _Flowchart(draft).read(kept)


def _kept(lines: Sequence[Line]) -> list[Line]:
    """The lines without comments, directives and the front matter."""
    found: list[Line] = []
    in_front = False
    for line in lines:
        text = line.text.strip()
        if text == "---" and (not found or in_front):
            in_front = not in_front
        elif text and not in_front and not text.startswith("%%"):
            found.append(line)
    return found


@dataclass(slots=True)
class _Flowchart:
    draft: Draft
    _nodes: dict[str, Part] = field(default_factory=dict)
    _groups: list[str] = field(default_factory=list)
    _left_out: set[str] = field(default_factory=set)

    def read(self, lines: Sequence[Line]) -> None:
        for line in lines:
            text = line.text
            if head := _HEAD.match(text):
                rest = text[head.end() :].lstrip("; ")
                line = Line(line.number, rest, len(text) - len(rest))
                if not rest:
                    continue
            for one in _statements(line):
                self._read(one)

    def _read(self, line: Line) -> None:
        text = line.text
        if group := _SUBGRAPH.match(text):
            title = group["title"] or group["name"] or group["id"] or ""
            self._groups.append(_plain(title.strip("\"'")) or "Group")
        elif re.fullmatch(r"\s*end\s*", text):
            if self._groups:
                self._groups.pop()
        elif word := _LEFT_OUT.match(text):
            if word[1] not in self._left_out and word[1] != "direction":
                self._left_out.add(word[1])
                self.draft.unread(
                    line.place(0), word[1], "colours and behaviour of Mermaid's have no meaning "
                    "in a design."
                )  # fmt: skip
        else:
            self._chain(line)

    def _chain(self, line: Line) -> None:
        sources, at = self._nodes_at(line, 0)
        if not sources:
            self._tell(line, 0)
            return
        while at < len(line.text):
            arrow = _arrow(line.text, at)
            if arrow is None:
                self._tell(line, at)
                return
            end, way, words = arrow
            targets, after = self._nodes_at(line, end)
            if not targets:
                refuse(line.place(at), leads_nowhere(sources[-1], "-->"))
            verb, label, rate = label_of(_plain(words))
            self.draft.join(sources, targets, way, label, line.place(at), verb=verb, rate=rate)
            sources, at = targets, after

    def _tell(self, line: Line, at: int) -> None:
        if rest := line.text[at:].strip(" ;"):
            self.draft.unread(line.place(at), rest, "write A[Name] --> B[Name].")

    def _nodes_at(self, line: Line, at: int) -> tuple[list[Part], int]:
        """The nodes that begin there, joined by `&`, and where they end."""
        found: list[Part] = []
        text = line.text
        while True:
            at = _skipped(text, at)
            name = _ID.match(text, at)
            if not name:
                return found, at
            at = name.end()
            shown, mark = "", ""
            for opening, closing in _SHAPES:
                if text.startswith(opening, at):
                    end = text.find(closing, at + len(opening))
                    if end >= 0:
                        shown, mark = text[at + len(opening) : end], opening
                        at = end + len(closing)
                        break
            if style := re.compile(r":::\w+|@\{[^}]*\}").match(text, at):
                at = style.end()
            found.append(self._node(name[0], _plain(shown), mark, line.place(name.start())))
            after = _skipped(text, at)
            if text[after : after + 1] != "&":
                return found, after
            at = after + 1

    def _node(self, id: str, shown: str, mark: str, place: Place) -> Part:
        group = tuple(self._groups)
        if not shown and id in self._nodes:
            part = self._nodes[id]
            part.group = part.group or group
            return part
        one = said(shown or id, place)
        if not one.meaning.is_known and _OF_SHAPE.get(mark):
            one = said(f"{shown or id} ({_OF_SHAPE[mark]})", place)
        if id in self._nodes and self._nodes[id].name == id:
            # Its name was said after its first arrow.
            part = self._nodes[id]
            part.meaning, part.name, part.note = one.meaning, one.name, one.note
            part.replicas = part.replicas or one.replicas
            return part
        return self._nodes.setdefault(id, self.draft.part(one, group))


def _statements(line: Line) -> list[Line]:
    """The statements of a line, which semicolons outside of shapes divide."""
    found, start, depth, quoted = [], 0, 0, False
    for at, letter in enumerate(line.text):
        quoted ^= letter == '"'
        depth += (letter in "[({") - (letter in "])}")
        if letter == ";" and depth <= 0 and not quoted:
            found.append(Line(line.number, line.text[start:at], line.start + start))
            start = at + 1
    found.append(Line(line.number, line.text[start:], line.start + start))
    return [one for one in found if one.text.strip()]


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _arrow(text: str, at: int) -> tuple[int, Way, str] | None:
    """Where an arrow ends, how it goes, and what stands on it."""
    if inner := _INNER.match(text, at):
        return inner.end(), Way(is_async="." in text[at : at + 2]), inner["words"].strip('" ')
    run = _ARROW.match(text, at)
    if not run:
        return None
    end = run.end()
    bars = _BARS.match(text, end)
    back, head = run["back"] == "<", bool(run["head"])
    way = Way("." in run["line"], back and not head, back and head)
    return (bars.end() if bars else end), way, bars[1].strip('" ') if bars else ""


def _plain(text: str) -> str:
    """Words without Mermaid's marks in them."""
    said = _TAGS.sub(" ", text.strip().strip('"')).replace("#quot;", '"').replace("#amp;", "&")
    return " ".join(re.sub(r"^`|`$|\bfa[bsr]?:fa-[\w-]+", "", said).split())
