"""Replicas with a prefix cache each, and a balancer that does not know it.

What it finds: several replicas of a language model whose prefixes are said to be cached, behind
calls that say nothing of affinity.

Why it is bad: under round robin each of ten replicas computes and keeps the same prefix, so that a
cache that could hit half of the time hits a tenth of that, and the prefill is paid again.

For example:

    users, gate = sd.Client("Users"), sd.Gateway("Gateway", replicas=3, note="quota, round robin")
    pool = sd.GPUPool("70B pool", replicas=10, technology="vllm", note="prefix cache")
    pattern = sd.Pattern("Chat", users >> gate >> pool)

Instead:

    users, gate = sd.Client("Users"), sd.Gateway("Gateway", replicas=3, note="quota")
    pool = sd.GPUPool("70B pool", replicas=10, technology="vllm", note="prefix cache")
    router = sd.Service("Router", replicas=3, note="affinity by prefix, bounded load")
    pattern = sd.Pattern("Chat", users >> gate >> router >> pool)

Look-alike: one replica, which sees every prefix.

    users, gate = sd.Client("Users"), sd.Gateway("Gateway", replicas=3, note="quota, round robin")
    pool = sd.GPUPool("70B pool", technology="vllm", note="prefix cache")
    pattern = sd.Pattern("Chat", users >> gate >> pool)

False positives: prompts that share nothing, or a cache tier that all replicas share.

Source: vLLM documentation, Automatic prefix caching.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a

_MODELS = ("GPUPool", "LLM", "ModelServer")
_PREFIX = r"prefix|kv.?cache|kv blocks"
_AFFINE = r"affin|sticky|consistent|by prefix|prefix.aware|session|same replica|shared|tier|hash"


def prefix_blind_routing(design: Design) -> Iterator[Finding]:
    """Prefix caches that are thinned out by the number of replicas."""
    pools = [
        one
        for id, one in design.there.items()
        if is_a(one, _MODELS) and design.count(id) > 1 and design.has_words(id, _PREFIX)
    ]
    if not pools or design.tells(r"affinity|prefix.aware|sticky"):
        return
    if any(design.has_words(id, _AFFINE) for id in design.there):
        return
    one = pools[0]
    count = design.count(one.id)
    yield found(
        one,
        f"{one.label} caches prefixes in each of {count:,} replicas, and requests are spread over "
        "them blindly.",
        why=f"Each replica computes the same prefixes, and hits about 1/{count:,} as often as it "
        "could.",
        way_out="Route by a hash of the prefix or the conversation, with a bound on load.",
        asks="Where does a follow-up message go, and what does it find there?",
        number=f"{count:,} replicas",
    )
