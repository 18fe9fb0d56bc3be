"""What the replicas cost per month, and what that is for each thousand requests."""

from collections.abc import Iterable, Mapping, Sequence

from sddiagram.estimate.rates import Rates
from sddiagram.model.component import Component, Family
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
    rates = [one.rate for one in classes]
    plain = [rate for rate in rates if not rate.counts] or rates
    each: Quantity | None = None
    if items and plain and len({rate.counts for rate in plain}) == 1:
        each = 1_000 * month / (sum(plain[1:], plain[0]) * a_month)
    return Cost(month if items else None, each, tuple(items), tuple(unknown))


def averages(
    classes: Sequence[Requests], found: Rates, there: Mapping[str, Component]
) -> dict[str, float]:
    """How many of each thing a second the design is paid for: what enters, and what it answers.

    Of users it is how many there are in a month, by whose rate the classes are said.
    """
    counted: dict[str, float] = {}
    for one in classes:
        for name, _ in one.rate.counts:
            counted[name] = counted.get(name, 0.0) + one.rate.value
    by_id = {one.id: one for one in classes}
    given: dict[str, float] = {}
    for arrow, flow in found.carried.items():
        each = arrow.link.costs
        is_last = there[arrow.target].kind.family is Family.CLIENT
        if not (arrow.link.verb.is_answer and is_last and isinstance(each, Quantity)):
            continue
        for name, _ in each.counts:
            average = sum(rate / by_id[id].peak for id, rate in flow.items())
            given[name] = given.get(name, 0.0) + each.value * average
    users = max((one.users or 0.0 for one in classes), default=0.0)
    monthly = {"user": users / a_month.value} if users else {}
    return {**monthly, **given, **counted}
