"""What every test stands on."""

import warnings
from collections.abc import Iterator, Sequence
from shutil import which

import pytest

from sddiagram.model.direction import Direction
from sddiagram.model.pattern import Pattern
from sddiagram.render import layout as layouts
from sddiagram.render.layout import Layout

collect_ignore = ["typing", "cases"]
"""Mistakes on purpose; test_typing.py has mypy read them, test_mistakes.py the library."""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Skip what needs a system Graphviz where there is none."""
    if which("dot"):
        return
    skip = pytest.mark.skip(reason="no system `dot` on PATH")
    for item in items:
        if item.get_closest_marker("exe"):
            item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def each_file_is_laid_out_once() -> Iterator[None]:
    """A layout follows from its pattern alone, and hundreds of tests draw the same ones."""
    known: dict[tuple[Pattern, Direction, str], Layout] = {}
    worked_out = layouts.layout

    def once(
        pattern: Pattern, direction: Direction = Direction.AUTO, engine: str = "auto"
    ) -> Layout:
        asked = pattern, direction, engine
        if asked in known:
            return known[asked]
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            found = worked_out(pattern, direction, engine)
        for one in told:
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
        if pattern.source and not told:
            known[asked] = found
        return found

    layouts.layout = once
    yield
    layouts.layout = worked_out
