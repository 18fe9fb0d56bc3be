"""A design that costs more than the brief allows.

What it finds: a cost goal of the brief that the costs of the parts exceed.

Why it is bad: a design that the business cannot pay for is not a solution, however fast it is.

For example:

    opens = sd.Requests("open", 10_000 * sd.rps)
    api = sd.Service("API", capacity=1_000 * sd.rps, cost=120 * sd.usd)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api,
        brief=sd.Brief("Open.", constraints=[("Budget?", sd.costs_at_most(1_000 * sd.usd))]),
    )

Instead:

    opens = sd.Requests("open", 10_000 * sd.rps)
    cdn = sd.CDN("CDN", caches=opens, hit_ratio=0.98, cost=500 * sd.usd)
    api = sd.Service("API", capacity=1_000 * sd.rps, cost=120 * sd.usd)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> cdn >> api,
        brief=sd.Brief("Open.", constraints=[("Budget?", sd.costs_at_most(1_000 * sd.usd))]),
    )

Look-alike: the same fleet under a brief that can pay for it.

    opens = sd.Requests("open", 10_000 * sd.rps)
    api = sd.Service("API", capacity=1_000 * sd.rps, cost=120 * sd.usd)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api,
        brief=sd.Brief("Open.", constraints=[("Budget?", sd.costs_at_most(9_000 * sd.usd))]),
    )

False positives: list prices, where a contract asks for less; state the price that you pay.

Source: the brief itself, and the prices that the parts state.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.goals import Of
from sddiagram.review.asked import missed
from sddiagram.review.design import Design, found


def over_budget(design: Design) -> Iterator[Finding]:
    """Cost goals that are missed, with the most expensive part."""
    items = sorted(design.numbers.cost.items, key=lambda one: -one.month.value)
    most = f" {items[0].label} is {items[0].month} of it per month." if items else ""
    for one in missed(design, Of.COST):
        yield found(
            None,
            f"The brief asks “{one.question}”: {one.answer} It is missed: {one.how}.{most}",
            why="A design that nobody can pay for is not a solution.",
            way_out="Start with the most expensive part: cache before it, make it smaller, buy it "
            "for longer, or give up what it was bought for.",
            asks="What would you cut first, and what would users lose?",
            number=one.how,
        )
