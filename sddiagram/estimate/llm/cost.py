"""What tokens cost."""

from sddiagram.estimate import given
from sddiagram.estimate.derived import Derived, brief
from sddiagram.quantity import Quantity
from sddiagram.technology.prices import per_month
from sddiagram.units import s, tokens as token, usd


def cost_per_million_tokens(cost: Quantity, output: Quantity) -> Derived:
    """Dollars per million output tokens, of a fleet that costs `cost` (dollars per time).

    `output` is what it puts out on average, in tokens per second. Raises `DesignError` for what
    is not above 0.
    """
    given.quantity("cost", cost, 5_000 * per_month)
    given.quantity("output", output, 1_000 * token / s)
    dollars = float(cost / output * (1e6 * token) / usd)
    return Derived.of(
        dollars * usd,
        f"${float(cost / per_month):,.0f} per month / ({brief(output)} x 730 h) x 1M",
        f"${dollars:,.2f}",
    )
