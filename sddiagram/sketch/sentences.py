"""Sketches in sentences: `Users -> Load balancer -> App servers x3 -> Redis, Postgres`."""

from collections.abc import Sequence

from sddiagram.sketch.arrows import Arrow
from sddiagram.sketch.draft import Draft, Part, Way
from sddiagram.sketch.labels import label_of, leads_nowhere, split_label
from sddiagram.sketch.lines import Line
from sddiagram.sketch.place import Place, refuse
from sddiagram.sketch.saying import is_prose, said
from sddiagram.sketch.tokens import (
    ARROW,
    BOX,
    CLOSE,
    COMMA,
    END,
    LABEL,
    NAME,
    OPEN,
    Token,
    tokens,
)


def read_sentences(lines: Sequence[Line], draft: Draft) -> None:
    """Add what the lines say to `draft`; raises `DesignError`, with the place, for a mistake."""
    statement: list[Token] = []
    for token in tokens(lines):
        if token.kind == END:
            _Statement(statement, draft).read()
            statement = []
        else:
            statement.append(token)
    _Statement(statement, draft).read()


class _Statement:
    """The tokens of one statement, read from the left."""

    def __init__(self, found: Sequence[Token], draft: Draft) -> None:
        self._found = found
        self._draft = draft
        self._at = 0
        self._group: tuple[str, ...] = ()
        self._was_in_braces = False
        self._has_arrows = any(token.kind == ARROW for token in found)
        self._spoken: set[str] = set()
        """Keys of the components that were named."""

    def read(self) -> None:
        """Add the statement to the draft."""
        if self._is_title() or self._is_prose():
            return
        self._skip_caption()
        self._read_group()
        while self._at < len(self._found):
            if self._next(COMMA):
                self._at += 1
                continue
            self._read_chain()

    def _next(self, *kinds: str, ahead: int = 0) -> Token | None:
        at = self._at + ahead
        token = self._found[at] if at < len(self._found) else None
        return token if token and token.kind in kinds else None

    def _is_title(self) -> bool:
        """Whether it is `title: Shop`, which is then noted."""
        name, title = self._next(NAME), self._next(LABEL, ahead=1)
        if not name or not title or name.text.casefold() != "title" or len(self._found) != 2:
            return False
        self._draft.title = title.text
        return True

    def _is_prose(self) -> bool:
        """Whether it is a text without arrows that names no component, which is then noted."""
        if any(token.kind not in (NAME, COMMA, LABEL) for token in self._found):
            return False
        name = self._next(NAME)
        if not name or not is_prose(name.text, name.place):
            return False
        self._draft.unread(name.place, name.text, "write arrows between names: Users -> API.")
        return True

    def _skip_caption(self) -> None:
        """`Write path: Client -> API`: what stands before the colon names no component."""
        label = self._next(LABEL, ahead=1)
        if self._next(NAME) and label and label.text and self._next(ARROW, ahead=2):
            self._found = [*_inner_tokens(label), *self._found[2:]]

    def _read_group(self) -> None:
        """`[Serving] Model server, GPU cluster`: the brackets before a name are a group's."""
        box = self._next(BOX)
        if box and self._next(NAME, BOX, OPEN, LABEL, ahead=1):
            behind = self._next(NAME, ahead=1)
            if behind and _is_only_facts(behind.text):
                return
            if not box.text:
                refuse(box.place, "this group has no name; write [Serving] Model server.")
            self._group = tuple(part.strip() for part in box.text.split(" / ") if part.strip())
            self._at += 1
            if label := self._next(LABEL):
                self._found = [*_inner_tokens(label), *self._found[self._at + 1 :]]
                self._at = 0

    def _read_chain(self) -> None:
        if arrow := self._next(ARROW):
            refuse(arrow.place, "an arrow comes from nowhere; write Users -> API.")
        first = self._ends()
        sources = first
        while arrow := self._next(ARROW):
            self._at += 1
            assert arrow.arrow
            if second := self._next(ARROW):
                refuse(
                    second.place,
                    "two arrows stand side by side; name what stands between them, or leave one "
                    "out.",
                )
            if not self._next(NAME, BOX, OPEN):
                refuse(arrow.place, leads_nowhere(sources[-1]))
            if arrow.arrow.is_headless:
                self._draft.remark(
                    arrow.place, "this line has no head; it is read as ->. Write -> or <-."
                )
            is_drawn = self._at > 1 and self._found[self._at - 2].kind == BOX and self._next(BOX)
            targets = self._ends()
            drawn = arrow.arrow
            if is_drawn and arrow.text == "-->":
                # Between two boxes it is a line that somebody drew, and no sign of the language.
                drawn = drawn._replace(way=Way())
            sources = self._joined(sources, targets, drawn, arrow.place)
        if label := self._next(LABEL):
            self._at += 1
            self._declare(first, label)
        elif stray := self._next(CLOSE, OPEN):
            refuse(stray.place, f"this {stray.text or stray.kind} stands alone; take it out.")

    def _joined(
        self, sources: list[Part], targets: list[Part], arrow: Arrow, place: Place
    ) -> list[Part]:
        """Draw the arrow, with the words behind a colon on it; the ends that the next one leaves.

        Further names may stand in those words: `App -> Redis: look up, Postgres: write`.
        """
        token = self._next(LABEL)
        if not token:
            verb, label, rate = label_of(arrow.label)
            self._draft.join(sources, targets, arrow.way, label, place, verb=verb, rate=rate)
            return targets
        self._at += 1
        words, more = split_label(token)
        verb, label, rate = label_of(f"{arrow.label} {words}" if arrow.label else words)
        if not self._was_in_braces:
            # As in `App -> Redis: look up, Postgres: write`, words belong to the name before them.
            self._draft.join(sources, targets[:-1], arrow.way, "", place)
        labelled = targets if self._was_in_braces else targets[-1:]
        self._draft.join(sources, labelled, arrow.way, label, place, verb=verb, rate=rate)
        ends = [*targets]
        for name, said_of in more:
            part = self._part(name)
            verb, label, rate = label_of(said_of)
            self._draft.join(sources, [part], arrow.way, label, place, verb=verb, rate=rate)
            ends.append(part)
        return ends

    def _declare(self, parts: Sequence[Part], label: Token) -> None:
        """`title: Shop`, or `Redis: sessions`, which is a note."""
        part = parts[-1] if parts else None
        if part and not part.note and label.text:
            part.note = label.text

    def _ends(self) -> list[Part]:
        """One name or several, by commas or in braces."""
        opened = self._next(OPEN)
        self._was_in_braces = opened is not None
        if opened:
            self._at += 1
            inner: list[Part] = []
            while not self._next(CLOSE):
                if self._next(COMMA):
                    self._at += 1
                    continue
                if wrong := self._next(ARROW):
                    refuse(
                        wrong.place,
                        "an arrow stands in braces, which list names; write it on a line of its "
                        "own.",
                    )
                if label := self._next(LABEL):
                    self._at += 1
                    self._declare(inner, label)
                    continue
                if not self._next(NAME, BOX):
                    break
                inner.append(self._part(self._take_name()))
            self._at += 1
            if not inner:
                refuse(opened.place, "these braces are empty; write names in them: {Redis, S3}.")
            return inner
        ends = [self._part(self._take_name())]
        while self._next(COMMA) and self._next(NAME, BOX, ahead=1) and not self._starts_anew():
            self._at += 1
            ends.append(self._part(self._take_name()))
        return ends

    def _starts_anew(self) -> bool:
        """Whether a comma ends a statement: `Users -> API, API -> Database`."""
        name = self._next(NAME, BOX, ahead=1)
        if not name or not self._next(ARROW, ahead=2):
            return False
        keys = said(name.text, name.place).meaning.keys
        return not keys.isdisjoint(self._spoken)

    def _take_name(self) -> Token:
        """The next name; what stands behind a box belongs to it: `[App] x3`."""
        token = self._found[self._at]
        if token.kind not in (NAME, BOX):
            refuse(token.place, "a name is missing here; write it: App -> Database: write.")
        self._at += 1
        if token.kind == BOX and (more := self._next(NAME)) and _is_only_facts(more.text):
            self._at += 1
            return token._replace(text=f"{token.text} {more.text}")
        return token

    def _part(self, token: Token) -> Part:
        if not token.text.strip():
            refuse(token.place, "this box is empty; write a name in it: [Database].")
        one = said(token.text, token.place)
        self._spoken |= one.meaning.keys
        # A list moves its members into the group; an arrow only brings new ones into it.
        group = () if self._has_arrows and self._draft.knows(one) else self._group
        return self._draft.part(one, group)


def _inner_tokens(label: Token) -> list[Token]:
    """The tokens of a text that stands behind a colon."""
    line = Line(label.place.line, label.text, label.place.column - 1)
    return [one for one in tokens([line]) if one.kind != END]


def _is_only_facts(text: str) -> bool:
    """Whether a text says something of the name before it, and names nothing."""
    first = text.lstrip()[:1]
    rest = text.lstrip()[1:].lstrip()
    return first in ("(", "@") or (first in ("x", "×", "*", "X") and rest[:1].isdigit())
