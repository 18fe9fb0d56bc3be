"""The designs that are laid out: sets of patterns, and what each asks of a layout."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sddiagram.errors import SddiagramError
from sddiagram.library import entries, load
from sddiagram.model.flow import Arrow
from sddiagram.model.pattern import Pattern, View
from sddiagram.render.layout import layout

_CASES = Path(__file__).parent.parent.parent / "tests" / "cases"
_SETS = {
    "the built-in designs": [],
    "designs of others": ["r[2-7]_*.py"],
    "designs of our own": ["w4_shared/patterns/shop.py", "designs/*.py"],
    "layout cases": ["a*.py", "e02*.py", "f*.py", "k*.py", "l02*.py"],
}


@dataclass(frozen=True, slots=True)
class Design:
    """One view to be laid out."""

    name: str
    view: View
    main: frozenset[Arrow]
    """The arrows of the main path."""
    is_narrow: bool
    """Whether we draw the cards narrow: everybody then does."""


def sets(only: Sequence[str], *, stages: bool) -> Iterator[tuple[str, list[Design]]]:
    """Each set with its designs, those whose names start with one of `only` if there are any.

    What is refused when it is loaded is a case of another kind, and left out.
    """
    for name, globs in _SETS.items():
        paths = [path for glob in globs for path in sorted(_CASES.glob(glob))]
        paths = paths or [entry.path for entry in entries()]
        found: list[Design] = []
        for path in paths:
            if only and not path.stem.replace("_", "-").startswith(tuple(only)):
                continue
            try:
                pattern = load(path)
            except SddiagramError:
                continue
            found += _designs(pattern, stages=stages)
        if found:
            yield name, found


def _designs(pattern: Pattern, *, stages: bool) -> Iterator[Design]:
    views = pattern.views if stages else pattern.views[-1:]
    is_narrow = layout(pattern).is_narrow
    for view in views:
        suffix = f" {view.number}" if stages and len(pattern.views) > 1 else ""
        yield Design(f"{pattern.name}{suffix}", view, _main(pattern), is_narrow)


def _main(pattern: Pattern) -> frozenset[Arrow]:
    from sddiagram.render.layout.orthogonal import main_path
    from sddiagram.render.layout.plan import plan_of

    plan = plan_of(pattern)
    main: Mapping[str, None] = main_path(pattern, plan)
    return frozenset(arrow for arrow, line in plan.line_of.items() if line.id in main)
