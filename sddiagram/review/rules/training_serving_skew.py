"""A model that is trained on other features than it is served.

What it finds: a design with an online feature store and a training job, where the rows for training
come from no source of the online features: no offline store that fills both, and no log of what was
served.

Why it is bad: two pieces of code compute "the same" feature, and differ. The model is good offline
and poor online, and no error says why.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    features, model = sd.OnlineFeatureStore("Features"), sd.ModelServer("Model", replicas=3)
    counts, lake = sd.StreamProcessor("Counters"), sd.DataLake("Warehouse")
    training = sd.TrainingJob("Training")
    pattern = sd.Pattern(
        "Score",
        users >> api >> "read" >> features,
        api >> "score" >> model,
        counts >> sd.streams("values") >> features,
        lake >> sd.batches("rows") >> training >> sd.copies("model") >> model,
    )

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    features, model = sd.OnlineFeatureStore("Features"), sd.ModelServer("Model", replicas=3)
    counts, lake = sd.StreamProcessor("Counters"), sd.DataLake("Served features")
    training = sd.TrainingJob("Training")
    pattern = sd.Pattern(
        "Score",
        users >> api >> "read" >> features,
        api >> "score" >> model,
        api >> sd.emits("served features, score") >> lake,
        counts >> sd.streams("values") >> features,
        lake >> sd.batches("rows") >> training >> sd.copies("model") >> model,
    )

Look-alike: one offline store that fills both sides.

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    features, model = sd.OnlineFeatureStore("Features"), sd.ModelServer("Model", replicas=3)
    history, training = sd.OfflineFeatureStore("History"), sd.TrainingJob("Training")
    pattern = sd.Pattern(
        "Score",
        users >> api >> "read" >> features,
        api >> "score" >> model,
        history >> sd.batches("daily values") >> features,
        history >> sd.batches("rows as of the event") >> training >> sd.copies("model") >> model,
    )

False positives: models of raw inputs (text, pictures), and features that only training has.

Source: Google, Rules of Machine Learning, rules 29 and 31.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.graph import reached
from sddiagram.review.roles import is_a

_SHARED = (
    r"served|prediction log|logged features|same definition|one definition|registry|point.in.time|"
    r"as of|same code|impression|features"
)


def training_serving_skew(design: Design) -> Iterator[Finding]:
    """Training jobs that nothing joins to the features that are served."""
    online = [id for id, one in design.there.items() if is_a(one, ("OnlineFeatureStore",))]
    backward: dict[str, list[str]] = {}
    for arrow in design.arrows:
        backward.setdefault(arrow.target, []).append(arrow.source)
    feeding_online = reached(online, backward) if online else {}
    servers = {arrow.source for id in online for arrow in design.into[id]}
    asking = {one.source for id in online for one in design.into[id] if not _fills(one)}
    for id, one in design.there.items():
        if not is_a(one, ("TrainingJob",)) or not online:
            continue
        sources = reached([id], backward)
        shared = set(sources) & (set(feeding_online) - asking) - {id}
        is_logged = bool(set(sources) & asking)
        said = any(
            design.has_words(arrow, _SHARED)
            for source in sources
            for arrow in design.out_of[source]
            if arrow.target in sources
        )
        if shared & servers or shared or is_logged or said:
            continue
        yield found(
            one,
            f"{one.label} shares 0 sources with {design.label(online[0])}.",
            why="Two pieces of code compute the same feature and differ, which no error tells.",
            way_out="Log the features that were served and train on them, or let one definition "
            "fill the offline and the online store.",
            asks="How do you know that a feature means the same in training and in serving?",
            number="0 sources",
        )


def _fills(arrow: object) -> bool:
    """Whether an arrow into the store brings values."""
    verb = arrow.link.verb  # type: ignore[attr-defined]
    return bool(verb.is_background or verb.name in ("streams", "emits"))
