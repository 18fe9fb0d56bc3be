"""An acceptance that nothing needs.

What it finds: an `sd.Accepted(...)` of the pattern whose rule finds nothing there in the final
design.

Why it is bad: it excuses a defect that is gone, and would hide it if it came back.

For example:

    api = sd.Service("API", replicas=3)
    balancer = sd.LoadBalancer("Balancer", replicas=2)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> balancer >> api,
        accepts=[sd.Accepted("single-point-of-failure", on=api, because="it is only a demo")],
    )

Instead:

    api = sd.Service("API")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> api >> sd.NoSQL("Orders", technology="dynamodb"),
        accepts=[sd.Accepted("single-point-of-failure", on=api, because="it is only a demo")],
    )

Look-alike: without `on`, one acceptance covers all that a rule finds.

    api, orders = sd.Service("API"), sd.SQLPrimary("Orders")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> api >> orders,
        accepts=[sd.Accepted("single-point-of-failure", because="it is only a demo")],
    )

False positives: none; delete it.

Source: the same idea as an unused suppression in linters (ruff, RUF100).
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.component import Component
from sddiagram.review.design import Design, found


def unneeded_acceptance(design: Design) -> Iterator[Finding]:
    """Acceptances of the final design that cover no finding."""
    if not design.is_final:
        return
    for one in design.unneeded:
        on = one.on.label if isinstance(one.on, Component) else "an arrow" if one.on else ""
        place = f" on {on}" if on else ""
        yield found(
            None,
            f"The pattern accepts {one.rule}{place}, and nothing like that is found any more.",
            why="It would hide the defect if it came back.",
            way_out="Delete that sd.Accepted(...).",
            number="0",
        )
