"""What a drawing means: names become components, lines become arrows, panels become groups."""

import re
from collections.abc import Sequence

from sddiagram.sketch.draft import Draft, Part, Way
from sddiagram.sketch.labels import label_of
from sddiagram.sketch.saying import said
from sddiagram.sketch.understanding import kind_of_words, technology_of
from sddiagram.sketch.whiteboard.board import Board, Item, level_neighbours
from sddiagram.sketch.whiteboard.boxes import Box
from sddiagram.sketch.whiteboard.signs import EAST, NORTH, SOUTH, WEST
from sddiagram.sketch.whiteboard.wires import Wire, Wires
from sddiagram.sketch.words import words

_CAPTION = re.compile(r"^(?:\d{1,2}[.)]\s+)?[^\W\d][\w ]{0,30}:\s+(?=\S)")
"""What stands before a name on its line: `Write path: Client`."""
_FACTS = re.compile(r"[x×*]\s?\d|@|hit\b|\(|max\b|cap\b|ttl\b", re.IGNORECASE)


class Reader:
    """A drawing that is being understood."""

    def __init__(self, board: Board, draft: Draft) -> None:
        self._board = board
        self._draft = draft
        self._parts: dict[int, list[Part]] = {}
        self._times: dict[int, int] = {}
        self._captions: list[Item] = []
        self._wires = Wires(board, self._labels())
        leaves = {id(item.box) for item in board.items if item.box}
        self._panels = [box for box in board.boxes if id(box) not in leaves]

    def read(self) -> None:
        wires = self._wires
        found = wires.all()
        joined = {id(item) for wire in found for item in (*wire.tails, *wire.heads)}
        titles = self._titles(joined)
        loose = [
            item for item in self._board.items
            if id(item) not in joined and id(item) not in wires.labels and id(item) not in titles
        ]  # fmt: skip
        self._captions = [item for item in loose if item.text.endswith(":")]
        near = {id(item): self._wire_near(item) for item in loose}
        for item in loose:
            if wire := near[id(item)]:
                wire.words.append(item.text)
        on_wires = {id(item) for item in loose if near[id(item)]}
        for item in self._board.items:
            label = wires.labels.get(id(item))
            if label is not None:
                wires.wire_at(label).words.append(item.text)
        in_order = sorted(self._board.items, key=lambda item: (item.row, item.left))
        for item in in_order:
            if id(item) in joined or (item.is_boxed and id(item) not in on_wires | titles.keys()):
                self._name(item, titles)
        for item in loose:
            if id(item) not in on_wires and not item.is_boxed:
                self._caption(item, bool(joined))
        for wire in found:
            self._join(wire)

    def _labels(self) -> dict[int, tuple[int, int]]:
        """Texts in the middle of a level line, or right behind an upright one."""
        found: dict[int, tuple[int, int]] = {}
        for item in self._board.items:
            if item.is_boxed and item.box:
                continue
            left, right = level_neighbours(self._board, item)
            signs = self._board.signs
            if left and right and signs[left].head is None and signs[right].head != WEST:
                found[id(item)] = right
            elif not left and not right:
                for column in (item.left - 1, item.left - 2):
                    sign = signs.get((item.row, column))
                    if sign and sign.leads == {NORTH, SOUTH}:
                        found[id(item)] = (item.row, column)
                        break
        return found

    def _titles(self, joined: set[int]) -> dict[int, Box]:
        """Texts that are the titles of the boxes around them."""
        found: dict[int, Box] = {}
        for box in self._panels:
            if box.title:
                continue
            inside = [
                item for item in self._board.items
                if item.box is None and box.holds(item.row, item.left) and id(item) not in joined
                and self._around(item) is box
            ]  # fmt: skip
            if inside:
                found[id(min(inside, key=lambda item: (item.row, item.left)))] = box
        return found

    def _around(self, item: Item) -> Box | None:
        """The panel that a text stands in."""
        if item.box:
            return item.box.around
        holding = [box for box in self._panels if box.holds(item.row, item.left)]
        return holding[-1] if holding else None

    def _group(self, item: Item, titles: dict[int, Box]) -> tuple[str, ...]:
        """The labels of the panels around a text, from outside in."""
        named = {
            id(titles[id(text)]): text.text for text in self._board.items if id(text) in titles
        }
        labels: list[str] = []
        box = self._around(item)
        while box:
            if label := box.title or named.get(id(box), ""):
                labels.append(label.partition("\n")[0].strip(" :[]"))
            box = box.around
        return tuple(reversed(labels))

    def _name(self, item: Item, titles: dict[int, Box]) -> None:
        """Add the components that a text names."""
        place = self._board.place(item.row, item.left)
        if item.box:
            place = self._board.place(item.row + 1, item.left + 1)
        texts = _listed(_CAPTION.sub("", item.text))
        if item.is_boxed:
            texts = [_one_line(text) for text in item.text.split(" | ")]
        texts = [text for text in texts if any(one.isalnum() for one in text)]
        if not texts:
            self._draft.unread(place, item.text or "an empty box", "write a name in it.")
            return
        group = self._group(item, titles)
        parts = [self._draft.part(said(text, place), group) for text in texts]
        if item.is_boxed:
            self._again(parts[0], item)
        self._parts[id(item)] = parts

    def _again(self, part: Part, item: Item) -> None:
        """Several boxes of one name are its replicas."""
        times = self._times[id(part)] = self._times.get(id(part), 0) + 1
        if times > 1 and (part.replicas is None or part.replicas == times - 1):
            part.replicas = times
            if times == 2:
                self._draft.remark(
                    self._board.place(item.row, item.left),
                    f"{part.meaning.label} is drawn more than once, and is read as so many "
                    "replicas; give them names of their own if they differ.",
                )

    def _caption(self, item: Item, has_arrows: bool) -> None:
        """What no line touches: the title, or a text that is left out."""
        place = self._board.place(item.row, item.left)
        if item.text.endswith(":"):
            if len(self._captions) == 1 and not self._draft.title:
                self._draft.title = item.text.rstrip(": ")
        elif has_arrows and self._is_heading(item) and not self._draft.title:
            self._draft.title = item.text
        elif has_arrows:
            self._draft.unread(
                place, item.text, "no line touches it. Draw an arrow to it, or put it in a box."
            )
        else:
            self._name(item, {})

    def _is_heading(self, item: Item) -> bool:
        """Whether a text stands alone in the first row that says anything."""
        first = min(other.row for other in self._board.items)
        return item.row == first and all(
            other is item or other.row > first for other in self._board.items
        )

    def _wire_near(self, item: Item) -> Wire | None:
        """The line that a text without arrows stands beside: over, under, or next to it."""
        if item.box or item.text.endswith(":"):
            return None
        signs = self._board.signs
        for row in (item.row + 1, item.row - 1):
            level = [
                (row, column)
                for column in range(item.left, item.right)
                if (row, column) in signs and signs[row, column].leads & {EAST, WEST}
            ]
            if level:
                wire = self._wires.wire_at(level[0])
                if not wire.is_tree and len(level) * 2 >= min(
                    item.right - item.left, len(wire.spots)
                ):
                    return wire
        for column in (item.left - 3, item.left - 2, item.left - 1, item.right, item.right + 1):
            sign = signs.get((item.row, column))
            if sign and sign.leads & {NORTH, SOUTH}:
                return self._wires.wire_at((item.row, column))
        return None

    def _join(self, wire: Wire) -> None:
        """Add the arrows of a line."""
        row, column = wire.spots[0]
        place = self._board.place(row, column)
        tails, heads = [*wire.tails], [*wire.heads]
        ends = [item for item in (*tails, *heads) if id(item) in self._parts]
        way = Way(is_both=wire.is_both)
        level = any(self._board.signs[spot].leads & {EAST, WEST} for spot in wire.spots)
        if len(heads) > 1 and not tails:
            first = min(heads, key=lambda item: (item.row, item.left))
            tails, heads = [first], [item for item in heads if item is not first]
            way = way._replace(is_both=True)
        elif len(tails) > 1 and not heads:
            first = min(tails, key=lambda item: (item.row, item.left))
            tails, heads = [first], [item for item in tails if item is not first]
            if level and not wire.is_tree:
                self._draft.remark(
                    place, "this line has no head; it is read downwards or to the right. Write ->."
                )
        if not tails or not heads or len(ends) < 2:
            self._loose(wire, ends)
            return
        verb, label, rate = label_of(" ".join(" ".join(wire.words).split()).strip("()"))
        sources = [part for item in tails for part in self._parts.get(id(item), ())]
        for item in heads:
            targets = self._parts.get(id(item), [])
            dashed = way._replace(is_async=item in wire.dashed)
            self._draft.join(sources, targets, dashed, label, place, verb=verb, rate=rate)
        if wire.doubt:
            taken, other = (self._parts[id(item)][0].name for item in wire.doubt)
            self._draft.remark(
                place,
                f"this arrow stands between {taken} and {other}, and is read as one of {taken}; "
                "move it under the name that is meant.",
            )

    def _loose(self, wire: Wire, ends: Sequence[Item]) -> None:
        """Say that a line joins nothing."""
        if len(wire.spots) == 1 and not ends:
            return
        at = wire.loose[0] if wire.loose else wire.spots[0]
        name = self._parts[id(ends[0])][0].name if ends else "App"
        self._draft.remark(
            self._board.place(*at),
            f"an arrow leads nowhere and is left out; write {name} -> Database.",
        )


def _one_line(text: str) -> str:
    """The lines of a box as one name, with what does not belong to it in parentheses."""
    name, *rest = text.split("\n")
    notes: list[str] = []
    for line in rest:
        if _FACTS.match(line) or (not notes and (_is_known(line) or _is_known(f"{name} {line}"))):
            name = f"{name} {line}"
        else:
            notes.append(line)
    return f"{name} ({'; '.join(notes)})" if notes else name


def _is_known(text: str) -> bool:
    return kind_of_words(words(text)) is not None or technology_of(text) is not None


def _listed(text: str) -> list[str]:
    """The names in a text, which commas divide outside of parentheses."""
    return [part.strip() for part in re.split(r",(?![^()]*\))", text)]
