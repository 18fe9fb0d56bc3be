"""`sddiagram explain`."""

from typing import Annotated

import typer


def _complete_rule(incomplete: str) -> list[str]:
    from sddiagram.review import known_rules

    return [name for name in known_rules() if name.startswith(incomplete.casefold())]


def explain(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE]",
            help="A rule of `sddiagram check`.",
            show_default="a list of all",
            autocompletion=_complete_rule,
        ),
    ] = None,
) -> None:
    """Say what a rule of the review finds, why that is bad, and what to do instead.

    Example: sddiagram explain single-point-of-failure
    """
    from sddiagram.cli.table import print_table
    from sddiagram.review import known_rules, rule_named
    from sddiagram.review.severity import SEVERITY

    if rule is None:
        rows = [
            {"rule": name, "weighs": SEVERITY[name].otherwise.value, "finds": one.title}
            for name, one in known_rules().items()
        ]
        print_table(rows, ["rule", "weighs", "finds"])
        return
    one = rule_named(rule)
    weight = SEVERITY[one.name]
    start = f"; in a first stage: {weight.at_start.value}" if weight.at_start else ""
    print(f"{one.name} ({weight.otherwise.value}{start})\n\n{one.doc}")
