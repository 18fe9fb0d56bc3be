"""A model of which nobody hears how it did.

What it finds: a model of one's own on the way of requests, in a final stage that logs no
predictions, gathers no feedback, and evaluates nothing.

Why it is bad: models fail without errors. The world changes, the scores drift, and the first who
notices is a customer.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    registry, model = sd.ModelRegistry("Registry"), sd.ModelServer("Model", replicas=3)
    pattern = sd.Pattern(
        "Score", users >> api >> "score" >> model, registry >> sd.copies("version") >> model
    )

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    registry, model = sd.ModelRegistry("Registry"), sd.ModelServer("Model", replicas=3)
    log = sd.Stream("Prediction log", technology="kafka")
    lake = sd.DataLake("History")
    pattern = sd.Pattern(
        "Score",
        users >> api >> "score" >> model,
        registry >> sd.copies("version") >> model,
        api >> sd.emits("features, score") >> log >> sd.streams("rows") >> lake,
    )

Look-alike: somebody else's model that writes a text for its reader.

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    pattern = sd.Pattern("Chat", users >> api >> "prompt" >> sd.LLM("Model", technology="openai"))

False positives: a frozen model whose inputs cannot change.

Source: Google, Rules of Machine Learning, rules 8 to 11.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import BROKERS, FILES, MODELS, is_a, is_managed

_HEARS = (
    r"feedback|predict|drift|label|click|served|score|outcome|impression|evaluat|quality|"
    r"thumbs|log|trace|sample|usage|actions"
)
_LISTENERS = BROKERS | FILES | {"Monitoring", "Evaluator", "Collector", "Logging", "Tracing"}


def model_without_feedback(design: Design) -> Iterator[Finding]:
    """Models after which nobody listens."""
    served = [
        one
        for id, one in design.there.items()
        if id in design.on_path and is_a(one, MODELS) and not is_managed(one)
    ]
    if not served or not design.is_final:
        return
    if any(
        is_a(one, _LISTENERS) and design.into[id] and design.has_words(id, _HEARS)
        for id, one in design.there.items()
    ) or any(is_a(one, ("Evaluator", "Monitoring")) for one in design.there.values()):
        return
    one = served[0]
    yield found(
        one,
        f"Nobody hears how {one.label} did: 0 arrows log its predictions or what came of them.",
        why="Models fail without errors, and a customer is the first who notices.",
        way_out="Log features, score and version of each prediction, join what happened later, and "
        "watch the distribution of scores until it has happened.",
        asks="The labels come in 60 days: how do you see on Monday that it got worse?",
        number="0 arrows",
    )
