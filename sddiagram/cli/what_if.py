"""What a command line asks of a design: another load, a failure, another fact."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sddiagram.errors import DesignError, NotFoundError

if TYPE_CHECKING:
    from sddiagram.model.component import Component
    from sddiagram.model.pattern import Pattern
    from sddiagram.model.traffic import Requests

_LOAD = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]?", re.IGNORECASE)
_FACT = re.compile(r"(?P<name>.+)\.(?P<fact>[a-z_]+)\s*=\s*(?P<value>.+)")
_VALUE = re.compile(r"(?P<number>[\d_,]*\.?\d+)\s*(?P<unit>\S*)")
_COMPONENT_FACTS = (
    "replicas", "capacity", "hit_ratio", "stale", "copies", "node", "zones", "availability", "cost",
)  # fmt: skip
_REQUEST_FACTS = ("rate", "peak", "users")

Load = Annotated[str, typer.Option("--load", metavar="10x", help="At so many times the load.")]
Fail = Annotated[
    list[str] | None,
    typer.Option("--fail", metavar="NAME", help="Without this component; repeatable."),
]
ZoneLost = Annotated[bool, typer.Option("--zone-lost", help="With the replicas of one zone gone.")]
Facts = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME.FACT=VALUE", help="With another fact; repeatable."),
]


def asked(
    pattern: "Pattern", *, load: str, fail: Sequence[str], zone: bool, facts: Sequence[str]
) -> "Pattern":
    """`pattern` as the options of a command change it: facts, then load, failures, a lost zone.

    Raises `DesignError` for an option that makes no sense, `NotFoundError` for an unknown name.
    """
    from sddiagram.estimate.what_if import changed, scaled, without, zone_lost

    for said in facts:
        pattern = changed(pattern, _with_fact(pattern, said))
    read = _LOAD.fullmatch(load.strip())
    if not read or not float(read[1]):
        raise DesignError(f"--load {load}: give how many times the load, such as 10x.")
    pattern = scaled(pattern, float(read[1]))
    for name in fail:
        pattern = without(pattern, _component(pattern, name, "--fail"))
    return zone_lost(pattern) if zone else pattern


def _with_fact(pattern: "Pattern", said: str) -> "Component | Requests":
    """The component, or the class of requests, with the fact that `--set` says."""
    from dataclasses import replace

    from sddiagram.model.text import identity

    read = _FACT.fullmatch(said.strip())
    if not read:
        raise DesignError(f'--set {said}: write NAME.FACT=VALUE, such as "API.replicas=8".')
    name, fact, value = read["name"], read["fact"], _value(said, read["value"].strip())
    there = [one for board in pattern.boards for one in board.components]
    sent = {one.id: one for component in there for one in component.sends}
    if fact in _REQUEST_FACTS and (requests := sent.get(identity(name))):
        return replace(requests, **{fact: value})  # type: ignore[arg-type]
    component = _component(pattern, name, "--set")
    if fact not in _COMPONENT_FACTS:
        raise NotFoundError.among("fact", fact, [*_COMPONENT_FACTS, *_REQUEST_FACTS])
    return component.but(**{fact: value})  # type: ignore[arg-type]


def _component(pattern: "Pattern", name: str, option: str) -> "Component":
    from sddiagram.model.text import identity

    there = {one.id: one for board in pattern.boards for one in board.components}
    try:
        return there[identity(name)]
    except KeyError:
        labels = [one.label for one in there.values()]
        raise NotFoundError.among(
            "component", name, labels, f"It is named after {option}."
        ) from None


def _value(said: str, text: str) -> object:
    """A number, or a number with a unit: `8`, `0.9`, `90%`, `2000 rps`, `2 TB`."""
    from sddiagram import units
    from sddiagram.quantity import Quantity

    read = _VALUE.fullmatch(text.removeprefix("$"))
    if not read:
        raise DesignError(f"--set {said}: {text!r} is no number; give one, such as 8 or 2 TB.")
    number = float(read["number"].replace(",", "").replace("_", ""))
    whole = int(number) if number.is_integer() else number
    unit = read["unit"]
    if text.startswith("$"):
        return number * units.usd
    if unit == "%":
        return number / 100
    if not unit:
        return whole
    known = {name: one for name, one in vars(units).items() if isinstance(one, Quantity)}
    for one in unit.split("/"):
        if one not in known:
            raise NotFoundError.among("unit", one, known, "See `sddiagram units`.")
    first, *rest = (known[one] for one in unit.split("/"))
    for divisor in rest:
        first = first / divisor
    return number * first
