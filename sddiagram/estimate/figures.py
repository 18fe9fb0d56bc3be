"""The figures of a pattern, as they follow from the numbers of one board, also under a what-if."""

from dataclasses import dataclass

from sddiagram.errors import SddiagramError
from sddiagram.estimate.telling import figure_told
from sddiagram.model.numbers import Numbers
from sddiagram.model.pattern import View


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is printed; `value` is None where it does not follow, and `how` says why."""

    label: str
    value: str | None
    how: str


def figures(view: View, found: Numbers) -> tuple[Shown, ...]:
    """The figures of the final board; other boards lack what they quote.

    One that does not follow, since what it quotes has failed or is asked too much, says so.
    """
    if view.number < len(view.pattern.stages):
        return ()
    rows = []
    for figure in view.pattern.figures:
        try:
            one = figure_told(figure, found)
            rows.append(Shown(one.label, str(one), str(one.derivation)))
        except SddiagramError as error:
            rows.append(Shown(figure.label, None, str(error)))
    return tuple(rows)
