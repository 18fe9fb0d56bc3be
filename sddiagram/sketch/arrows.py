"""The arrows of a sketch, as people type them: `->`, `=>`, `-->`, `..>`, `<->`, `-(label)->`."""

import re
from typing import NamedTuple

from sddiagram.sketch.draft import Way

_RUN = re.compile(r"(?P<back><)?(?P<line>[-=~─━═┄┈╌.]++)(?P<head>[>→▶►]++)?")
_LABELLED = re.compile(
    r"(?P<line>[-=~─━═┄┈╌.]{1,8}+)\s?(?:\((?P<round>[^()\n]{1,200})\)|\[(?P<square>[^\[\]\n]{1,200})\]"
    r"|\|(?P<bars>[^|\n]{1,200})\||\"(?P<quoted>[^\"\n]{1,200})\")\s?(?P<end>[-=~─━═┄┈╌.]{0,8}+[>→▶►])"
)
_SPACED = re.compile(r"(?P<line>[-=]{2,8}+)\s++(?P<label>[^-=<>\n]{1,80}?)\s++(?P<end>[-=]{1,8}+>)")
_BARS = re.compile(r"\s?\|([^|\n]{1,200})\|")
_SINGLE = {
    **dict.fromkeys("→⟶⇒➔➜➝►▶⇨➡➞", Way()),
    **dict.fromkeys("⇢⤏", Way(is_async=True)),
    **dict.fromkeys("←⟵⇐◀◄", Way(is_back=True)),
    **dict.fromkeys("↔⟷⇔⇄⇆", Way(is_both=True)),
}
STARTS = frozenset("-=~─━═┄┈╌.<>") | frozenset(_SINGLE)
"""Characters that an arrow may begin with."""


class Arrow(NamedTuple):
    """An arrow in a line of text."""

    end: int
    """Where it stops."""
    way: Way
    label: str = ""
    is_headless: bool = False
    """Whether it is only a line, which does not say where it leads."""


def arrow_at(text: str, at: int) -> Arrow | None:
    """The arrow that begins at `at`, if one does."""
    letter = text[at]
    if letter not in STARTS:
        return None
    found = _one(text, at)
    if not found or found.label or found.way.is_back:
        return found
    bars = _BARS.match(text, found.end)
    return found._replace(end=bars.end(), label=bars[1].strip()) if bars else found


def _one(text: str, at: int) -> Arrow | None:
    letter = text[at]
    if letter in _SINGLE:
        end = at + 1
        while end < len(text) and text[end] == letter:
            end += 1
        return Arrow(end, _SINGLE[letter])
    if letter == ">":
        return _heads(text, at)
    if letter == "<" and text[at : at + 2] == "<<":
        return Arrow(at + 2, Way(is_back=True))
    if run := _RUN.match(text, at):
        if run["back"] or run["head"]:
            return _of_run(run)
        if labelled := _LABELLED.match(text, at):
            words = next(group for group in labelled.group(2, 3, 4, 5) if group)
            return Arrow(labelled.end(), _way(labelled["end"]), words.strip())
        if spaced := _SPACED.match(text, at):
            return Arrow(spaced.end(), Way(), spaced["label"].strip())
        return _line(text, at, run)
    return None


def _heads(text: str, at: int) -> Arrow | None:
    """`>>`, and a `>` that stands apart."""
    end = at
    # A run of them is read once, and not again from each of its signs.
    while end < min(len(text), at + 3) and text[end] == ">":
        end += 1
    apart = (at == 0 or text[at - 1].isspace()) and (end == len(text) or text[end].isspace())
    return Arrow(end, Way()) if end - at == 2 or (end - at == 1 and apart) else None


def _of_run(run: re.Match[str]) -> Arrow | None:
    line, back, head = run["line"], bool(run["back"]), bool(run["head"])
    if line == "." or (back and not head and line[0] == "="):
        return None
    way = _way(f"{line}>")
    return Arrow(run.end(), Way(way.is_async, back and not head, back and head))


def _line(text: str, at: int, run: re.Match[str]) -> Arrow | None:
    """A line without heads, where it stands apart."""
    apart = (at == 0 or text[at - 1].isspace()) and text[run.end() : run.end() + 1].isspace()
    is_line = len(run["line"]) > 1 or run["line"] in "─━═"
    return Arrow(run.end(), Way(), is_headless=True) if apart and is_line else None


def _way(drawn: str) -> Way:
    """How an arrow that is drawn like this goes."""
    line = drawn.rstrip(">→▶►")
    return Way(is_async=line == "--" or line[:1] in ("~", "┄", "┈", "╌") or "." in line)


def run_length(text: str, at: int) -> int:
    """How many signs of a line begin at `at` that make no arrow."""
    run = _RUN.match(text, at)
    return max(1, run.end() - at) if run else 1
