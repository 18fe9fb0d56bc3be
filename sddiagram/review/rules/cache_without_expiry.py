"""A cache whose answers never grow old.

What it finds: a cache on a read path with no lifetime (`stale=`, or a TTL in its note), into which
no writer reaches to delete or to replace.

Why it is bad: after a write its readers see the old value for as long as it stays in memory, which
is until it is needed for something else. Nobody can say how stale a page is.

For example:

    app, cache = sd.Service("App", replicas=3), sd.Cache("Cache", hit_ratio=0.9)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> sd.NoSQL("Items", replicas=3),
    )

Instead:

    app, cache = sd.Service("App", replicas=3), sd.Cache("Cache", hit_ratio=0.9, stale=60 * sd.s)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> sd.NoSQL("Items", replicas=3),
    )

Look-alike: a cache from which a writer deletes, and one that a job fills.

    app, cache = sd.Service("App", replicas=3), sd.Cache("Cache", hit_ratio=0.9)
    items, top = sd.NoSQL("Items", replicas=3), sd.Cache("Top items", hit_ratio=1.0)
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> items,
        app >> "delete on write" >> cache,
        app >> "top ten" >> top,
        items >> sd.batches("hourly") >> top,
    )

False positives: what never changes, such as blocks by their hash; say "immutable" in its note.

Source: AWS Builders' Library, Caching challenges and strategies.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import CACHES, MODELS, is_a, is_broker

_SAID = (
    r"\b(ttl|embedd\w*|expir\w*|invalidat\w*|purge\w*|evict\w*|immutable|never changes?|by hash|"
    r"versioned|"
    r"version|delet\w+|lifetime|refresh\w*|lease\w*|sliding|window|s old|prefix|kv|"
    r"minutes?|seconds?|hours?|(a|one) day|days?|\d+ ?(s|min|h|ms|days?))\b"
)


def cache_without_expiry(design: Design) -> Iterator[Finding]:
    """Caches of answers with neither a lifetime nor anybody who takes answers out."""
    for id, one in design.there.items():
        if not is_a(one, CACHES) or one.hit_ratio is None or one.stale is not None:
            continue
        if design.has_words(id, _SAID) or _is_of_a_model(id, design):
            continue
        is_filled = any(
            arrow.link.verb.is_background
            or arrow.link.verb.name == "streams"
            or is_broker(design.there[arrow.source])
            or (arrow.link.of and design.is_write(arrow) and arrow.link.after != id)
            for arrow in design.into[id]
        )
        if is_filled:
            continue
        yield found(
            one,
            f"Nothing says how old an answer of {one.label} may be, and {one.hit_ratio:.0%} of the "
            "answers come from there.",
            why="After a write its readers see the old value until memory runs short.",
            way_out="Give it a lifetime (stale=60 * sd.s), or let the writer delete what it "
            "changes.",
            asks="A value changes: when does the last reader see the new one?",
            number=f"{one.hit_ratio:.0%}",
        )


def _is_of_a_model(id: str, design: Design) -> bool:
    """Whether a model asks it: what it keeps follows from the prompt, and never changes."""
    return any(is_a(design.there[arrow.source], MODELS) for arrow in design.into[id])
