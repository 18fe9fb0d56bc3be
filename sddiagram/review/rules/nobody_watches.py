"""A design that nobody watches.

What it finds: a final stage with requests and no monitoring, logging or tracing, drawn or told.

Why it is bad: an outage is then reported by users. Without rates, errors and durations nobody can
say which box is slow.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    cart, store = sd.Service("Cart", replicas=3), sd.NoSQL("Items", technology="dynamodb")
    pattern = sd.Pattern("Shop", users >> sd.LoadBalancer("Balancer") >> api >> cart >> store)

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    cart, store = sd.Service("Cart", replicas=3), sd.NoSQL("Items", technology="dynamodb")
    watch = sd.Monitoring("Monitoring")
    pattern = sd.Pattern(
        "Shop",
        users >> sd.LoadBalancer("Balancer") >> api >> cart >> store,
        api >> sd.emits("metrics, traces") >> watch,
    )

Look-alike: a design that says it in words, to keep the board clear.

    users, api = sd.Client("Users"), sd.Service("API", replicas=3, note="metrics and traces")
    cart, store = sd.Service("Cart", replicas=3), sd.NoSQL("Items", technology="dynamodb")
    pattern = sd.Pattern("Shop", users >> sd.LoadBalancer("Balancer") >> api >> cart >> store)

False positives: telemetry that the platform gives to all services; say it once in a note.

Source: patterns.md D25; Google, Site Reliability Engineering, chapter 6: the four golden signals.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import TELEMETRY, is_a

_SAID = (
    r"monitor|metric|alarm|alert|trac(e|ing)|dashboard|logs?\b|slo\b|telemetry|observ|watch|"
    r"prometheus|datadog|grafana"
)

_PARTS = 4
"""Components on the way of requests from which on nobody knows by heart where it is slow."""


def nobody_watches(design: Design) -> Iterator[Finding]:
    """A board of several parts without telemetry."""
    if not design.is_final or len(design.on_path) < _PARTS or design.tells(_SAID):
        return
    if any(is_a(one, TELEMETRY) or design.has_words(id, _SAID) for id, one in design.there.items()):
        return
    yield found(
        None,
        f"0 of {len(design.there)} components are watched.",
        why="The first alarm is then a user, and nobody can say which box is slow.",
        way_out="Draw a box for monitoring (rates, errors, durations), or say it in a note.",
        asks="It is slow for 1% of users: how do you find out where?",
        number=f"0 of {len(design.there)}",
    )
