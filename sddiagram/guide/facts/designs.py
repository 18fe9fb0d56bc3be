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
    "peak_of_payments": partial(peak, "payment-system"),
    "peak_of_features": partial(peak, "feature-store"),
    "peak_of_chat": partial(peak, "chat"),
}
