"""A model in service that came from nowhere.

What it finds: a model server on the way of requests, in a design that trains models or has several
stages, with no arrow that brings it a model: none from a registry, a training job or a store.

Why it is bad: nobody can say which version answers, and taking a bad one back is a new deployment
in the middle of an outage.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    model, training = sd.ModelServer("Fraud model", replicas=3), sd.TrainingJob("Training")
    lake = sd.DataLake("Examples")
    pattern = sd.Pattern(
        "Fraud", users >> api >> "score" >> model, lake >> sd.batches("rows") >> training
    )

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    model, training = sd.ModelServer("Fraud model", replicas=3), sd.TrainingJob("Training")
    lake, registry = sd.DataLake("Examples"), sd.ModelRegistry("Registry")
    pattern = sd.Pattern(
        "Fraud",
        users >> api >> "score" >> model,
        lake >> sd.batches("rows") >> training >> "artefact" >> registry,
        registry >> sd.copies("approved version") >> model,
    )

Look-alike: somebody else's model behind an API, whose versions they keep.

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    model = sd.LLM("GPT", technology="openai")
    pattern = sd.Pattern("Chat", users >> api >> "prompt" >> model)

False positives: one frozen model that is part of the service's image; say it in its note.

Source: Google, Rules of Machine Learning, on launching and reverting models.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import MODELS, is_a, is_managed

_ORIGINS = (
    *("ModelRegistry", "TrainingJob", "ObjectStorage", "Evaluator", "ExperimentTracker"),
    *("Workflow", "DataLake"),
)
_TRAINS = ("TrainingJob", "ExperimentTracker", "ModelRegistry")
_SAID = r"\b(weights|artefact|artifact|checkpoint|version|image|release|registry|frozen|model)\b"


def model_without_registry(design: Design) -> Iterator[Finding]:
    """Models in service that nothing brings."""
    if not any(is_a(one, _TRAINS) for one in design.there.values()):
        return
    servers = [
        one
        for id, one in design.there.items()
        if id in design.on_path
        and is_a(one, MODELS - {"CandidateGenerator"})
        and not is_managed(one)
    ]
    if any(_is_brought(one.id, design) for one in servers):
        return
    for one in servers[:1]:
        yield found(
            one,
            f"{one.label} answers requests, and 0 arrows bring it a model.",
            why="Nobody can say which version answers, and a bad one cannot be taken back quickly.",
            way_out="Draw a model registry between training and serving: versions that do not "
            "change, an approved one, and the one before it ready to return to.",
            asks="The new model is worse: what do you do in the next five minutes?",
            number="0 arrows",
        )


def _is_brought(id: str, design: Design) -> bool:
    """Whether something delivers what the server runs."""
    return any(
        is_a(design.there[arrow.source], _ORIGINS)
        or (arrow.link.verb.is_background and design.has_words(arrow, _SAID))
        for arrow in design.into[id]
    )
