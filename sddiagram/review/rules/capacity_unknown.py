"""A component on the way of requests of which nobody says what it carries.

What it finds: a component that requests wait for and that states no capacity, so that the number
of its replicas follows from nothing, and nobody can say whether it is full.

Why it is bad: "x3" looks like a decision and is a decoration. An interviewer who asks "why three?"
gets no answer.

For example:

    opens = sd.Requests("open", 100_000 * sd.rps)
    pattern = sd.Pattern(
        "Shop", sd.Client("Users", sends=opens) >> sd.Service("API", replicas=3, note="stateless")
    )

Instead:

    opens = sd.Requests("open", 100_000 * sd.rps)
    api = sd.Service("API", capacity=1_500 * sd.rps, note="stateless")
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api)

Look-alike: a store that others run, which is drawn once.

    opens = sd.Requests("open", 100_000 * sd.rps)
    api = sd.Service("API", capacity=1_500 * sd.rps)
    store = sd.NoSQL("Items", technology="dynamodb")
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api >> "read" >> store)

False positives: none; it is a question that is open, and it weighs no more than that.

Source: Google, Site Reliability Engineering, chapter 18, on intent-based capacity planning.
"""

from collections.abc import Iterator

from sddiagram.estimate.derived import glance
from sddiagram.finding import Finding
from sddiagram.model.numbers import Verdict
from sddiagram.review.design import Design, unknown
from sddiagram.review.roles import DRAWN_ONCE, is_a


def capacity_unknown(design: Design) -> Iterator[Finding]:
    """Replicas whose number follows from nothing."""
    for load in design.numbers:
        one = load.component
        if load.use is not None or not load.rate.value:
            continue
        if load.verdict is Verdict.MANAGED:
            continue
        is_once = is_a(one, DRAWN_ONCE) or one.id not in design.on_path
        if load.instances < 2 and is_once:
            continue
        yield unknown(
            one,
            f"At the peak {glance(load.rate)} reach {load.instances} of {one.label}, and nothing "
            "says what one carries.",
            way_out="State capacity=, as in sd.assumed(1_500 * sd.rps, 'per node'), and leave "
            "replicas= out: then their number follows.",
        )
