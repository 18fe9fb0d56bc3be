"""Facts that contradict each other, so that no number follows.

What it finds: a design of which the estimate cannot make numbers: a loop in which each request
makes another one, a share of what never arrives.

Why it is bad: no rate, no count of machines and no cost can be said; and a loop that is drawn so
would run for ever.

For example:

    users = sd.Client("Users", sends=sd.Requests("task", 1 * sd.rps))
    agent, model = sd.Service("Agent"), sd.LLM("Model")
    pattern = sd.Pattern("Agents", users >> agent >> "prompt" >> model >> "tool call" >> agent)

Instead:

    users = sd.Client("Users", sends=sd.Requests("task", 1 * sd.rps))
    agent, model = sd.Service("Agent"), sd.LLM("Model")
    prompt = sd.calls("prompt", times=5)
    back = model >> sd.answers("tool call") >> agent
    pattern = sd.Pattern("Agents", users >> agent >> prompt >> model, back)

Look-alike: a loop from which most requests leave.

    users = sd.Client("Users", sends=sd.Requests("task", 1 * sd.rps))
    agent, model = sd.Service("Agent"), sd.LLM("Model")
    again = sd.calls("once more", share=0.2)
    pattern = sd.Pattern("Agents", users >> agent >> "prompt" >> model >> again >> agent)

False positives: a drawing that is to have no numbers; the finding says what they would take.

Source: conservation of flow: what leaves a loop is what enters it.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found


def no_number_follows(design: Design) -> Iterator[Finding]:
    """What the estimate refused, as it says it."""
    if design.refused:
        said = design.refused.removeprefix(f"{design.view.pattern.title}: ").rstrip(".")
        yield found(
            None,
            f"No number follows from what is drawn: {said}.",
            why="So nothing here is checked against a load, a capacity or a time.",
            way_out="Mend the fact that is named, and `sddiagram estimate` works again.",
            asks="How often does one request go around?",
        )
