"""What a coding agent is told of the language: every word, command and rule, in few lines.

All of it is read from the tables and signatures themselves, so that it cannot fall behind them.
"""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from sddiagram import errors
from sddiagram.finding import Severity
from sddiagram.kinds import Service
from sddiagram.links import calls
from sddiagram.model.component import Family, Kind
from sddiagram.model.flow import Verb
from sddiagram.quantity import Quantity
from sddiagram.render import FORMATS
from sddiagram.render.theme import THEMES
from sddiagram.review import known_rules
from sddiagram.review.severity import SEVERITY
from sddiagram.template import filled


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program: how it is called, and what it does."""

    usage: str
    meaning: str


def skill(words: Mapping[str, object], commands: Sequence[Command]) -> str:
    """The description as Markdown: of the `words` by their names, and of the `commands`."""
    return filled(
        "skill.md.j2",
        commands=commands,
        families=_families(words),
        verbs={name: one.meaning for name, one in words.items() if isinstance(one, Verb)},
        facts=_facts(Service),
        link_facts=_facts(calls),
        units=[name for name, one in words.items() if isinstance(one, Quantity)],
        words=[*_words(words)],
        rules=_rules(),
        errors=[
            (one.__name__, one.exit_code, _first(one))
            for one in vars(errors).values()
            if inspect.isclass(one) and issubclass(one, errors.SddiagramError)
        ],
        formats={name: one.meaning for name, one in FORMATS.items()},
        themes=[*THEMES],
    )


def _families(words: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """The kinds, family by family, each with its meaning."""
    found: dict[str, dict[str, str]] = {one.value: {} for one in Family}
    for name, one in words.items():
        if isinstance(one, Kind):
            found[one.family.value][name] = one.meaning
    return found


def _rules() -> dict[str, dict[str, str]]:
    """The rules by how much a finding weighs, each with what it finds."""
    found: dict[str, dict[str, str]] = {}
    for weight in Severity:
        of_weight = {
            name: one.title
            for name, one in known_rules().items()
            if SEVERITY[name].otherwise is weight
        }
        if of_weight:
            found[weight.value] = of_weight
    return found


def _words(words: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """All other words: how each is written, and what it means."""
    for name, one in words.items():
        if isinstance(one, Verb | Quantity | Kind):
            continue
        if isinstance(one, ModuleType):
            yield f"sd.{name}", f"{_first(one)} It has {', '.join(_members(one))}."
        elif isinstance(one, type) and issubclass(one, Exception):
            if not issubclass(one, errors.SddiagramError):
                yield f"sd.{name}", _first(one)
        elif isinstance(one, type) and hasattr(one, "__members__"):
            yield f"sd.{name}", f"{_first(one)} One of {', '.join(one.__members__)}."
        else:
            yield f"sd.{name}({_facts(one)})", _first(one)


def _members(module: ModuleType) -> list[str]:
    """The functions and classes of a module, which are of its own package."""
    return [
        name
        for name, one in vars(module).items()
        if not name.startswith("_")
        and callable(one)
        and getattr(one, "__module__", "").startswith(module.__name__)
    ]


def _facts(called: object) -> str:
    """What it takes: `title, *parts, why=`."""
    assert callable(called)
    shown = []
    for name, one in inspect.signature(called).parameters.items():
        star = "*" if one.kind is one.VAR_POSITIONAL else ""
        shown.append(f"{star}{name}{'=' if one.default is not one.empty else ''}")
    return ", ".join(shown)


def _first(documented: object) -> str:
    """The first sentence of its docstring."""
    text = inspect.getdoc(documented) or ""
    return " ".join(text.partition("\n\n")[0].split())
