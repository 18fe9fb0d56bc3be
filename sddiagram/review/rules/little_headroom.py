"""A component that is nearly full at the peak.

What it finds: a component on the way of requests that is used by more than 70% at the peak, and
that has few replicas: above that, waiting grows faster than load.

Why it is bad: at 70% of use one server answers three times slower than an idle one, at 90% ten
times. A small error in the estimate becomes an outage.

For example:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", replicas=2, capacity=180 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api)

Instead:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", capacity=180 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api)

Look-alike: a large pool, in which a free worker is nearly always found.

    opens = sd.Requests("open", 1_000 * sd.rps)
    api = sd.Service("API", replicas=22, capacity=180 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api)

False positives: a stage that shows why the next one is needed; early stages weigh less.

Source: A. K. Erlang's queue (M/M/c): response times by use and by number of servers.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found

_MOST, _MOST_OF_MANY, _MANY = 0.70, 0.85, 16
"""Use up to which waiting is short, of a few servers and of many."""


def little_headroom(design: Design) -> Iterator[Finding]:
    """What is nearly full while all is well."""
    for load in design.numbers:
        most = _MOST_OF_MANY if load.serving >= _MANY else _MOST
        one = load.component
        if load.use is None or not most < load.use <= 1 or one.id not in design.on_path:
            continue
        yield found(
            one,
            f"{one.label} is used by {load.use:.0%} at the peak.",
            why=f"Above {most:.0%} waiting grows faster than load, and estimates are never exact.",
            way_out="Plan it at 65%: leave replicas= out, and their number follows.",
            asks=f"What happens to {one.label} if the peak is a third higher than you think?",
            number=f"{load.use:.0%}",
        )
