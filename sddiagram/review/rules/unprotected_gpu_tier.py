"""GPUs that anybody may ask for any amount of work.

What it finds: a language model or a pool of GPUs that requests reach through nothing that admits by
tokens, limits by tenant, or lets them queue.

Why it is bad: past saturation the time to the first token does not grow, it jumps: 0.8 s at 50
requests at a time, 8 s at 100, 62 s at 200 on two H100. One tenant with long prompts does that to
all others.

For example:

    users, api = sd.Client("Users"), sd.LoadBalancer("Load balancer")
    pool = sd.GPUPool("70B pool", replicas=4, technology="vllm")
    pattern = sd.Pattern("Chat", users >> api >> pool)

Instead:

    users = sd.Client("Users")
    api = sd.Gateway("Gateway", replicas=3, note="quota in tokens")
    pool = sd.GPUPool("70B pool", replicas=4, technology="vllm")
    pattern = sd.Pattern("Chat", users >> api >> pool)

Look-alike: GPUs for work that waits in a queue.

    jobs = sd.Queue("Jobs", technology="sqs", note="with dead-letter queue")
    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    pattern = sd.Pattern(
        "Batch", users >> api >> sd.emits("job") >> jobs >> sd.GPUPool("Pool", technology="vllm")
    )

False positives: a pool for one team's own batch work.

Source: NVIDIA NIM benchmarking 1.0.0, 70B FP8 on 2 x H100, 5,000/500 tokens.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.graph import reached
from sddiagram.review.roles import is_a, is_broker, is_client, is_managed, is_of_the_house

_GPU = ("GPUPool", "LLM")
_ADMITS = (
    r"quota|limit|admi(t|ssion)|token bucket|budget|shed|back.?pressure|queue|throttl|"
    r"concurrency|refus|schedul"
)


def unprotected_gpu_tier(design: Design) -> Iterator[Finding]:
    """GPUs before which nothing says no."""
    open_to = [id for id in design.starts if not is_of_the_house(design.there[id])]
    reachable = reached(open_to, design.calls_onward)
    pools = [design.there[id] for id in reachable if is_a(design.there[id], _GPU)]
    pools = [one for one in pools if not is_managed(one)]
    if not pools:
        return
    before = [id for id in reachable if not is_client(design.there[id])]
    if any(
        design.has_words(id, _ADMITS)
        or is_a(design.there[id], ("RateLimiter",))
        or is_broker(design.there[id])
        for id in before
    ):
        return
    one = min(pools, key=lambda pool: not is_a(pool, ("LLM",)))
    rate = design.rate(one.id)
    yield found(
        one,
        f"Nothing limits what reaches {one.label}" + (f", {rate} at the peak." if rate else "."),
        why="Past saturation the first token comes ten times later, and for every tenant.",
        way_out="Admit by tokens at the gateway: reserve input and maximum output per tenant, "
        "queue a little, and refuse early.",
        asks="One tenant sends prompts of 30,000 tokens: what do the others see?",
        number=rate,
    )
