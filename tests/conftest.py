"""What every test stands on."""

from collections.abc import Sequence
from shutil import which

import pytest

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
