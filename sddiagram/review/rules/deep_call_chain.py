"""A request that passes many services, one waiting for the next.

What it finds: a chain of more than six calls, each waiting for the next, behind a client.

Why it is bad: every hop adds its time, its tail and its failures. Six hops of 99.9% are 99.4%.

For example:

    steps = [sd.Service(f"Step {number}", replicas=3) for number in range(8)]
    pattern = sd.Pattern(
        "Chain",
        sd.Client("Users") >> steps[0],
        *[one >> other for one, other in zip(steps, steps[1:])],
    )

Instead:

    first = sd.Service("API", replicas=3)
    pattern = sd.Pattern(
        "Side by side",
        sd.Client("Users") >> first >> [sd.Service(f"Part {n}", replicas=3) for n in range(8)],
    )

Look-alike: a long pipeline for which nobody waits.

    steps = [sd.Worker(f"Step {number}", replicas=3) for number in range(8)]
    pattern = sd.Pattern(
        "Pipeline",
        sd.Client("Users") >> sd.Service("API", replicas=3) >> sd.emits("job") >> steps[0],
        *[one >> sd.emits("next") >> other for one, other in zip(steps, steps[1:])],
    )

False positives: hops of less than a millisecond, such as a sidecar; accept it with their sum.

Source: Google, Site Reliability Engineering, chapter 22; J. Dean and L. Barroso, The Tail at
Scale, 2013.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.graph import longest_way

_MOST = 7
"""Hops that a balancer, a gateway, a service, its cache and its database make, and two more."""


def deep_call_chain(design: Design) -> Iterator[Finding]:
    """The longest chain of calls behind a client, where it is long."""
    way = longest_way(design.starts, design.calls_onward)[1:]
    if len(way) <= _MOST:
        return
    labels = [design.label(id) for id in way]
    yield found(
        way[-1],
        f"A request passes {len(way)} components that wait for each other: "
        f"{' → '.join(labels[:3])} → ... → {labels[-1]}.",
        why=f"At 99.9% each the chain is there {0.999 ** len(way):.1%} of the time, and times add.",
        way_out="Join two of them, let some run side by side, or answer before the last ones.",
        asks="What is the p99 of the whole chain?",
        number=f"{len(way)} hops",
    )
