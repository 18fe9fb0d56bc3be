"""A heavy ranker that scores far too many items per request.

What it finds: a ranker or a model that a request asks for more than 5,000 scores, with no retrieval
before it that narrows them down.

Why it is bad: cost and time grow with the catalogue. A thousand candidates are what a request can
pay for; the rest is chosen by something cheaper.

For example:

    pages = sd.Requests("page", 100 * sd.rps)
    api, ranker = sd.Service("API", replicas=3), sd.Ranker("Ranker", replicas=9)
    pattern = sd.Pattern(
        "Feed",
        sd.Client("Users", sends=pages) >> api >> sd.calls("score all", times=10_000_000) >> ranker,
    )

Instead:

    pages = sd.Requests("page", 100 * sd.rps)
    api, ranker = sd.Service("API", replicas=3), sd.Ranker("Ranker", replicas=9)
    index = sd.VectorIndex("Item index", replicas=3)
    pattern = sd.Pattern(
        "Feed",
        sd.Client("Users", sends=pages) >> api >> "top 500" >> index,
        api >> sd.calls("score", costs=500) >> ranker,
    )

Look-alike: a batch job that scores everything at night.

    items, ranker = sd.DataLake("Items"), sd.BatchProcessor("Nightly scores")
    lists = sd.KeyValue("Lists", technology="dynamodb")
    pattern = sd.Pattern(
        "Feed", items >> sd.batches("10M items") >> ranker >> sd.batches("lists") >> lists
    )

False positives: a model so light that it is the retrieval.

Source: Covington and others, Deep Neural Networks for YouTube Recommendations,
2016.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.quantity import Quantity
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a

_MOST = 5_000


def ranks_everything(design: Design) -> Iterator[Finding]:
    """Calls of a ranker for more items than a request can pay for."""
    for arrow in design.calls:
        target = design.there[arrow.target]
        if not is_a(target, ("Ranker", "Reranker", "ModelServer")):
            continue
        costs = arrow.link.costs
        each = costs.value if isinstance(costs, Quantity) else float(costs or 1)
        scores = arrow.link.times * each
        if scores <= _MOST:
            continue
        yield found(
            arrow,
            f"Each request asks {target.label} for {scores:,.0f} scores.",
            why="Its cost and its time grow with the catalogue, and most scores are never shown.",
            way_out="Let retrieval narrow the catalogue to some hundreds first; rank only those.",
            asks="Why not rank everything, and what does that cost per request?",
            number=f"{scores:,.0f} scores",
        )
