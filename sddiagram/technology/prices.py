"""What things cost: list prices for estimates, each with its source, or assumed."""

from dataclasses import dataclass

from sddiagram.errors import NotFoundError
from sddiagram.quantity import Quantity
from sddiagram.technology.sources import Source, source
from sddiagram.units import GB, hours, month, usd

per_month = usd / month
"""A dollar per month."""


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one `item`: dollars per time, or dollars per byte and time, or per byte.

    `key` names its source; without one it is assumed.
    """

    item: str
    price: Quantity
    key: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no source stands behind it."""
        return not self.key

    @property
    def source(self) -> Source | None:
        """Where it was read."""
        return source(self.key) if self.key else None


def price(item: str) -> Price:
    """The price of `item`, such as "vCPU" or "H100 on demand".

    Raises `NotFoundError` for an item without a price.
    """
    for row in PRICES:
        if row.item.casefold() == item.strip().casefold():
            return row
    raise NotFoundError.among("price", item, (row.item for row in PRICES))


PRICES = (
    Price("vCPU", 15 * per_month, "NM"),
    Price("memory", 2 * per_month / GB, "NM"),
    Price("SSD", 0.2 * per_month / GB, "NM"),
    Price("object storage", 0.02 * per_month / GB, "NM"),
    Price("H100 on demand", 5_000 * per_month, "NM"),
    Price("H100 for 1 year", 3_000 * per_month, "NM"),
    Price("H100 for 3 years", 1_500 * per_month),
    Price("H100 spot", 2 * usd / hours, "NM"),
    Price("egress", 0.10 * usd / GB, "NM"),
    Price("CDN", 0.05 * usd / GB, "NM"),
    Price("between zones", 0.01 * usd / GB, "NM"),
    Price("logs", 0.5 * usd / GB, "NM"),
    Price("A100 40 GB", 2_700 * per_month),
    Price("A10", 750 * per_month),
    Price("node of 8 vCPU", 120 * per_month),
    Price("managed memory", 11 * per_month / GB),
)
"""The prices; one node of 8 vCPU is 8 vCPU at $15."""
