"""A store or an index that is read, and into which nothing is ever written.

What it finds: a database, an index or a store of features that is asked, and no arrow that brings
it anything.

Why it is bad: in the interview it is the question that stops you: where do these come from? What
fills it decides how fresh it is.

For example:

    api, index = sd.Service("API", replicas=3), sd.SearchIndex("Products")
    pattern = sd.Pattern("Shop", sd.Client("Users") >> api >> "search" >> index)

Instead:

    api, index = sd.Service("API", replicas=3), sd.SearchIndex("Products")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> api >> "search" >> index,
        sd.NoSQL("Catalogue", technology="dynamodb") >> sd.batches("hourly") >> index,
    )

Look-alike: an arrow that does not say what it does may well write.

    pattern = sd.Pattern(
        "Shop", sd.Client("Users") >> sd.Service("API", replicas=3) >> sd.SQLPrimary("Orders")
    )

False positives: data that another system owns and fills; draw that as sd.External.

Source: the question that interviewers ask of every box: who writes it, who reads it.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.flow import Arrow
from sddiagram.review.design import Design, found
from sddiagram.review.roles import DATABASES, is_a, is_broker

_FILLED = DATABASES | {"SearchIndex", "VectorIndex", "VectorDB", "OnlineFeatureStore"}
_READ = (
    r"^(reads?|gets?|list|look.?ups?|query|queries|fetch\w*|finds?|search\w*|top\b.*|may i\b.*|"
    r"seen\b.*|multi.?get|nearest|\d+ nearest|retriev\w*|misses|browse|select|features?|ids|"
    r"which\b.*|check\w*)"
)
_BOTH = r"write|,| and |sql|crud|rows?\b"
_GIVEN = r"\b(built from|loaded|imported|static|read.?only|fed by|seeded)\b"


def store_without_writer(design: Design) -> Iterator[Finding]:
    """Stores all of whose arrows only read."""
    for id, one in design.there.items():
        if not is_a(one, _FILLED) or design.has_words(id, _GIVEN):
            continue
        into = [arrow for arrow in design.into[id] if not arrow.link.verb.is_answer]
        reads = [arrow for arrow in into if _reads(arrow, design)]
        if not reads or len(reads) < len(into):
            continue
        rate = design.rate(id)
        yield found(
            one,
            f"Nothing ever writes to {one.label}"
            + (f", and {rate} read from it at the peak." if rate else ", and it is read."),
            why="Where its content comes from decides how fresh and how right it is.",
            way_out="Draw what fills it: a service that writes, a log of changes, or a job.",
            asks=f"Where does what stands in {one.label} come from?",
            number="0 writers",
        )


def _reads(arrow: Arrow, design: Design) -> bool:
    """Whether an arrow surely only reads."""
    if arrow.link.verb.name != "calls" or is_broker(design.there[arrow.source]):
        return False
    if not arrow.link.label or design.is_write(arrow) or design.has_words(arrow, _BOTH):
        return False
    return design.has_words(arrow, _READ) or design.is_only_read(arrow)
