"""Seeded faults of systems with models: what is forgotten, and the rule that must miss it."""

import sddiagram as sd
from benchmarks.review.edits import Edit, actor, design, first, with_parts
from benchmarks.review.forgetting import forgotten
from sddiagram.review.roles import MODELS, is_a

_ORIGINS = (
    *("ModelRegistry", "TrainingJob", "ObjectStorage", "Evaluator", "ExperimentTracker"),
    *("Workflow", "DataLake"),
)


def no_registry(pattern: sd.Pattern) -> sd.Pattern | None:
    """Models are trained and served, and nothing brings the one to the other."""
    found = design(pattern)
    if not first(found, "ModelRegistry", "TrainingJob") or not _served(pattern):
        return None
    bare = forgotten(pattern, r"registry|release|weights|version", ("ModelRegistry",))
    board = design(bare)
    if not first(board, "TrainingJob", "ExperimentTracker"):
        return None
    return with_parts(
        bare,
        cut=lambda one: (
            is_a(board.there[one.target], MODELS)
            and (is_a(board.there[one.source], _ORIGINS) or one.link.verb.is_background)
        ),
    )


def no_canary(pattern: sd.Pattern) -> sd.Pattern | None:
    """Each new model reaches everybody at once."""
    if not first(design(pattern), "TrainingJob") or not _served(pattern):
        return None
    words = (
        r"canar|shadow|a/b|\bab\b|experiment|evaluat|gate\b|roll.?back|roll.?out|\d\s?%|bucket|"
        r"champion|staged|approved|regression|interleav|compare"
    )
    return forgotten(pattern, words, ("Evaluator", "ExperimentTracker"))


def no_feedback(pattern: sd.Pattern) -> sd.Pattern | None:
    """Nobody logs what was predicted, or hears what came of it."""
    if not _served(pattern):
        return None
    deaf = (
        *(
            "Monitoring",
            "Evaluator",
            "Collector",
            "Logging",
            "Tracing",
            "Stream",
            "PubSub",
            "Queue",
        ),
        *("DeadLetterQueue", "CDC"),
    )
    words = (
        r"feedback|prediction|drift|label|click|served|score|outcome|impression|evaluat|quality|"
        r"thumbs|log|trace|sample|usage"
    )
    return forgotten(pattern, words, deaf)


def no_history(pattern: sd.Pattern) -> sd.Pattern | None:
    """Online features that nothing fills from a history."""
    found = design(pattern)
    store = first(found, "OnlineFeatureStore")
    one = actor(found)
    if store is None or one is None:
        return None
    return with_parts(
        pattern,
        one >> sd.calls("put", share=0.01) >> store,
        cut=lambda arrow: arrow.target == store.id and arrow.source not in found.on_path,
    )


def ranks_everything(pattern: sd.Pattern) -> sd.Pattern | None:
    """A ranker scores the whole catalogue for each request."""
    one = actor(design(pattern))
    if one is None:
        return None
    ranker = sd.Ranker("Full ranker", replicas=3)
    return with_parts(pattern, one >> sd.calls("score all", share=0.01, costs=100_000) >> ranker)


def no_checkpoints(pattern: sd.Pattern) -> sd.Pattern | None:
    """Many machines train, and nothing is saved on the way."""
    found = design(pattern)
    lake = first(found, "DataLake", "ObjectStorage", "DataWarehouse", "OfflineFeatureStore")
    bare = forgotten(pattern, r"checkpoint|resum|restor")
    board = design(bare)
    dropped = [id for id in board.there if board.has_words(id, r"checkpoint")]
    rows = board.there.get(lake.id) if lake else None
    job = sd.TrainingJob("Large training", replicas=64)
    source = rows or sd.DataLake("Training rows", technology="iceberg")
    return with_parts(bare, source >> sd.batches("rows") >> job, drops=dropped)


def open_gpus(pattern: sd.Pattern) -> sd.Pattern | None:
    """Nothing says no before the GPUs."""
    found = design(pattern)
    one = actor(found)
    if one is None or one.id not in found.for_users:
        return None
    words = (
        r"quota|limit|admi(t|ssion)|token bucket|budget|shed|back.?pressure|queue|throttl|"
        r"concurrency|refus|schedul"
    )
    bare = forgotten(pattern, words, ("RateLimiter", "Queue", "Stream", "PubSub"))
    asking = design(bare).there.get(one.id)
    if asking is None:
        return None
    model = sd.LLM("Large model", technology="vllm", replicas=8)
    return with_parts(bare, asking >> sd.calls("prompt", share=0.01) >> model)


def no_guard(pattern: sd.Pattern) -> sd.Pattern | None:
    """Users write to a language model, and nobody checks what goes in or out."""
    found = design(pattern)
    one = actor(found)
    if one is None or one.id not in found.for_users:
        return None
    words = r"guard|moderat|safety|inject|jailbreak|policy|filter|harm|abuse|toxic|content check"
    bare = forgotten(pattern, words, ("Guardrail",))
    asking = design(bare).there[one.id]
    model = sd.LLM("Large model", technology="vllm", replicas=8)
    return with_parts(bare, asking >> sd.calls("prompt", share=0.01) >> model)


def endless_agent(pattern: sd.Pattern) -> sd.Pattern | None:
    """An agent of which nothing says when it stops."""
    found = design(pattern)
    one = actor(found)
    if one is None or one.id not in found.for_users:
        return None
    words = r"\bsteps?\b|budget|limit|at most|max(imum)?\b|loop|deadline|time.?out|cap\b"
    bare = forgotten(pattern, words)
    helper = sd.Agent("Helper", replicas=3)
    asking = design(bare).there[one.id]
    return with_parts(bare, asking >> sd.calls("task", share=0.01) >> helper)


def _served(pattern: sd.Pattern) -> bool:
    """Whether a model answers requests."""
    found = design(pattern)
    return any(is_a(found.there[id], MODELS - {"CandidateGenerator"}) for id in found.on_path)


ML_FAULTS: tuple[tuple[str, str, Edit], ...] = (
    ("no registry", "model-without-registry", no_registry),
    ("no canary", "release-without-canary", no_canary),
    ("no feedback", "model-without-feedback", no_feedback),
    ("features without a history", "features-without-history", no_history),
    ("everything is ranked", "ranks-everything", ranks_everything),
    ("no checkpoints", "training-without-checkpoints", no_checkpoints),
    ("no queue before GPUs", "unprotected-gpu-tier", open_gpus),
    ("no guard", "unguarded-model", no_guard),
    ("an agent without end", "unbounded-agent", endless_agent),
)
"""What is seeded, the rule that must find it, and how."""
