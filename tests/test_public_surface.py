"""The vocabulary: what `import sddiagram as sd` offers, all of it on purpose."""

import inspect
from enum import EnumType
from pathlib import Path
from types import ModuleType

import pytest

import sddiagram as sd
from sddiagram import errors, kinds, links
from sddiagram.model.flow import Verb
from sddiagram.render.board.verbs import VERBS

GOLDEN = Path(__file__).parent / "golden" / "public-surface.txt"


WORDS: list[str] = getattr(sd, "__all__")  # noqa: B009 - type checkers must not see it


def kind_names() -> set[str]:
    return {name for name, value in vars(kinds).items() if isinstance(value, sd.Kind)}


def described(name: str) -> str:
    """A line for the golden file: the name, and how it is called."""
    value = getattr(sd, name)
    if isinstance(value, ModuleType):
        return f"{name}: module"
    if isinstance(value, sd.Quantity):
        return f"{name}: {value}"
    if isinstance(value, EnumType):
        return f"{name}: {', '.join(value.__members__)}"
    if inspect.isclass(value) and issubclass(value, Exception):
        return f"{name}({value.__bases__[0].__name__})"
    # Python 3.13 alone says where pathlib keeps its classes.
    return f"{name}{inspect.signature(value)}".replace("pathlib._local.", "pathlib.")


def test_the_vocabulary_is_sorted() -> None:
    assert list(WORDS) == sorted(set(WORDS))


def test_every_word_of_the_vocabulary_is_there() -> None:
    assert [name for name in WORDS if not hasattr(sd, name)] == []


def test_nothing_public_is_left_out_of_the_vocabulary() -> None:
    public = {
        name
        for name, value in vars(sd).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public - set(WORDS) == set()


def test_every_kind_of_the_table_is_a_word() -> None:
    assert kind_names() - set(WORDS) == set()


def test_every_verb_is_a_word() -> None:
    rows = {name for name, value in vars(links).items() if isinstance(value, Verb)}
    assert {verb.name for verb in VERBS} == rows - {"_CALLS"} == rows & set(WORDS)


def test_every_refusal_is_a_word() -> None:
    refusals = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }
    assert refusals - set(WORDS) == set()


@pytest.mark.parametrize("name", sorted(set(WORDS) - kind_names()))
def test_every_word_says_what_it_means(name: str) -> None:
    assert inspect.getdoc(getattr(sd, name))


@pytest.mark.parametrize("name", sorted(kind_names()))
def test_every_kind_says_what_it_is_for(name: str) -> None:
    kind = getattr(sd, name)
    assert kind.noun == name and kind.meaning


def test_a_change_of_the_vocabulary_is_meant() -> None:
    """When it is: put what this test shows into the golden file, and say so in CHANGELOG.md."""
    surface = [described(name) for name in WORDS if name not in kind_names()]
    assert surface == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_render_stays_a_function_when_its_package_is_imported() -> None:
    import sddiagram.render.board.picture  # noqa: F401

    assert callable(sd.render)
