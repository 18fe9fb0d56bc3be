"""The rules: each a file in rules/, found by its name, with its docstring and its function."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files

from sddiagram.errors import NotFoundError
from sddiagram.finding import Finding
from sddiagram.review.design import Design

LAST = "unneeded-acceptance"
"""The rule that looks at what the others found."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the defect that it finds, what its file says, and the function that finds it."""

    name: str
    doc: str
    check: Callable[[Design], Iterator[Finding]]

    @property
    def title(self) -> str:
        """What it finds, in the first sentence of its file."""
        return self.doc.partition("\n")[0]


@cache
def known_rules() -> Mapping[str, Rule]:
    """All rules by name; the one that looks at the others comes last."""
    stems = sorted(
        file.name.removesuffix(".py")
        for file in files("sddiagram.review.rules").iterdir()
        if file.name.endswith(".py") and not file.name.startswith("_")
    )
    found = {}
    for stem in stems:
        module = import_module(f"sddiagram.review.rules.{stem}")
        name = stem.replace("_", "-")
        found[name] = Rule(name, inspect.cleandoc(module.__doc__ or ""), getattr(module, stem))
    return {name: found[name] for name in sorted(found, key=lambda name: (name == LAST, name))}


def rule_named(name: str) -> Rule:
    """The rule of this name; raises `NotFoundError` with the nearest ones."""
    known = known_rules()
    wanted = name.strip().casefold().replace("_", "-").replace(" ", "-")
    if wanted not in known:
        raise NotFoundError.among("rule", name, known, "See `sddiagram explain`.")
    return known[wanted]
