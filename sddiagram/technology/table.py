"""The table of technologies, area by area, and how a name is looked up in it."""

from functools import cache

from sddiagram.technology import (
    analytics,
    code,
    compute,
    databases,
    edge,
    llm,
    messaging,
    ml,
    operations,
    products,
    retrieval,
    storage,
)
from sddiagram.technology.row import Technology, key

AREAS: dict[str, tuple[Technology, ...]] = {
    "databases": databases.ROWS,
    "storage": storage.ROWS,
    "analytics": analytics.ROWS,
    "messaging": messaging.ROWS,
    "machine learning": ml.ROWS,
    "language models": llm.ROWS,
    "retrieval": retrieval.ROWS,
    "edge and network": edge.ROWS,
    "compute": compute.ROWS,
    "languages and protocols": code.ROWS,
    "operations": operations.ROWS,
    "products": products.ROWS,
}
"""What belongs together, under the name that `sddiagram technologies` shows."""

TECHNOLOGIES = tuple(row for rows in AREAS.values() for row in rows)

_VENDORS = {
    "AWS": ("aws", "amazon"),
    "Google": ("google", "gcp", "google cloud"),
    "Microsoft": ("microsoft", "azure", "microsoft azure"),
}
"""Vendors that people call by several names."""


def vendor_names(row: Technology) -> tuple[str, ...]:
    """What may stand before the names of `row`."""
    return _VENDORS.get(row.vendor, (row.vendor.casefold(),) if row.vendor else ())


@cache
def by_key() -> dict[str, Technology]:
    """The rows by their names, and by their names with the vendor in front."""
    vendored = {
        key(f"{vendor} {name}"): row
        for row in TECHNOLOGIES
        for vendor in vendor_names(row)
        for name in row.names
    }
    return vendored | {key(name): row for row in TECHNOLOGIES for name in row.names}
