"""A service that anybody may call, and nobody limits.

What it finds: what clients reach first that is no gateway, with no gateway, firewall, limiter or
identity before or beside it, and no word of who may call.

Why it is bad: one script takes what all users share, and costs money while it does.

For example:

    api, store = sd.Service("API", replicas=3), sd.NoSQL("Notes", technology="dynamodb")
    balancer = sd.LoadBalancer("Balancer", replicas=2)
    pattern = sd.Pattern("Notes", sd.Client("Users") >> balancer >> api >> "read, write" >> store)

Instead:

    api, store = sd.Service("API", replicas=3), sd.NoSQL("Notes", technology="dynamodb")
    gateway = sd.Gateway("Gateway", replicas=2, note="authentication, limits")
    pattern = sd.Pattern("Notes", sd.Client("Users") >> gateway >> api >> "read, write" >> store)

Look-alike: a service that asks who calls, and pages that are for everybody.

    api, store = sd.Service("API", replicas=3), sd.NoSQL("Notes", technology="dynamodb")
    users, cdn = sd.Client("Users"), sd.CDN("Pages", technology="cloudfront")
    pattern = sd.Pattern(
        "Notes",
        users >> cdn >> sd.ObjectStorage("Files", technology="s3"),
        users >> api >> "who is it?" >> sd.Identity("Sign-in"),
        api >> "read, write" >> store,
    )

False positives: a design of one concept (`category="concepts"`), which is not asked; a private
network, and a limiter that is drawn elsewhere; say "auth" in a note.

Source: OWASP API Security Top 10, 2023, API2 and API4; C. Richardson, microservices.io, API
gateway.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.component import Family
from sddiagram.review.design import Design, found
from sddiagram.review.roles import DOORS, is_a, is_client, is_of_the_house

_SAID = (
    r"\b(auth\w*|oauth|jwt|tokens?|log.?in|sign.?in|signed|limits?|limiter|quotas?|waf|sessions?|"
    r"api keys?|mtls|vpn|private|internal|public|key|verif\w*|captcha)\b"
)
_PASSES_ON = ("LoadBalancer", "Proxy", "DNS", "CDN")
_SERVES = (Family.COMPUTE, Family.ML, Family.EDGE)


def open_front_door(design: Design) -> Iterator[Finding]:
    """The first services behind clients with no door before them; told once."""
    if design.view.pattern.category == "concepts":
        return
    waiting = [
        arrow.target
        for arrow in design.calls
        if is_client(design.there[arrow.source]) and not is_of_the_house(design.there[arrow.source])
    ]
    seen: set[str] = set()
    while waiting:
        id = waiting.pop(0)
        one = design.there[id]
        if id in seen or is_a(one, DOORS) or design.has_words(id, _SAID):
            seen.add(id)
            continue
        seen.add(id)
        if is_a(one, _PASSES_ON):
            waiting += design.calls_onward.get(id, [])
            continue
        if one.kind.family not in _SERVES or is_a(one, ("External", "Collector")):
            continue
        if any(is_a(design.there[to], DOORS) for to in design.calls_onward.get(id, [])):
            continue
        rate = design.rate(id)
        yield found(
            one,
            f"Anybody may call {one.label}"
            + (f" ({rate} at the peak)," if rate else "")
            + " and nothing limits them.",
            why="One script can take what all users share.",
            way_out="Put a gateway before it that authenticates and limits, or say in a note who "
            "does that.",
            asks="Somebody calls it 10,000 times a second: what happens to the others?",
            number=rate,
        )
        return
