"""Numbers of the built-in patterns, from their own facts."""

from functools import cache, partial

from sddiagram.errors import NotFoundError
from sddiagram.estimate.derived import Derived
from sddiagram.guide.facts.naming import Facts
from sddiagram.model.numbers import Numbers


def peak(name: str) -> Derived:
    """The requests per second that enter the built-in pattern of this name at its peak."""
    said = f"all that enters at the peak: `sddiagram estimate {name}`"
    return Derived.of(_numbers(name).peak, said)


def cost(name: str) -> Derived:
    """What the parts of the built-in pattern of this name cost that state a cost.

    Raises `LookupError` when none of them states one.
    """
    month = _numbers(name).cost.month
    if month is None:
        raise LookupError(f"{name} states no cost.")
    said = f"the parts that state a cost: `sddiagram estimate {name}`"
    return Derived.of(month, said, f"${month.value:,.0f} per month")


@cache
def _numbers(name: str) -> Numbers:
    """The numbers of a pattern that ships with the package; a user's own file is never run."""
    from sddiagram import library
    from sddiagram.estimate import estimate

    for entry in library.built_in():
        if entry.name == name:
            return estimate(library.load(entry.path))
    raise NotFoundError.among("built-in pattern", name, (one.name for one in library.built_in()))


FACTS: Facts = {
    "peak_of_scalable_api": partial(peak, "scalable-api"),
    "peak_of_payments": partial(peak, "payment-system"),
    "peak_of_features": partial(peak, "feature-store"),
    "peak_of_chat": partial(peak, "chat"),
    "cost_of_scalable_api": partial(cost, "scalable-api"),
    "cost_of_ml_serving": partial(cost, "ml-serving"),
}
