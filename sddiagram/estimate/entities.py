"""The data model: each entity with its key, fields, size and number, and where it is kept."""

from dataclasses import dataclass

from sddiagram.estimate.board import numbers
from sddiagram.estimate.traffic import people
from sddiagram.model.pattern import Pattern
from sddiagram.model.traffic import Records
from sddiagram.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as it is told: `kept` says how many there are, `total` is the size of one copy."""

    name: str
    key: str
    fields: str
    size: Quantity
    kept: str
    total: Quantity
    stores: tuple[str, ...]
    """The labels of the components that hold it in the end."""


def entities(pattern: Pattern) -> tuple[Entity, ...]:
    """Those that `pattern` names as its data, then those that its stores hold in the end."""
    view = pattern.view()
    rates = {one.requests.id: one.requests.rate for one in numbers(view).traffic}
    stores: dict[str, list[str]] = {}
    named = {one.id: one for one in pattern.data}
    for component in view.components:
        for held in component.holds:
            if isinstance(held, Records):
                named.setdefault(held.id, held)
                stores.setdefault(held.id, []).append(component.label)
    return tuple(_entity(one, rates, stores.get(one.id, [])) for one in named.values())


def _entity(records: Records, rates: dict[str, Quantity], stores: list[str]) -> Entity:
    if records.count is not None:
        number, kept = records.count, people(records.count)
    else:
        assert records.of is not None
        assert records.keep is not None
        number = rates.get(records.of.id, records.of.rate).value * records.keep.value
        kept = f"{people(number)} in {records.keep}"
    total = number * records.overhead * records.size
    return Entity(
        records.name, records.key, records.fields, records.size, kept, total, tuple(stores)
    )
