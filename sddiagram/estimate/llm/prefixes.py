"""What a cache of prompts' beginnings takes in memory, and for how long a memory keeps them."""

from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, brief
from sddiagram.quantity import Quantity
from sddiagram.units import TB, B, minutes, rps, tokens as token


def prefix_memory(rate: Quantity, prompt: float, kv_per_token: Quantity, keep: Quantity) -> Derived:
    """The memory that keeps the `prompt` tokens of every request for the time `keep`.

    An upper bound, for the turns of one conversation share their beginning. Raises `DesignError`
    for what is not above 0.
    """
    each = _of_one(rate, prompt, kv_per_token)
    given.quantity("keep", keep, 10 * minutes)
    return Derived.of(
        rate * keep * each,
        f"{brief(rate)} x {keep} x {prompt:,g} tokens x {kv_per_token.value / 1024:g} KiB",
    )


def prefixes_kept_for(
    memory: Quantity, rate: Quantity, prompt: float, kv_per_token: Quantity
) -> Derived:
    """How long `memory` keeps the `prompt` tokens of every request: only what returns sooner hits.

    Raises `DesignError` for what is not above 0.
    """
    each = _of_one(rate, prompt, kv_per_token)
    given.quantity("memory", memory, 5 * TB)
    return Derived.of(
        memory / (rate * each),
        f"{memory} / ({brief(rate)} x {prompt:,g} tokens x {kv_per_token.value / 1024:g} KiB)",
    )


def _of_one(rate: Quantity, prompt: float, kv_per_token: Quantity) -> Quantity:
    """The keys and values of one prompt."""
    given.quantity("rate", rate, 100 * rps)
    given.number("prompt", prompt)
    given.quantity("kv_per_token", kv_per_token, 131_072 * B / token)
    return prompt * token * kv_per_token
