"""The numbers of a board, or why none follow: a review goes on without them."""

from sddiagram.errors import DesignError
from sddiagram.estimate.board import numbers
from sddiagram.model.numbers import Cost, Numbers
from sddiagram.model.pattern import View


def numbers_of(view: View) -> tuple[Numbers, str]:
    """What follows from the facts of `view`; or nothing at all, and why."""
    try:
        return numbers(view), ""
    except DesignError as error:
        nothing = Cost(None, None, (), ())
        title = view.pattern.title
        return Numbers(title, view.number, (), (), {}, {}, {}, {}, (), nothing, ()), str(error)
