"""The page of numbers: every row is worked out from the tables of planning and the estimates."""

from sddiagram.guide.items import Item
from sddiagram.guide.numbers import formulas, machines, models


def items() -> tuple[Item, ...]:
    """The tables, from the smallest times to the formulas."""
    return (*machines.items(), *models.items(), *formulas.items())
