"""A database to which several services write.

What it finds: two services or more that call one database, of which none only reads.

Why it is bad: nobody owns the schema. A migration has to wait for all of them, one service's query
takes the other down, and rules that one enforces the other breaks.

For example:

    users, store = sd.Client("Users"), sd.SQLPrimary("Shop database")
    pattern = sd.Pattern(
        "Shop",
        users >> [sd.Service("Orders"), sd.Service("Stock")] >> sd.calls("write") >> store,
    )

Instead:

    users, orders, stock = sd.Client("Users"), sd.Service("Orders"), sd.Service("Stock")
    pattern = sd.Pattern(
        "Shop",
        users >> orders >> "write" >> sd.SQLPrimary("Orders database"),
        orders >> "reserve" >> stock >> "write" >> sd.SQLPrimary("Stock database"),
    )

Look-alike: the worker and the API of one service, and a service that only reads.

    users, api = sd.Client("Users"), sd.Service("API")
    store, jobs = sd.SQLPrimary("Shop database"), sd.Queue("Jobs")
    pattern = sd.Pattern(
        "Shop",
        users >> api >> "write" >> store,
        api >> sd.emits("job") >> jobs >> sd.Worker("Workers") >> "write" >> store,
        users >> sd.Service("Reports") >> "read" >> store,
    )

False positives: services with schemas of their own on one server; say so in its note.

Source: C. Richardson, microservices.io, Shared database and Database per service.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found, named
from sddiagram.review.roles import DATABASES, is_a

_SERVICES = ("Service", "Function", "WebSocketServer")
_APART = r"\b(schemas?|a schema|own tables|databases|namespaces?|twelve|per service)\b"


def shared_database(design: Design) -> Iterator[Finding]:
    """Databases that more than one service may change."""
    for id, one in design.there.items():
        if not is_a(one, DATABASES) or design.has_words(id, _APART):
            continue
        writers = [
            design.label(arrow.source)
            for arrow in design.into[id]
            if is_a(design.there[arrow.source], _SERVICES)
            and arrow.link.verb.name == "calls"
            and (design.is_write(arrow) or not arrow.link.label)
        ]
        several = list(dict.fromkeys(writers))
        if len(several) < 2:
            continue
        yield found(
            one,
            f"{len(several)} services write to {one.label}: {named(several)}.",
            why="Nobody owns its schema: a migration waits for all, and a rule that one keeps "
            "another breaks.",
            way_out="Give it to one service and let the others call that or follow its events, or "
            "say in its note that each has a schema of its own.",
            asks=f"Who may change a table in {one.label}, and who has to agree?",
            number=str(len(several)),
        )
