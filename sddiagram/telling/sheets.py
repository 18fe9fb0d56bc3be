"""The sheet of numbers in notes: a table and lists of sentences, in the words of the terminal."""

from collections.abc import Callable, Sequence

from sddiagram.estimate import spoken
from sddiagram.estimate.board import numbers
from sddiagram.estimate.grounds import grounds
from sddiagram.estimate.growth import growth
from sddiagram.model.pattern import Pattern, View
from sddiagram.render.chart import chart

Sheet = dict[str, object]
Put = Callable[[str, bytes], str]
"""Takes a file's name and its bytes, and says where it is."""


def sheets(pattern: Pattern, theme: str, put: Put, *, stages: bool) -> dict[str, object]:
    """What a template is given of a pattern's numbers: `sheet`, `chart`, and `stage_sheets`.

    `pattern` is as its author wrote it, its replicas still to be derived. `put` takes the name and
    the bytes of the chart, and says where it is. With `stages` each stage has its sheet too.
    """
    sheet, found = sheet_of(pattern.view()), growth(pattern)
    is_drawn = sheet is not None and found is not None
    return {
        "sheet": sheet,
        "chart": put(chart_name(pattern), chart(found, theme)) if is_drawn and found else "",
        "stage_sheets": {view.number: sheet_of(view) for view in pattern.views} if stages else {},
    }


def chart_name(pattern: Pattern) -> str:
    """The file of the chart."""
    return f"{pattern.name}-scale.svg"


def sheet_of(view: View) -> Sheet | None:
    """The numbers of one board as a template shows them; None where its author states none."""
    found = numbers(view)
    if not spoken.has_numbers(found):
        return None
    stands_on = grounds(view, found)
    missing = spoken.not_assessed(found)
    lists: dict[str, Sequence[str]] = {
        "What comes in": spoken.traffic(found),
        "How the replicas follow": spoken.replicas(found),
        "Bandwidth": spoken.bandwidth(view, found),
        "What is held": spoken.storage(view, found),
        "Time to an answer": spoken.times(found),
        "Availability": spoken.availability(found),
        "Staleness, at most": spoken.staleness(found),
        "Cost": spoken.cost(found),
        "What breaks first": [*spoken.breaking(found), *([missing] if missing else [])],
        "Asked in the brief": spoken.requirements(found),
        "Cited": stands_on.cited,
        "Assumed": stands_on.assumed,
    }
    return {
        "heads": list(spoken.HEADS),
        "rows": [list(spoken.cells(load)) for load in found],
        "first": next(iter(spoken.breaking(found)), ""),
        "lists": [(title, lines) for title, lines in lists.items() if lines],
    }
