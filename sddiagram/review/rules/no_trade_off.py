"""A design without a single decision.

What it finds: a final board of a design in stages in which no trade-off is told.

Why it is bad: the last five minutes are about what was passed over. A design with only advantages
was not thought through.

For example:

    users, api, cache = sd.Client("Users"), sd.Service("API"), sd.Cache("Cache", stale=60 * sd.s)
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Sell", users >> api, why="It works."),
        sd.Stage("Cache", api >> cache, why="Nine of ten requests ask for the same items."),
    )

Instead:

    users, api, cache = sd.Client("Users"), sd.Service("API"), sd.Cache("Cache", stale=60 * sd.s)
    choice = sd.TradeOff("a cache", gain="speed", cost="a minute of age", instead_of="replicas")
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Sell", users >> api, why="It works."),
        sd.Stage("Cache", api >> cache, why="Many ask for the same.", tradeoffs=[choice]),
    )

Look-alike: a sketch of one board.

    pattern = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API"))

False positives: a picture that only shows how something works.

Source: the interview guide, step 5: trade-offs.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found


def no_trade_off(design: Design) -> Iterator[Finding]:
    """A final board after stages that weighed nothing."""
    pattern = design.view.pattern
    if len(pattern.stages) < 2 or not design.is_final:
        return
    if any(stage.tradeoffs for stage in pattern.stages):
        return
    yield found(
        None,
        f"{len(pattern.stages)} stages are drawn, and 0 decisions are weighed.",
        why="The last minutes of a round are about what was passed over, and why.",
        way_out="Name three decisions with sd.TradeOff: what each gains, what it costs, and what "
        "you would have taken instead.",
        asks="What did you decide against, and when would you change your mind?",
        number="0 decisions",
    )
