"""One request that waits for many, and so for the slowest of them.

What it finds: a call made ten times or more for each request, or to ten or more parts at once,
with no word of a deadline, a hedge or a partial answer.

Why it is bad: of 100 calls that are each slow once in a hundred, 63 of 100 requests have a slow
one. The tail of the parts is the middle of the whole.

For example:

    router, shards = sd.Service("Router", replicas=3), sd.SearchIndex("Shards", replicas=40)
    pattern = sd.Pattern("Search", sd.Client("Users") >> router >> "scatter" >> shards)

Instead:

    router, shards = sd.Service("Router", replicas=3), sd.SearchIndex("Shards", replicas=40)
    pattern = sd.Pattern(
        "Search", sd.Client("Users") >> router >> "scatter, deadline 50 ms" >> shards
    )

Look-alike: one call that takes many keys, and copies of which one is asked.

    app, store = sd.Service("App", replicas=3), sd.NoSQL("Items", replicas=40)
    call = sd.calls("multi-get", costs=50 * sd.keys)
    pattern = sd.Pattern("Page", sd.Client("Users") >> app >> call >> store)

False positives: calls that go to one node, and jobs for which nobody waits.

Source: J. Dean and L. Barroso, The Tail at Scale, Communications of the ACM, 2013.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.flow import Arrow
from sddiagram.review.design import Design, found

_MANY = 10
_ALL_PARTS = r"\b(scatter\w*|all shards|every shard|each shard|fan.?out|all parts|all nodes)\b"
_PROTECTED = r"hedg|deadline|partial|timeout|time out|slowest|degrad|tail"


def unprotected_fan_out(design: Design) -> Iterator[Finding]:
    """Calls that multiply on the request path."""
    for arrow in design.calls:
        many = _parts(arrow, design)
        is_on_path = arrow.source in design.for_users
        if many < _MANY or not is_on_path or design.has_words(arrow, _PROTECTED):
            continue
        if design.tells(_PROTECTED) or design.has_words(arrow.source, _PROTECTED):
            continue
        slow = 1 - 0.99**many
        label = design.label(arrow.target)
        yield found(
            arrow,
            f"Each request waits for {many:,.0f} calls to {label}; if each is slow once in a "
            f"hundred, {slow:.0%} of the requests are slow.",
            why="The tail of the parts is the middle of the whole.",
            way_out="Set a deadline and answer with what is there, hedge the slowest, or ask for "
            "many in one call.",
            asks="What is the p99 of the page, if that of one call is 50 ms?",
            number=f"{many:,.0f} calls",
        )


def _parts(arrow: Arrow, design: Design) -> float:
    """How many calls are waited for together."""
    is_spread = design.has_words(arrow, _ALL_PARTS)
    spread = design.count(arrow.target) if is_spread else 1
    return max(arrow.link.times, float(spread), float(len(arrow.beside)))
