"""What the replicas cost a month, and what that is for each thousand requests."""

from collections.abc import Iterable, Sequence

from sddiagram.model.numbers import Cost, CostItem, Load
from sddiagram.model.traffic import Requests
from sddiagram.units import Quantity, month as a_month, usd


def cost(loads: Iterable[Load], classes: Sequence[Requests]) -> Cost:
    """The sum over all that states a cost; what states none is named."""
    items, unknown = [], []
    for load in loads:
        price = load.component.cost
        if price is None:
            unknown.append(load.component.label)
            continue
        monthly = price if price.dimension == (0, 0) else price * a_month
        total = load.instances * monthly
        how = f"{load.instances:,} x {price}" + ("" if price is monthly else " x 730 h")
        items.append(CostItem(load.component.label, total, f"{how} = {total}"))
    month = sum((item.month for item in items), 0 * usd)
    plain = [one.rate for one in classes]
    each: Quantity | None = None
    if items and plain and len({rate.counts for rate in plain}) == 1:
        each = 1_000 * month / (sum(plain[1:], plain[0]) * a_month)
    return Cost(month if items else None, each, tuple(items), tuple(unknown))
