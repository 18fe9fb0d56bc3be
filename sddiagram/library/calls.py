"""Calls that do not fit what is called, said without Python's own words."""

import inspect
from collections.abc import Iterable, Sequence

from sddiagram.library.words import nearest, noun, vocabulary
from sddiagram.model.component import Component, Kind
from sddiagram.units import Quantity

_MEANT = {
    "tech": "technology",
    "count": "replicas",
    "instances": "replicas",
    "copies": "replicas",
    "number": "replicas",
    "throughput": "capacity",
    "qps": "capacity",
    "rps": "capacity",
    "description": "note",
    "desc": "note",
    "text": "note",
    "comment": "note",
    "delay": "latency",
    "time": "latency",
    "cluster": "group",
    "parent": "group",
    "hit_rate": "hit_ratio",
    "image": "icon",
    "reason": "why",
    "because": "why",
    "remove": "drops",
    "removes": "drops",
    "pros": "gain",
    "cons": "cost",
    "benefit": "gain",
    "alternative": "instead_of",
    "impact": "effect",
    "fix": "mitigation",
    "rationale": "derivation",
    "percent": "share",
    "tradeoff": "tradeoffs",
}
"""What a newcomer calls a fact; it is meant where what is called takes it."""


def parameters(called: object) -> list[inspect.Parameter] | None:
    """What `called` takes, without `self`; None when it does not say."""
    try:
        return [*inspect.signature(called).parameters.values()]  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def unknown_keywords(called: object, names: Iterable[str]) -> list[str]:
    """Those of `names` that `called` does not take."""
    taken = parameters(called)
    if taken is None or any(one.kind is one.VAR_KEYWORD for one in taken):
        return []
    known = {one.name for one in taken if one.kind in (one.KEYWORD_ONLY, one.POSITIONAL_OR_KEYWORD)}
    return [name for name in names if name not in known]


def unknown_keyword(called: object, said: str, name: str) -> str:
    """That `said` takes no such fact, and which one to write."""
    taken = parameters(called) or []
    named = [one.name for one in taken if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
    fact = f"{said} takes no {name}=; "
    if (usual := _MEANT.get(name, "")) in named:
        return f"{fact}did you mean {usual}=?"
    if name in ("stages", "flow", "flows", "parts", "components", "nodes"):
        if any(one.kind is one.VAR_POSITIONAL for one in taken):
            example = "sd.Stage('One', a >> b)" if said.endswith("Pattern") else "a >> b"
            return f"{fact}its parts follow the title without a name: {said}('Title', {example})."
        if said.endswith("Group"):
            return f"{fact}components name their group: sd.Service('API', group='Backend')."
    if near := nearest(name, named):
        return f"{fact}did you mean {near}=?"
    if name in ("name", "title", "label", "id") and named:
        return f"{fact}its {named[0]} comes first, without a name: {said}('...')."
    if not named:
        return f"{fact}call it without."
    listed = ", ".join(f"{one}=" for one in named if one != "label")
    return f"{fact}it takes {listed or named[0]}."


def misfit(called: object, said: str, given: Sequence[object], names: Sequence[str]) -> str:
    """Why `called` cannot be called with as many values and these names; empty when it can.

    `given` are the values without a name, as the author wrote them.
    """
    if not callable(called):
        return _no_function(called, said, given)
    taken = parameters(called)
    if taken is None:
        return ""
    if unknown := unknown_keywords(called, names):
        return unknown_keyword(called, said, unknown[0])
    placed = [one for one in taken if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    several = any(one.kind is one.VAR_POSITIONAL for one in taken)
    if len(given) > len(placed) and not several:
        return _too_many(called, said, given, [one.name for one in placed])
    twice = [one.name for one in placed[: len(given)] if one.name in names]
    if twice:
        return f"{said} is given its {twice[0]} twice, once without a name; keep one of the two."
    lacking = [
        one.name
        for one in taken
        if one.default is one.empty
        and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)
        and one.name not in [*names, *(first.name for first in placed[: len(given)])]
    ]
    if lacking:
        example = _example(called, said, placed, lacking)
        return f"{said} lacks its {_listed(lacking)}; write {example}."
    return ""


def _no_function(value: object, said: str, given: Sequence[object]) -> str:
    what = noun(value)
    if isinstance(value, Quantity) and given:
        return f"{said} is a unit, which cannot be called; write {given[0]} * {said}."
    if isinstance(value, str):
        return f"a text stands before brackets and cannot be called; put a comma after {said}."
    if what.startswith("the module"):
        word = "sd.Service('API')" if "sddiagram" in what else f"{said}.NAME(...)"
        return f"{said} is {what}, which cannot be called; name what is in it: {word}."
    if isinstance(value, Component):
        return (
            f"{said} is {what}, which cannot be called; write {said} alone, or "
            f"{said}.but(replicas=3) for other facts."
        )
    return f"{said} is {what}, which cannot be called; remove the brackets after it or add a comma."


def _too_many(called: object, said: str, given: Sequence[object], placed: list[str]) -> str:
    extra = given[len(placed)]
    named = [one for one in parameters(called) or [] if one.kind is one.KEYWORD_ONLY]
    if named:
        way_out = f"name what else you give, such as {_likely(extra, [one.name for one in named])}."
    elif placed:
        way_out = f"it takes {_listed(placed)}; remove the rest."
    else:
        way_out = "call it with empty brackets."
    first = f"only its {_listed(placed)}" if placed else "nothing"
    return f"{said} takes {first} without a name, and {extra} is one more; {way_out}"


def _likely(extra: object, names: Sequence[str]) -> str:
    shown = str(extra)
    for name, fits in (("replicas", shown.isdigit()), ("technology", shown[:1] in "'\"")):
        if fits and name in names:
            return f"{name}={shown}"
    return f"{names[0]}={shown}"


def _example(
    called: object, said: str, placed: Sequence[inspect.Parameter], lacking: Sequence[str]
) -> str:
    if isinstance(called, Kind):
        return f"{said}('Users')"
    needed = [one.name for one in placed if one.default is one.empty]
    usual = {
        "title": "'Title', users >> api",
        "label": "'Name'",
        "noun": "'Ledger'",
        "name": "'Ledgerbase'",
        "prompt": "'Design a shop.'",
    }
    examples = usual if said.startswith("sd.") else {}
    return f"{said}({', '.join(examples.get(name, name) for name in needed or lacking)})"


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def named_call(called: object, said: str) -> str:
    """How an error names what is called: a word of the vocabulary by that word."""
    for word, value in vocabulary().items():
        if value is called:
            return f"sd.{word}"
    return said
