"""The words of the vocabulary, and which of them was meant by one that it lacks."""

import sys
from collections.abc import Iterable
from types import ModuleType

from sddiagram.library.synonyms import MEANT


def vocabulary() -> dict[str, object]:
    """The words of `import sddiagram as sd`, with their values."""
    # Looked up, not imported: the vocabulary itself imports the library.
    whole = sys.modules["sddiagram"]
    return {word: getattr(whole, word) for word in whole.__all__}


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of `known` that was probably meant by `word`, or the empty text."""
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in sorted(known, reverse=True)}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.75)
    return folded[near[0]] if near else ""


def meant(word: str, known: Iterable[str]) -> str:
    """The word of the vocabulary `known` that `word` stands for, or the empty text."""
    known = [*known]
    same = [one for one in known if one.casefold() == word.casefold()]
    usual = [one for one in (*MEANT.get(word.casefold(), ()), _kind(word)) if one in known]
    return (*same, *usual, nearest(word, known))[0]


def _kind(word: str) -> str:
    """The kind that people call `word`, or the empty text."""
    # Here, since only a mistake needs the tables of words.
    from sddiagram.sketch.understanding import kind_of_words
    from sddiagram.sketch.words import words

    return kind_of_words(words(word.replace("_", " "))) or ""


def unknown_word(word: str, known: Iterable[str]) -> str:
    """That sddiagram has no such word, and which one to write."""
    if word.startswith("__"):
        return f"sddiagram has no {word!r}."
    fact = f"sddiagram has no {word!r}"
    if word == "sd":
        return f"{fact}; write `import sddiagram as sd`."
    if word.casefold() in ("edge", "arrow", "connection"):
        return f"{fact}; an arrow is written a >> b, and with words on it a >> 'label' >> b."
    if near := meant(word, known):
        return f"{fact}; did you mean sd.{near}?"
    if technology := _technology(word):
        return (
            f"{fact}; it is a technology: name it in a component, "
            f"sd.Service('Name', technology={technology!r})."
        )
    return f"{fact}; write sd.Service('Name'), or make a kind of your own: sd.Kind({word!r})."


def _technology(word: str) -> str:
    from sddiagram.errors import SddiagramError
    from sddiagram.technology import Technology

    try:
        return Technology.named(word).name
    except SddiagramError:
        return ""


def near_word(word: str, names: Iterable[str]) -> str:
    """`; did you mean X?` for a name of the file or of Python, or a full stop."""
    near = nearest(word, names)
    return f"; did you mean {near}?" if near else "."


def noun(value: object) -> str:
    """What `value` is, as an error names it: `the component 'API'`, `a text`."""
    from sddiagram.model.component import Component, Group, Kind
    from sddiagram.model.flow import Dangling, Flow, Link, Verb
    from sddiagram.model.pattern import Pattern
    from sddiagram.model.stage import Stage
    from sddiagram.units import Quantity

    match value:
        case None:
            return "None"
        case Component(label=label):
            return f"the component {_short(label)}"
        case Group(label=label):
            return f"the group {_short(label)}"
        case Kind(noun=name):
            return f"the kind {name}"
        case Pattern(title=title):
            return f"the pattern {_short(title)}"
        case Stage(title=title):
            return f"the stage {_short(title)}"
        case Quantity():
            return f"the quantity {value}"
        case bool() | int() | float():
            return "a number"
        case str():
            return "a text"
        case type(__name__=name):
            return f"the class {name}"
        case ModuleType(__name__=name):
            return f"the module {name}"
        case Flow():
            return "a flow"
        case Verb() | Link():
            return "a verb"
        case Dangling():
            return "an arrow without its end"
    name = type(value).__name__
    if name in ("list", "tuple", "dict", "set"):
        return f"a {name}"
    return "a function" if callable(value) else f"a value of type {name}"


def _short(label: str) -> str:
    return repr(label if len(label) <= 40 else f"{label[:37]}...")
