"""Retries that make an outage worse.

What it finds: a design that retries, by its texts or its arrows, and speaks of no budget, backoff,
jitter, deadline or breaker.

Why it is bad: three layers that try three times each turn one failing request into 27, at the
moment when there is the least capacity.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3, note="retries 3 times")
    pattern = sd.Pattern("Shop", users >> sd.LoadBalancer("Balancer") >> api)

Instead:

    users = sd.Client("Users")
    api = sd.Service("API", replicas=3, note="retries once, with jitter and a budget")
    pattern = sd.Pattern("Shop", users >> sd.LoadBalancer("Balancer") >> api)

Look-alike: a queue that hands a message out again, and stops after some times.

    jobs = sd.Queue("Jobs", technology="sqs", note="5 retries, then the dead-letter queue")
    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    pattern = sd.Pattern("Jobs", users >> api >> sd.emits("job") >> jobs >> sd.Worker("Workers"))

False positives: one layer that tries once more; say "once".

Source: Google, Site Reliability Engineering, chapters 21 and 22.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_broker

_RETRIES = r"\bretr(y|ies|ied|ying)\b|tries? (again|\d)"
_HELD = (
    r"budget|back.?off|jitter|once|deadline|breaker|idempoten|dead.?letter|retry.after|at most|"
    r"after \d|key\b"
)


def retry_without_budget(design: Design) -> Iterator[Finding]:
    """Components that retry, with nothing that stops them."""
    if design.tells(_HELD):
        return
    for id, one in design.there.items():
        note = design.note(one)
        said = design.has_words(id, _RETRIES) and not is_broker(one)
        if not said or design.has_words(id, _HELD) or not note:
            continue
        yield found(
            one,
            f"{one.label} retries, and nothing says when it stops.",
            why="Three layers that try three times each make 27 requests of one, when there is the "
            "least capacity.",
            way_out="Let one layer retry, with jitter and a budget of a tenth of its requests.",
            asks="The database answers slowly for a minute: what load does it see then?",
            number="3 x 3 x 3 = 27",
        )
