"""A database of which there is one copy, and no backup.

What it finds: a database off the request path (on it, it is a single point of failure) that is
written, with neither a standby or other copies, nor an arrow that copies it to files, nor a word
of backups.

Why it is bad: with its disk everything is gone. A copy beside it is no backup either, since it
copies a wrong DELETE within a second.

For example:

    orders = sd.SQLPrimary("Orders", technology="postgres")
    pattern = sd.Pattern("Shop", sd.Service("API", replicas=3) >> "write" >> orders)

Instead:

    orders, files = sd.SQLPrimary("Orders", technology="postgres"), sd.ObjectStorage("Backups")
    pattern = sd.Pattern(
        "Shop", sd.Service("API", replicas=3) >> "write" >> orders >> sd.batches("WAL") >> files
    )

Look-alike: a database that others run, and keep copies of.

    orders = sd.NoSQL("Orders", technology="dynamodb")
    pattern = sd.Pattern("Shop", sd.Service("API", replicas=3) >> "write" >> orders)

False positives: what can be computed again from elsewhere; say it in its note ("rebuilt from").

Source: Google, Site Reliability Engineering, chapter 26, Data Integrity.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import DATABASES, FILES, is_a, is_broker, is_managed, is_store

_SAID = (
    r"\b(backups?|snapshots?|pitr|wal|archiv\w*|rebuil\w*|standby|replica\w*|raft|quorum|"
    r"multi.az|copies|derived|temporary|managed|serverless)\b"
)


def store_without_recovery(design: Design) -> Iterator[Finding]:
    """Databases that are gone with their disk."""
    for id, one in design.there.items():
        # On the way of requests it is a single point of failure, with the same way out.
        if id in design.on_path or not design.into[id]:
            continue
        if not is_a(one, DATABASES) or design.count(id) > 1 or one.copies > 1:
            continue
        if (one.zones or 1) > 1 or is_managed(one) or design.has_words(id, _SAID):
            continue
        if any(_is_copy(arrow.target, id, design) for arrow in design.out_of[id]):
            continue
        if any(arrow.link.verb.name == "copies" for arrow in design.into[id]):
            continue
        yield found(
            one,
            f"There is 1 copy of {one.label}, and no backup is drawn or told.",
            why="With its disk everything in it is gone.",
            way_out="Add a standby in another zone and a backup to object storage, or say in its "
            "note what it is built again from.",
            asks=f"The disk of {one.label} is lost: how much is gone, and when are you back?",
            number="1 copy",
        )


def _is_copy(target: str, id: str, design: Design) -> bool:
    """Whether an arrow from a database goes where its rows are kept, too."""
    one = design.there[target]
    arrows = [arrow for arrow in design.out_of[id] if arrow.target == target]
    is_moved = any(
        arrow.link.verb.is_background or arrow.link.verb.name in ("streams", "emits")
        for arrow in arrows
    )
    return is_moved and (is_a(one, FILES) or is_store(one) or is_broker(one))
