"""A language model that anybody may write to, and nobody reads along.

What it finds: a language model that clients reach, in a final stage, with no guardrail, moderation
or check of what goes in and comes out, drawn or told.

Why it is bad: users, and documents that the model reads, write instructions as well as questions.
What comes out stands under your name.

For example:

    users, gate = sd.Client("Users"), sd.Gateway("Gateway", replicas=3, note="token quota")
    pattern = sd.Pattern("Chat", users >> gate >> sd.LLM("Model", technology="openai"))

Instead:

    users, gate = sd.Client("Users"), sd.Gateway("Gateway", replicas=3, note="token quota")
    guard = sd.Guardrail("Guardrail", replicas=3, note="input and output")
    pattern = sd.Pattern("Chat", users >> gate >> guard >> sd.LLM("Model", technology="openai"))

Look-alike: a model behind a batch job over one's own texts.

    texts, model = sd.DataLake("Tickets"), sd.LLM("Model", technology="openai")
    job = sd.Worker("Summariser")
    pattern = sd.Pattern("Summaries", texts >> sd.batches("tickets") >> job >> model)

False positives: a tool for a few of one's own engineers.

Source: OWASP Top 10 for LLM applications, LLM01 (prompt injection) and LLM05 (output handling).
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a

_SAID = r"guard|moderat|safety|inject|jailbreak|policy|filter|harm|abuse|toxic|content check"


def unguarded_model(design: Design) -> Iterator[Finding]:
    """Language models that users write to directly."""
    models = [
        design.there[id] for id in design.on_path if is_a(design.there[id], ("LLM", "GPUPool"))
    ]
    if not models or not design.is_final or design.tells(_SAID):
        return
    if any(
        is_a(one, ("Guardrail",)) or design.has_words(id, _SAID) for id, one in design.there.items()
    ):
        return
    one = min(models, key=lambda model: not is_a(model, ("LLM",)))
    yield found(
        one,
        f"Nothing checks what users send to {one.label}, or what it answers.",
        why="Users and documents write instructions as well as questions, and the answer stands "
        "under your name.",
        way_out="Check what goes in with a small classifier, what comes out sentence by sentence, "
        "and give the model no rights that its user lacks.",
        asks="A document says: ignore your instructions. What happens?",
        number="0 checks",
    )
