"""An agent that may go on for ever.

What it finds: an agent, or a language model that calls tools in a loop, without a limit of steps,
time or money that is drawn or told.

Why it is bad: a loop costs money at machine speed. One confused task can take what a thousand take.

For example:

    users, agent = sd.Client("Users"), sd.Agent("Agent", replicas=3)
    model, tool = sd.LLM("Model", technology="openai"), sd.Tool("Web search")
    pattern = sd.Pattern("Agents", users >> agent >> "plan" >> model, agent >> "act" >> tool)

Instead:

    users = sd.Client("Users")
    agent = sd.Agent("Agent", replicas=3, note="at most 25 steps, $1 per task")
    model, tool = sd.LLM("Model", technology="openai"), sd.Tool("Web search")
    pattern = sd.Pattern("Agents", users >> agent >> "plan" >> model, agent >> "act" >> tool)

Look-alike: one call of a model with one look-up before it, in a fixed order.

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    model, index = sd.LLM("Model", technology="openai"), sd.VectorIndex("Pages", note="public")
    pattern = sd.Pattern("Help", users >> api >> "search" >> index, api >> "prompt" >> model)

False positives: none; the limit may be high, but there is one.

Source: Anthropic, Building effective agents, 2024, on stopping conditions.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a

_LIMITS = (
    r"\bsteps?\b|budget|limit|at most|max(imum)?\b|loop|deadline|time.?out|cap\b|\$ ?\d.* per task"
)


def unbounded_agent(design: Design) -> Iterator[Finding]:
    """Agents of which nothing says when they stop."""
    agents = [one for one in design.there.values() if is_a(one, ("Agent",))]
    if not agents or design.tells(_LIMITS):
        return
    if any(design.has_words(one.id, _LIMITS) for one in agents):
        return
    one = agents[0]
    yield found(
        one,
        f"Nothing says after how many steps {one.label} stops.",
        why="A loop spends money at machine speed, and one confused task takes what many take.",
        way_out="Give a task a limit of steps, seconds and dollars, and stop it with what it has.",
        asks="It calls the same tool for the tenth time: who notices, and what does it cost?",
    )
