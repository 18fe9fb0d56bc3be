"""More boxes than one can talk about.

What it finds: a board of more than 24 components.

Why it is bad: at forty-five minutes there are two for each of them. Nobody follows, and nothing is
explained.

For example:

    users = sd.Client("Users")
    parts = [sd.Service(f"Service {number}") for number in range(25)]
    pattern = sd.Pattern("Shop", users >> parts)

Instead:

    users = sd.Client("Users")
    parts = [sd.Service(f"Service {number}") for number in range(12)]
    pattern = sd.Pattern("Shop", users >> parts)

Look-alike: many machines of a few kinds.

    users, api = sd.Client("Users"), sd.Service("API", replicas=400)
    pattern = sd.Pattern("Shop", users >> sd.LoadBalancer("Balancer") >> api)

False positives: a map of a system that exists, which nobody presents.

Source: the interview guide, step 2: a few boxes that answer one request from end to end.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found

_MOST = 24


def crowded_board(design: Design) -> Iterator[Finding]:
    """A board that is too full to be told."""
    count = len(design.there)
    if count <= _MOST:
        return
    yield found(
        None,
        f"{count} components stand on one board.",
        why=f"In 45 minutes that is {45 * 60 / count:.0f} s for each, and nobody follows.",
        way_out="Draw what is alike as one box with replicas, and leave out what changes nothing "
        "of the story; go deep in one place instead.",
        asks="Which three of these boxes matter?",
        number=f"{count} components",
    )
