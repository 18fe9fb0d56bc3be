"""Online features without a history.

What it finds: an online feature store that no batch, stream or copy fills from an offline store, a
lake, a log or a database.

Why it is bad: there is nothing to train on, nothing to rebuild a lost store from, and a feature
that is defined tomorrow has no past.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    features, model = sd.OnlineFeatureStore("Features"), sd.ModelServer("Model", replicas=3)
    pattern = sd.Pattern(
        "Score",
        users >> api >> "read" >> features,
        api >> "score" >> model,
        api >> "set" >> features,
    )

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    features, model = sd.OnlineFeatureStore("Features"), sd.ModelServer("Model", replicas=3)
    history = sd.OfflineFeatureStore("History")
    pattern = sd.Pattern(
        "Score",
        users >> api >> "read" >> features,
        api >> "score" >> model,
        history >> sd.batches("daily values") >> features,
    )

Look-alike: a cache of rows that are read from a database at each request.

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    rows = sd.Cache("Profiles", hit_ratio=0.9, stale=60 * sd.s)
    store = sd.NoSQL("Users table", technology="dynamodb")
    pattern = sd.Pattern(
        "Score", users >> api >> "get" >> rows, api >> sd.calls("misses", after=rows) >> store
    )

False positives: features that come with the request alone.

Source: Feast documentation, on offline and online stores.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import FILES, LOGS, is_a, is_store

_FEEDERS = ("StreamProcessor", "BatchProcessor", "ETLJob", "CDC", "Workflow", "Worker")


def features_without_history(design: Design) -> Iterator[Finding]:
    """Online stores that are filled from nothing that remembers."""
    for id, one in design.there.items():
        if not is_a(one, ("OnlineFeatureStore",)):
            continue
        feeders = [design.there[arrow.source] for arrow in design.into[id]]
        if any(
            is_a(feeder, FILES | LOGS | set(_FEEDERS)) or is_store(feeder) for feeder in feeders
        ):
            continue
        yield found(
            one,
            f"No arrow fills {one.label} from a history.",
            why="There is nothing to train on, and nothing to rebuild it from when it is lost.",
            way_out="Draw the offline store: one definition fills both, by batch or by stream.",
            asks="You define a new feature today: what does yesterday's training row say of it?",
            number="0 arrows",
        )
