"""Facts that say why they are what they are: cited, assumed, or planned for a technology."""

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.estimate import given
from sddiagram.estimate.citing import keys_in
from sddiagram.estimate.derived import Derived
from sddiagram.model.goals import in_percent
from sddiagram.model.text import clean, shown
from sddiagram.quantity import Quantity
from sddiagram.technology.planning import ASSUMED, CORE, SERVICE, plan


def cited(value: Quantity, words: str) -> Derived:
    """`value` with what it is of and the key of its source; sheets and notes say both.

    Raises `DesignError` for what is no quantity, and for words without a key in brackets.

    >>> from sddiagram.units import rps
    >>> cited(22_900 * rps, "per 8-vCPU node, at 0.35 vCPU per 1,000 rps [IST]").how
    '22,900 rps per 8-vCPU node, at 0.35 vCPU per 1,000 rps [IST]'
    """
    if not keys_in(clean(words, "What a cited value is of")):
        raise DesignError(
            f"sd.cited({shown(value)}, {words!r}) names no source; end with its key, as in [NM], "
            "or write sd.assumed(...)."
        )
    return _because(value, words)


def assumed(value: Quantity, words: str) -> Derived:
    """`value`, of which no source is known, with what it is of: the sheet lists it as assumed.

    Raises `DesignError` for what is no quantity.

    >>> from sddiagram.units import rps
    >>> assumed(1_500 * rps, "per 8-vCPU node with real logic").how
    '1,500 rps per 8-vCPU node with real logic, assumed'
    """
    return _because(value, f"{clean(words, 'What an assumed value is of')}{ASSUMED}")


def planned(technology: str, use: str = "", *, cores: int | None = None) -> Derived:
    """What one node of a technology is planned with, in one `use` of it; it knows its source.

    What is planned for one core takes the `cores` of a node.

    `planned("service")` is a stateless service with real logic. Raises `NotFoundError` where the
    table of planning values has no such row.

    >>> str(planned("Redis", "pipelined")), planned("service").how
    ('250,000 rps', '1,500 rps per node of 8 vCPU for a stateless service, assumed')
    >>> str(planned("HNSW", cores=16))
    '16,000 rps'
    """
    if technology.casefold() == SERVICE.technology:
        return assumed(SERVICE.capacity, f"per {SERVICE.node} for a stateless service")
    row = plan(technology, use)
    if row is None:
        raise NotFoundError(
            f"No planning value is known for {technology!r}{f', {use}' if use else ''}; write "
            "sd.assumed(1_500 * sd.rps, 'per node')."
        )
    value = row.capacity
    if cores is None:
        return Derived(value.value, value.dimension, value.counts, row.how)
    if row.node != CORE:
        raise DesignError(
            f"{row.technology} is planned per {row.node}, and not per core; leave cores= out."
        )
    value = given.whole("cores", cores) * value
    why = f"{value} per node of {cores} cores. {row.how}"
    return Derived(value.value, value.dimension, value.counts, why)


def _because(value: Quantity, words: str) -> Derived:
    if not isinstance(value, Quantity):
        raise DesignError(f"{shown(value)} is no quantity; write 1_500 * sd.rps or 120 * sd.usd.")
    is_part = (value.dimension, value.counts) == ((0, 0), ()) and 0 < value.value <= 1
    said = in_percent(value.value) if is_part else str(value)
    return Derived(value.value, value.dimension, value.counts, f"{said} {clean(words)}")
