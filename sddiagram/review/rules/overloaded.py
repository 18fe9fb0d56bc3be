"""A component that is asked more than it carries.

What it finds: a component whose replicas are asked more at the peak than they can answer.

Why it is bad: what cannot be answered waits, the queue grows without end, callers time out and ask
again. It is down, though nothing has failed.

For example:

    opens = sd.Requests("open", 1_000 * sd.rps)
    users = sd.Client("Users", sends=opens)
    api = sd.Service("API", replicas=2, capacity=1_000 * sd.rps)
    pattern = sd.Pattern("Shop", users >> api)

Instead:

    opens = sd.Requests("open", 1_000 * sd.rps)
    users = sd.Client("Users", sends=opens)
    api = sd.Service("API", capacity=1_000 * sd.rps)
    pattern = sd.Pattern("Shop", users >> api)

Look-alike: the same replicas, of which a cache before them keeps most away.

    opens = sd.Requests("open", 1_000 * sd.rps)
    users = sd.Client("Users", sends=opens)
    cdn = sd.CDN("CDN", caches=opens, hit_ratio=0.9)
    api = sd.Service("API", replicas=2, capacity=1_000 * sd.rps)
    pattern = sd.Pattern("Shop", users >> cdn >> api)

False positives: a queue or a batch tier that may fall behind at the peak and catch up at night;
accept it and say in how many hours.

Source: Google, Site Reliability Engineering, chapter 21, Handling Overload.
"""

from collections.abc import Iterator

from sddiagram.estimate.derived import glance
from sddiagram.finding import Finding
from sddiagram.review.design import Design, found


def overloaded(design: Design) -> Iterator[Finding]:
    """What the estimate says is used by more than all of it."""
    for load in design.numbers:
        if load.use is None or load.use <= 1 or load.capacity is None:
            continue
        one = load.component
        each = "one" if load.serving == 1 else f"its {load.serving:,}"
        much = f"{load.use:.0%} of" if load.use < 3 else f"{load.use:,.0f} times"
        yield found(
            one,
            f"At the peak {glance(load.rate)} reach {one.label}, {much} what {each} can answer.",
            why="What cannot be answered waits, callers time out and ask again, and it gets worse.",
            way_out="Add replicas (leave replicas= out and they follow), put a cache or a queue "
            "before it, or shed load.",
            asks="What gives way first when it is full, and who is told to come back later?",
            number=f"{load.use:.0%}",
        )
