"""`sddiagram check`."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sddiagram.cli.names import complete_pattern

if TYPE_CHECKING:
    from sddiagram.finding import Finding
    from sddiagram.model.pattern import Pattern, View

    Board = tuple[str, str, list[Finding]]
    """What a board is called, its file, and what was found on it."""


def check(
    patterns: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME|FILE...",
            help="Patterns, by name or file, or folders of them.",
            autocompletion=complete_pattern,
        ),
    ],
    stage: Annotated[
        str, typer.Option("--stage", help="After this stage, from 1, all, or final.")
    ] = "final",
    as_json: Annotated[bool, typer.Option("--json", help="A list, for scripts.")] = False,
    github: Annotated[
        bool, typer.Option("--github", help="Annotations on the lines of a pull request.")
    ] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="SARIF 2.1.0, for code scanning.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
) -> None:
    """Review designs as an interviewer would; ends with 1 where there is an error.

    Example: sddiagram check scalable-api, or sddiagram check patterns/shop.py --github
    """
    from sddiagram.errors import DesignError
    from sddiagram.finding import Severity

    if as_json + github + sarif > 1:
        raise DesignError("--json, --github and --sarif are three forms; give one of them.")
    found = list(_reviewed(patterns, stage))
    findings = [one for _, _, many in found for one in many]
    if as_json:
        from sddiagram.cli.table import print_json
        from sddiagram.review.forms import as_rows

        print_json(as_rows(findings))
    elif github:
        from sddiagram.review.forms import as_annotations

        for line in as_annotations(findings):
            print(line)
    elif sarif:
        import json

        from sddiagram.review.sarif import as_sarif

        print(json.dumps(as_sarif(findings), ensure_ascii=False, indent=2))
    else:
        _print(found)
    worst = {one.severity for one in findings if not one.accepted}
    if Severity.ERROR in worst or (strict and Severity.WARNING in worst):
        raise typer.Exit(1)


def _reviewed(names: Sequence[str], stage: str) -> "Iterator[Board]":
    from sddiagram.cli.names import files_named
    from sddiagram.library import load
    from sddiagram.library.places import shown_path
    from sddiagram.review import review
    from sddiagram.review.places import placed
    from sddiagram.sketch import SUFFIXES

    for name in names:
        files, in_folder = files_named(name)
        for path in files:
            pattern = load(path if in_folder else name)
            file = shown_path(path)
            for view in _views(pattern, stage):
                several = len(pattern.stages) > 1
                title = f", stage {view.number}: {view.stage.title}" if several else ""
                findings = review(view)
                # A sketch has no lines of Python that they could stand in.
                is_python = path.suffix not in SUFFIXES
                said = placed(findings, pattern, file) if is_python else [*findings]
                yield pattern.title + title, file, said


def _views(pattern: "Pattern", stage: str) -> "Sequence[View]":
    from sddiagram.errors import DesignError

    if stage == "all":
        return pattern.views
    if stage != "final" and not (stage.isascii() and stage.isdigit()):
        raise DesignError(
            f"--stage {stage}: give all, final, or a number from 1 to {len(pattern.stages)}."
        )
    return [pattern.view(None if stage == "final" else int(stage))]


def _print(found: "Sequence[Board]") -> None:
    from sddiagram.cli.findings import counted, print_findings

    for index, (title, file, findings) in enumerate(found):
        print(f"{'' if index == 0 else chr(10)}{title}: {counted(findings)}.")
        print_findings(findings, file, sys.stdout)
