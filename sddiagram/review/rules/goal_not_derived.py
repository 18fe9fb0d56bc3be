"""A goal of the brief of which no fact says whether it is met.

What it finds: an answer in the brief that is a goal (a latency, an availability, a staleness, a
cost), while a component on its way states nothing of it.

Why it is bad: it was asked for, written down, and then forgotten. Nobody can say whether the design
does what it is for.

For example:

    opens = sd.Requests("open", 100 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> sd.Service("API"),
        brief=sd.Brief("Open it.", non_functional=[("How fast?", sd.at_most(100 * sd.ms))]),
    )

Instead:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", latency=sd.latency(20 * sd.ms, p99=60 * sd.ms))
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api,
        brief=sd.Brief("Open it.", non_functional=[("How fast?", sd.at_most(100 * sd.ms))]),
    )

Look-alike: a question that is answered in words, which nothing can be held against.

    opens = sd.Requests("open", 100 * sd.rps)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> sd.Service("API"),
        brief=sd.Brief("Open it.", non_functional=[("How fast?", "Fast enough to feel direct.")]),
    )

False positives: none; it is a question that is open, and it weighs no more than that.

Source: Google, Site Reliability Engineering, chapter 4, Service Level Objectives.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.asked import open_goals
from sddiagram.review.design import Design, unknown


def goal_not_derived(design: Design) -> Iterator[Finding]:
    """Goals that nothing can be held against."""
    for one in open_goals(design):
        yield unknown(
            None,
            f"The brief asks “{one.question}”: {one.answer} Nobody can say whether it is met: "
            f"{one.how}.",
            way_out="State latency=, availability=, stale= or cost= where it is missing.",
        )
