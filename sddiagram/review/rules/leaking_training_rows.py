"""Training rows that know the future.

What it finds: a training job fed from an offline feature store, where nothing says that features
are joined as they were at the time of the event.

Why it is bad: a feature of today beside an event of last month contains what happened since. The
model is brilliant offline and useless online.

For example:

    history, training = sd.OfflineFeatureStore("History"), sd.TrainingJob("Training")
    store = sd.OnlineFeatureStore("Features", technology="redis")
    pattern = sd.Pattern(
        "Train",
        history >> sd.batches("rows") >> training,
        history >> sd.batches("daily values") >> store,
    )

Instead:

    history, training = sd.OfflineFeatureStore("History"), sd.TrainingJob("Training")
    store = sd.OnlineFeatureStore("Features", technology="redis")
    pattern = sd.Pattern(
        "Train",
        history >> sd.batches("point-in-time rows") >> training,
        history >> sd.batches("daily values") >> store,
    )

Look-alike: rows that were logged when they were served, and so know no more than that.

    served, training = sd.DataLake("Served features"), sd.TrainingJob("Training")
    pattern = sd.Pattern("Train", served >> sd.batches("rows") >> training)

False positives: features that never change.

Source: S. Kaufman and others, Leakage in Data Mining, 2012.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a

_AS_OF = r"point.in.time|as of|as.of|at the time|event time|time travel|served|leak|snapshot"


def leaking_training_rows(design: Design) -> Iterator[Finding]:
    """Training jobs whose rows may hold values of later."""
    for id, one in design.there.items():
        if not is_a(one, ("TrainingJob",)):
            continue
        fed = [
            arrow
            for arrow in design.into[id]
            if is_a(design.there[arrow.source], ("OfflineFeatureStore",))
        ]
        if not fed or design.has_words(id, _AS_OF):
            continue
        if any(design.has_words(arrow.source, _AS_OF) for arrow in fed):
            continue
        learning = design.view.pattern.learning
        if design.is_final and (design.tells(_AS_OF) or (learning and learning.leakage)):
            continue
        yield found(
            fed[0],
            f"Nothing says as of when {design.label(fed[0].source)} gives {one.label} its rows.",
            why="A value of today beside an event of last month holds what happened since.",
            way_out="Join each row with the values as of its event (point in time), or train on "
            "what was logged when it was served.",
            asks="How do you build the training row of an event of six weeks ago?",
        )
