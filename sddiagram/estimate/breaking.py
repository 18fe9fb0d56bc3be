"""What breaks first, in a sentence."""

from sddiagram.estimate.derived import glance
from sddiagram.estimate.fullness import Break, breaks_first
from sddiagram.model.numbers import Numbers
from sddiagram.model.text import few


def said_of(one: Break) -> str:
    """At which load a component is full, or how far it is beyond that."""
    if one.by_size:
        full = "keeps more than its nodes hold"
        return f"its nodes full at {_times(one.at)} times the load" if one.at >= 1 else full
    if one.at < 1:
        return f"loaded with {_times(1 / one.at)} times its capacity"
    return f"full at {_times(one.at)} times the load"


def at_a_glance(numbers: Numbers) -> str:
    """What is asked, what enters, and what breaks first, to be read beside a picture.

    >>> import sddiagram as sd
    >>> users = sd.Client("Users", sends=sd.Requests("open", 100 * sd.rps))
    >>> shop = sd.Pattern("Shop", users >> sd.Service("API", capacity=200 * sd.rps))
    >>> print(at_a_glance(sd.estimate(shop)))
    At the peak, 300 rps. First to break: API, full at 2.7 times the load.
    """
    what_if = f"What if: {'; '.join(numbers.what_if)}. " if numbers.what_if else ""
    return f"{what_if}{breaking(numbers)}"


def breaking(numbers: Numbers) -> str:
    """What enters and what breaks first, or has, in two sentences."""
    found = breaks_first(numbers)
    said = f"At the peak, {glance(numbers.peak)}."
    if not found:
        return said
    first, *rest = found
    beyond = [one.load.component.label for one in rest if one.at < 1]
    then = f"; then {few(beyond, 3)}" if beyond else ""
    return f"{said} First to break: {first.load.component.label}, {said_of(first)}{then}."


def _times(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"
