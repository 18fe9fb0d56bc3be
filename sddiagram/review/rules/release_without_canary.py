"""A new model that all users get at once.

What it finds: a design that trains and serves a model of its own, while nothing drawn or told tries
a new version on a part of the traffic: no canary, shadow, experiment or evaluation gate.

Why it is bad: offline metrics miss what users do. A version that is worse for everybody is seen
when the business metric has fallen.

For example:

    users, model = sd.Client("Users"), sd.ModelServer("Ranker", replicas=3)
    training, registry = sd.TrainingJob("Training"), sd.ModelRegistry("Registry")
    pattern = sd.Pattern(
        "Feed",
        users >> sd.Gateway("Gateway", replicas=3) >> model,
        training >> "artefact" >> registry >> sd.copies("model") >> model,
    )

Instead:

    users, model = sd.Client("Users"), sd.ModelServer("Ranker", replicas=3)
    training, registry = sd.TrainingJob("Training"), sd.ModelRegistry("Registry")
    pattern = sd.Pattern(
        "Feed",
        users >> sd.Gateway("Gateway", replicas=3, note="5% canary") >> model,
        training >> "artefact" >> registry >> sd.copies("model") >> model,
    )

Look-alike: a model that is trained and serves nobody yet.

    training, registry = sd.TrainingJob("Training"), sd.ModelRegistry("Registry")
    lake = sd.DataLake("Examples")
    pattern = sd.Pattern("Train", lake >> sd.batches("rows") >> training >> "artefact" >> registry)

False positives: internal models whose users are told of each version.

Source: Google, Rules of Machine Learning, rules 24 to 26.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import MODELS, is_a

_TRIES = (
    r"canar|shadow|a/b|\bab\b|experiment|evaluat|gate\b|roll.?back|roll.?out|5\s?%|1\s?%|bucket|"
    r"champion|staged|approved|regression|interleav|compare"
)


def release_without_canary(design: Design) -> Iterator[Finding]:
    """Models that are trained and served, and never tried on a part."""
    trains = any(is_a(one, ("TrainingJob",)) for one in design.there.values())
    served = [one for id, one in design.there.items() if id in design.on_path and is_a(one, MODELS)]
    if not trains or not served or not design.is_final or design.tells(_TRIES):
        return
    if any(design.has_words(id, _TRIES) for id in design.there):
        return
    yield found(
        served[0],
        f"A new version of {served[0].label} reaches 100% of users at once.",
        why="What offline metrics miss is then seen in the business metric, by everybody.",
        way_out="Release to a few percent first, compare, and return to the old version by itself "
        "when a guardrail metric falls.",
        asks="How do you know that the new model is better, before all users have it?",
        number="100%",
    )
