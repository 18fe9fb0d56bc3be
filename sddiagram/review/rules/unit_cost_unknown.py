"""GPUs without a price.

What it finds: a design with GPUs or language models of its own, sized by numbers, of which no cost
is stated.

Why it is bad: the GPU is the bill. Without a cost per request or per million tokens nobody can say
whether a smaller model, a cache or somebody else's API would be the better answer.

For example:

    asks = sd.Requests("ask", 100 * sd.rps)
    gate = sd.Gateway("Gateway", replicas=3, note="quota of tokens")
    model = sd.GPUPool("70B pool", capacity=10 * sd.rps, technology="vllm")
    pattern = sd.Pattern("Chat", sd.Client("Users", sends=asks) >> gate >> model)

Instead:

    asks = sd.Requests("ask", 100 * sd.rps)
    gate = sd.Gateway("Gateway", replicas=3, note="quota of tokens")
    model = sd.GPUPool("70B pool", capacity=10 * sd.rps, technology="vllm", cost=10_000 * sd.usd)
    pattern = sd.Pattern("Chat", sd.Client("Users", sends=asks) >> gate >> model)

Look-alike: a service without GPUs, whose cost nobody asks for.

    opens = sd.Requests("open", 100 * sd.rps)
    api = sd.Service("API", capacity=1_500 * sd.rps)
    pattern = sd.Pattern("Shop", sd.Client("Users", sends=opens) >> api)

False positives: a cluster that somebody else pays for; state its internal price.

Source: the question that every interview on GPUs asks: what does a request cost?
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found, named
from sddiagram.review.roles import is_a

_EXPENSIVE = ("GPUPool", "LLM", "TrainingJob")


def unit_cost_unknown(design: Design) -> Iterator[Finding]:
    """The most expensive parts, of which no cost is stated."""
    without = [
        load.component
        for load in design.numbers
        if is_a(load.component, _EXPENSIVE) and load.component.cost is None and load.rate.value
    ]
    if without and not design.tells(r"\$ ?\d"):
        yield found(
            without[0],
            f"No cost is stated for {named(one.label for one in without)}.",
            why="GPUs are the bill, and every other choice here is weighed against it.",
            way_out="State its price (cost=5_000 * sd.usd per H100 and month), and in the brief "
            "what a request may cost (sd.costs_at_most).",
            asks="What does one request cost, and when is somebody else's API cheaper?",
            number=f"{len(without)}",
        )
