"""Replicas that clients call, and nothing that spreads the calls.

What it finds: a service with two replicas or more that a client calls, with no load balancer,
gateway, proxy, mesh or discovery before it.

Why it is bad: an address leads to one machine. Traffic does not spread, a broken replica goes on
being asked, and no deploy can drain one.

For example:

    pattern = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API", replicas=3))

Instead:

    balancer = sd.LoadBalancer("Load balancer", replicas=2)
    pattern = sd.Pattern("Shop", sd.Client("Users") >> balancer >> sd.Service("API", replicas=3))

Look-alike: replicas of workers that take from a queue need none, and functions have their own.

    users = sd.Client("Users")
    jobs, workers = sd.Queue("Jobs", technology="sqs"), sd.Worker("Workers", replicas=5)
    api = sd.Function("API", technology="aws lambda", replicas=2)
    pattern = sd.Pattern("Jobs", users >> api >> sd.emits("job") >> jobs >> workers)

False positives: clients that balance themselves, as in gRPC; a platform whose balancer nobody
draws. Accept it and say so.

Source: Google, Site Reliability Engineering, chapters 19 and 20, on load balancing.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.component import Family
from sddiagram.review.design import Design, found
from sddiagram.review.roles import BALANCERS, is_a, is_client, is_managed, is_of_the_house

_OWN_WAY = r"\b(load.?balanc\w*|anycast|client.side|grpc lb|consistent hash\w*|dns|behind an? lb)\b"


def no_balancer(design: Design) -> Iterator[Finding]:
    """What has replicas, and is called by clients with nothing in between."""
    for id, one in design.there.items():
        many = design.count(id)
        if many < 2 or is_a(one, BALANCERS | {"CDN", "DNS", "Function", "WAF", "External"}):
            continue
        if one.kind.family not in (Family.COMPUTE, Family.ML, Family.EDGE) or is_managed(one):
            continue
        callers = [design.there[caller] for caller in design.callers(id)]
        clients = [caller for caller in callers if is_client(caller)]
        if not clients or all(map(is_of_the_house, clients)) or design.has_words(id, _OWN_WAY):
            continue
        yield found(
            one,
            f"There are {many:,} replicas of {one.label}, and nothing spreads the calls of "
            f"{clients[0].label} over them.",
            why="An address leads to one machine, and nobody takes a broken replica out.",
            way_out="Put a load balancer or a gateway with health checks before it.",
            asks="How does a client find a healthy replica, and how do you drain one?",
            number=f"{many:,}",
        )
