"""A path that is there less often than the brief asks.

What it finds: an availability goal that the parts on the way of a request, one after the other, do
not reach.

Why it is bad: parts that are all needed multiply, so that ten parts of 99.99% are 99.9%. No work on
one part repairs that.

For example:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", replicas=3, availability=0.9999)
    store = sd.SQLPrimary("Orders", zones=2, availability=0.9995)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api >> "read" >> store,
        brief=sd.Brief("Open it.", non_functional=[("Up?", sd.at_least(99.99 * sd.percent))]),
    )

Instead:

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", replicas=3, availability=0.99999)
    store = sd.SQLPrimary("Orders", zones=2, availability=0.99995)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api >> "read" >> store,
        brief=sd.Brief("Open it.", non_functional=[("Up?", sd.at_least(99.99 * sd.percent))]),
    )

Look-alike: a weak part that answers do not need.

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", replicas=3, availability=0.99995)
    jobs = sd.Queue("Jobs", technology="sqs", availability=0.99, note="with dead-letter queue")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=opens) >> api >> sd.emits("job") >> jobs >> sd.Worker("Workers"),
        brief=sd.Brief("Open it.", non_functional=[("Up?", sd.at_least(99.99 * sd.percent))]),
    )

False positives: managed parts whose promises count the same outage twice; say so in the reason.

Source: B. Treynor and others, The Calculus of Service Availability, ACM Queue, 2017.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.goals import Of
from sddiagram.review.asked import missed
from sddiagram.review.design import Design, found


def too_rarely_there(design: Design) -> Iterator[Finding]:
    """Availability goals that are missed."""
    for one in missed(design, Of.AVAILABILITY):
        yield found(
            None,
            f"The brief asks “{one.question}”: {one.answer} It is missed: {one.how}.",
            why="Parts that are all needed multiply, so no work on one of them repairs it.",
            way_out="Take a part off the path, make it optional with a fallback, or give the "
            "weakest one a second zone or region.",
            asks="Which part is the weakest, and what do users see without it?",
            number=one.how,
        )
