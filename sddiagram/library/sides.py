"""One side of a comparison, as a command line names it: a name, a file, a stage, a revision."""

import re
from pathlib import Path

from sddiagram.errors import DesignError
from sddiagram.library import load, read, sketched
from sddiagram.library.naming import find, name_of
from sddiagram.model.pattern import Pattern, View
from sddiagram.sketch import SUFFIXES

_STAGED = re.compile(r"(?P<name>.+)@(?P<stage>\d+)")
_REVISED = re.compile(r"(?P<revision>[^:]{2,}):(?P<path>.+)")
"""Of two letters at least: one letter is a drive of Windows."""


def side(said: str) -> View:
    """The board that `said` means: `rag`, `rag@2`, `my/rag.py`, `HEAD~1:patterns/rag.py@2`.

    Without a stage it is the final board. Raises as `load` does, and `DesignError` for a stage that
    is not there.
    """
    staged = None if Path(said).exists() else _STAGED.fullmatch(said)
    name, stage = (staged["name"], int(staged["stage"])) if staged else (said, None)
    revised = None if Path(name).exists() else _REVISED.fullmatch(name)
    pattern = at(revised["revision"], revised["path"]) if revised else load(name)
    return pattern.view(stage)


def at(revision: str, name: str) -> Pattern:
    """The pattern in the file `name` as it was at `revision`.

    What the file imports from beside it is as it is now. Raises as `load` and `text_at` do.
    """
    from sddiagram.library.revision import text_at

    path = Path(name)
    if path.suffix in SUFFIXES:
        return sketched(text_at(revision, path), path)
    if path.suffix != ".py":
        path = find(name)
        if path.is_absolute():
            raise DesignError(
                f"{revision}:{name} is a built-in pattern, which your repository does not have; "
                "name a file of it, such as HEAD~1:patterns/shop.py."
            )
    return read(text_at(revision, path), name_of(path), path)
