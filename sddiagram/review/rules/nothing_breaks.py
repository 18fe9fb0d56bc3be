"""A design in which nothing ever fails.

What it finds: a final board of a design in stages that tells no risk.

Why it is bad: "what happens when this box is gone?" is asked of every candidate from senior on. An
answer that is thought of at the whiteboard is a worse one.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    store = sd.NoSQL("Orders", technology="dynamodb")
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Sell", users >> sd.LoadBalancer("Balancer") >> api, why="It works."),
        sd.Stage("Store", api >> "write" >> store, why="Orders are to be kept."),
    )

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    store = sd.NoSQL("Orders", technology="dynamodb")
    lost = sd.Risk("the store throttles", effect="orders wait", mitigation="retry with jitter")
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Sell", users >> sd.LoadBalancer("Balancer") >> api, why="It works."),
        sd.Stage("Store", api >> "write" >> store, why="Orders are to be kept."),
        risks=[lost],
    )

Look-alike: a sketch of one board.

    pattern = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API"))

False positives: a picture that only shows how something works.

Source: the interview guide, step 4: what users see when each box is gone.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found


def nothing_breaks(design: Design) -> Iterator[Finding]:
    """A final board after stages that tells no failure."""
    pattern = design.view.pattern
    if len(pattern.stages) < 2 or not design.is_final or pattern.risks:
        return
    yield found(
        None,
        f"{len(design.there)} components are drawn, and 0 of them ever fail.",
        why="What users see when a box is gone is asked of everybody from senior on.",
        way_out="Add two or three of sd.Risk: what fails, what users see, what you do about it.",
        asks="Point at any box: what do users see when it is gone?",
        number="0 risks",
    )
