"""Numbers that the guide names in its texts, each worked out when it is read."""

from sddiagram.errors import NotFoundError
from sddiagram.guide.facts import data, designs, models, money, queues
from sddiagram.guide.facts.naming import Fact, Facts

FACTS: Facts = {**data.FACTS, **designs.FACTS, **models.FACTS, **money.FACTS, **queues.FACTS}


def fact(name: str) -> Fact:
    """The number of this name; raises `NotFoundError` with the nearest known names."""
    if name not in FACTS:
        raise NotFoundError.among("fact of the guide", name, FACTS)
    return Fact.of(FACTS[name]())
