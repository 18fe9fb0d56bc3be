"""A client that talks to a database, a cache, a queue or a log itself.

What it finds: an arrow from a client to a store, a broker or a stream job.

Why it is bad: there is nobody in between who knows the caller, checks what is sent, limits it, or
pools connections; and the schema can never change, since old clients read it.

For example:

    pattern = sd.Pattern("Search", sd.Browser("Browser") >> "get" >> sd.Cache("Suggestions"))

Instead:

    browser, api = sd.Browser("Browser"), sd.Service("Search API", replicas=3)
    pattern = sd.Pattern("Search", browser >> api >> "get" >> sd.Cache("Suggestions"))

Look-alike: files under a signed address, and what is made for the public.

    photos = sd.ObjectStorage("Photos", note="signed addresses")
    pattern = sd.Pattern("Album", sd.Mobile("Phone") >> "upload" >> photos)

False positives: analysts at a warehouse, a search service or a backend that others run for
browsers, and a program of one's own team that is drawn as a client.

Source: C. Richardson, microservices.io, API gateway; OWASP API Security Top 10, 2023.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a, is_broker, is_client, is_of_the_house, is_store

_FOR_CLIENTS = ("ObjectStorage", "DataWarehouse", "DataLake", "Notification")
_BACKENDS = r"\b(firebase|firestore|supabase|algolia|amplify|appsync|iot core|mqtt|signed)\b"


def client_reaches_store(design: Design) -> Iterator[Finding]:
    """Arrows from clients to what only services should reach."""
    for arrow in design.arrows:
        source, target = design.there[arrow.source], design.there[arrow.target]
        if not is_client(source) or arrow.link.verb.is_answer:
            continue
        is_inside = is_store(target) or is_broker(target) or is_a(target, ("StreamProcessor",))
        if not is_inside or is_a(target, _FOR_CLIENTS):
            continue
        if is_of_the_house(source):
            continue
        if design.has_words(target.id, _BACKENDS):
            continue
        between = "a collector" if is_broker(target) else "a service"
        rate = design.rate(arrow)
        yield found(
            arrow,
            f"Nothing stands between {source.label} and {target.label}"
            + (f", and {rate} go there at the peak." if rate else "."),
            why="Nobody in between knows the caller, checks what is sent, or can refuse it.",
            way_out=f"Put {between} between them that authenticates, validates and limits.",
            asks=f"Who stops one client from reading or flooding {target.label}?",
            number=rate,
        )
