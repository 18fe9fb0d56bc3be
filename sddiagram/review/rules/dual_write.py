"""A service that writes to a database and to a queue or an index, with nothing that keeps both.

What it finds: a component that changes a database and, apart from it, sends an event or writes to
a search index, with no outbox and no log of changes.

Why it is bad: a crash between the two leaves the one without the other. The order exists and
nobody packs it, or it is packed and does not exist. No retry repairs it, since nobody knows.

For example:

    orders, store = sd.Service("Orders", replicas=3), sd.SQLPrimary("Orders database")
    events = sd.Stream("Order events", technology="kafka", replicas=3)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> orders >> "insert" >> store,
        orders >> sd.emits("ordered") >> events >> sd.Worker("Packing"),
    )

Instead:

    orders, store = sd.Service("Orders", replicas=3), sd.SQLPrimary("Orders database")
    events = sd.Stream("Order events", technology="kafka", replicas=3)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> orders >> "insert" >> store,
        store >> sd.emits("outbox rows") >> events >> sd.Worker("Packing"),
    )

Look-alike: a cache that is set after the write, clicks that may be lost, and another request's
queue.

    buys, asks = sd.Requests("buy", 10 * sd.rps), sd.Requests("ask for help", 1 * sd.rps)
    orders, store = sd.Service("Orders", replicas=3), sd.SQLPrimary("Orders database")
    clicks = sd.Stream("Clicks", technology="kafka", replicas=3)
    cases = sd.Queue("Cases", note="dead-letter queue")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users", sends=[buys, asks]) >> orders >> sd.calls("insert", of=buys) >> store,
        orders >> "set" >> sd.Cache("Cache"),
        orders >> sd.emits("clicks") >> clicks >> sd.StreamProcessor("Counts"),
        orders >> sd.emits("case", of=asks) >> cases >> sd.Worker("Help desk"),
    )

False positives: the queue is the truth, and the database only notes that it was filled; or the two
are one transaction.

Source: C. Richardson, microservices.io, Transactional outbox; M. Kleppmann, Designing
Data-Intensive Applications, chapter 11, Keeping Systems in Sync.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.flow import Arrow
from sddiagram.review.design import Design, found
from sddiagram.review.roles import DATABASES, is_a, is_broker, is_client

_KEPT = r"\b(outbox|cdc|change.?data|transaction\w*|saga|two.phase|workflow|durable|temporal)\b"
_MAY_BE_LOST = (
    r"\b(metrics?|traces?|logs?|clicks?|views?|impressions?|analytics|telemetry|feedback|usage|"
    r"served|samples?|actions?|heartbeats?|pings?|positions?|engagement|best effort|audit|spans?|"
    r"status|playback|searches|queries|vectors|predictions?|scores?|features?)\b"
)


def dual_write(design: Design) -> Iterator[Finding]:
    """Pairs of writes of one component that no transaction holds together."""
    for id, one in design.there.items():
        if is_broker(one) or is_client(one) or is_a(one, DATABASES):
            continue
        stores = [arrow for arrow in design.out_of[id] if _is_kept(arrow, design)]
        others = [arrow for arrow in design.out_of[id] if _is_told(arrow, design)]
        pairs = [(store, other) for other in others for store in stores if _are_one(store, other)]
        if not pairs or design.has_words(id, _KEPT):
            continue
        store, other = pairs[0]
        written, told = design.label(store.target), design.label(other.target)
        yield found(
            other,
            f"Nothing holds together the 2 writes of {one.label}, to {written} and to {told}.",
            why="A crash between them leaves one without the other, and nobody knows.",
            way_out=f"Write an outbox row in the same transaction and let {written} feed {told}, "
            "or follow its log of changes.",
            asks="What if the process dies after the first write and before the second?",
            number="2 writes",
        )


def _are_one(store: Arrow, other: Arrow) -> bool:
    """Whether one request may make both writes: a class is common to them, or one has none."""
    kept, told = store.link.of, other.link.of
    return not kept or not told or any(one in told for one in kept)


def _is_kept(arrow: Arrow, design: Design) -> bool:
    """Whether a database is changed that tells nobody of its changes itself."""
    target = design.there[arrow.target]
    if any(is_broker(design.there[one.target]) for one in design.out_of[target.id]):
        return False
    return is_a(target, DATABASES) and arrow.link.verb.name == "calls" and design.is_write(arrow)


def _is_told(arrow: Arrow, design: Design) -> bool:
    """Whether an event goes out, or an index is written, that must not be lost."""
    target = design.there[arrow.target]
    is_index = is_a(target, ("SearchIndex",)) and design.is_write(arrow)
    if not (is_broker(target) or is_index) or is_a(target, ("DeadLetterQueue",)):
        return False
    if design.has_words(arrow, f"{_KEPT}|{_MAY_BE_LOST}") or arrow.link.verb.is_answer:
        return False
    return not design.has_words(arrow.target, f"{_KEPT}|{_MAY_BE_LOST}")
