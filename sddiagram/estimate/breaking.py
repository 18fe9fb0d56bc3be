"""What breaks first, in a sentence."""

from sddiagram.estimate.derived import glance
from sddiagram.model.numbers import Load, Numbers


def full_at(load: Load) -> str:
    """At which load a component is full, or how far it is beyond that."""
    at = load.breaks_at or 0.0
    if at < 1:
        return f"asked {_times(1 / at)} times what it carries"
    return f"full at {_times(at)} times the load"


def at_a_glance(numbers: Numbers) -> str:
    """What is asked, what enters, and what breaks first, to be read beside a picture.

    >>> import sddiagram as sd
    >>> users = sd.Client("Users", sends=sd.Requests("open", 100 * sd.rps))
    >>> shop = sd.Pattern("Shop", users >> sd.Service("API", capacity=200 * sd.rps))
    >>> print(at_a_glance(sd.estimate(shop)))
    At the peak, 300 rps. First to break: API, full at 3 times the load.
    """
    what_if = f"What if: {'; '.join(numbers.what_if)}. " if numbers.what_if else ""
    return f"{what_if}{breaking(numbers)}"


def breaking(numbers: Numbers) -> str:
    """What enters and what breaks first, or has, in two sentences."""
    first, *rest = numbers.breaks_first or [None]
    said = f"At the peak, {glance(numbers.peak)}."
    if first is None:
        return said
    beyond = [load.component.label for load in rest if load and (load.breaks_at or 0) < 1]
    then = f"; then {', '.join(beyond[:3])}" if beyond else ""
    more = f" and {len(beyond) - 3} more" if len(beyond) > 3 else ""
    return f"{said} First to break: {first.component.label}, {full_at(first)}{then}{more}."


def _times(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"
