"""A store that is written, and that nobody reads.

What it finds: a database, a search index or a vector index with arrows that write, and none that
read, from it or to it.

Why it is bad: either the reader is missing from the drawing, or the store is.

For example:

    api, store = sd.Service("API", replicas=3), sd.SQLPrimary("Likes")
    pattern = sd.Pattern("Likes", sd.Client("Users") >> api >> "insert" >> store)

Instead:

    api, store = sd.Service("API", replicas=3), sd.SQLPrimary("Likes")
    pattern = sd.Pattern(
        "Likes", sd.Client("Users") >> api >> "insert" >> store, api >> "read" >> store
    )

Look-alike: what is kept for an audit or a backup is read by people, when they need it.

    api, store = sd.Service("API", replicas=3), sd.SQLPrimary("Audit log")
    pattern = sd.Pattern("Likes", sd.Client("Users") >> api >> "append" >> store)

False positives: a part of a larger system whose reader is out of scope; say so in its note.

Source: the question that interviewers ask of every box: who writes it, who reads it.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import DATABASES, is_a

_READ_LATER = DATABASES | {"SearchIndex", "VectorIndex", "VectorDB"}
_KEPT = r"\b(audit|archive\w*|backups?|logs?|history|legal|compliance|out of scope|ledger|truth)\b"
_BOTH = r"read|query|,| and |state|lock|sql|confirm|hold|release|claim|transaction"


def store_without_reader(design: Design) -> Iterator[Finding]:
    """Stores with writing arrows only."""
    for id, one in design.there.items():
        into = design.into[id]
        if not is_a(one, _READ_LATER) or not into or design.out_of[id]:
            continue
        if design.has_words(id, _KEPT) or any(_passes_on(arrow.source, design) for arrow in into):
            continue
        is_only_written = all(
            arrow.link.verb.is_background
            or (design.is_write(arrow) and not design.has_words(arrow, _BOTH))
            for arrow in into
        )
        if not is_only_written:
            continue
        yield found(
            one,
            f"Data goes into {one.label}, and nobody reads it.",
            why="Either its reader is missing from the drawing, or the store is not needed.",
            way_out="Draw who reads it, or leave it out.",
            asks="What is it for?",
            number="0 readers",
        )


def _passes_on(writer: str, design: Design) -> bool:
    """Whether who writes there sends the same on, and so has read it."""
    return any(arrow.link.verb.is_background for arrow in design.out_of[writer])
