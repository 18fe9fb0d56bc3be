"""Measure the pictures: ours side by side with those of D2 and elkjs, on the same cards.

Prints Markdown; what each line means is in benchmarks/README.md:

    python -m benchmarks.layout [--stages] [--each] [--rounds 3] [--alone] [DESIGN ...]
"""

import argparse
import os
import sys
import warnings
from collections.abc import Mapping, Sequence

from benchmarks.layout import d2, elk, ours
from benchmarks.layout.designs import Design, sets
from benchmarks.layout.measures import ROWS, Measures, measured, together
from benchmarks.layout.picture import Picture
from sddiagram.version import VERSION

_LEFT_OUT = {"through", "length", "worst", "worst_beyond"}


def main() -> None:
    """Lay everything out and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layout", description=__doc__)
    parser.add_argument("designs", nargs="*", help="starts of names; all designs without any")
    parser.add_argument("--stages", action="store_true", help="every stage, not the last only")
    parser.add_argument("--each", action="store_true", help="also a line per design of ours")
    parser.add_argument("--alone", action="store_true", help="without D2 and elkjs")
    parser.add_argument("--rounds", type=int, default=3, help="layouts per time (3)")
    said = parser.parse_args()
    warnings.simplefilter("ignore")
    versions = {} if said.alone else {"D2": d2.version(), "elkjs": elk.version()}
    there = [f"{name} {version}" for name, version in versions.items() if version]
    of = ", ".join([f"sddiagram {VERSION}", *there, f"Python {sys.version.split()[0]}"])
    print(f"{of}, {sys.platform}, {os.cpu_count()} cores; times are medians of {said.rounds}.")
    for name, version in versions.items():
        if version is None:
            print(f"\n{name} is missing and left out; benchmarks/README.md says how to install it.")
    for name, designs in sets(said.designs, stages=said.stages):
        columns = _columns(designs, said.rounds, {one for one in versions if versions[one]})
        stage = "every stage" if said.stages else "the last stage"
        print(f"\n### Of {name}, {stage}: {len(designs)} pictures\n")
        _side_by_side(designs, columns)
        if said.each:
            _one_by_one(designs, columns["sddiagram"])


Column = list[Measures | None]


def _columns(designs: Sequence[Design], rounds: int, peers: set[str]) -> Mapping[str, Column]:
    """The measures of each contender, in the order of the designs."""
    ours.warm(designs[0].view.pattern)
    columns = {"sddiagram": [_all(ours.drawn(design, rounds)) for design in designs]}
    if "D2" in peers:
        for engine in ("dagre", "elk"):
            columns[f"D2 {engine}"] = [_all(d2.drawn(design, engine)) for design in designs]
    if "elkjs" in peers:
        columns["elkjs"] = [_all(elk.drawn(design)) for design in designs]
    return columns


def _all(drawn: tuple[Picture, Measures] | None) -> Measures | None:
    return {**measured(drawn[0]), **drawn[1]} if drawn else None


def _side_by_side(designs: Sequence[Design], columns: Mapping[str, Column]) -> None:
    """A line per measure; a design that one contender cannot lay out is left out for all."""
    failed = {
        name: [design.name for design, one in zip(designs, column, strict=True) if one is None]
        for name, column in columns.items()
    }
    is_whole = [all(column[at] for column in columns.values()) for at in range(len(designs))]
    kept = {
        name: together([one for one, whole in zip(column, is_whole, strict=True) if one and whole])
        for name, column in columns.items()
    }
    print(f"| | | {' | '.join(columns)} |")
    print(f"| --- | --- | {' | '.join('---:' for _ in columns)} |")
    for key, row in ROWS.items():
        over = "per edge" if row.over.startswith("per ") and not row.percent else row.over
        over = "share" if row.over.startswith("per ") and row.percent else over
        print(f"| {row.name} | {over} | {' | '.join(one[key] for one in kept.values())} |")
    for name, which in failed.items():
        if which:
            print(f"\n{name} could not lay out, and the table leaves out: {', '.join(which)}.")


def _one_by_one(designs: Sequence[Design], column: Column) -> None:
    kept = [key for key in ROWS if key not in _LEFT_OUT]
    print(f"\n| | {' | '.join(ROWS[key].name.strip('. ') for key in kept)} |")
    print(f"| --- | {' | '.join('---:' for _ in kept)} |")
    for design, one in zip(designs, column, strict=True):
        if one:
            said = together([one])
            print(f"| {design.name} | {' | '.join(said[key] for key in kept)} |")


if __name__ == "__main__":
    main()
