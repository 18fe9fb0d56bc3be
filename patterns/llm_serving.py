"""LLM serving: stream tokens to many users from few expensive GPUs."""

import math

import sddiagram as sd

peak = 3 * 5_000_000 * 8 * sd.per_day
tokens_in, tokens_out = 1_500, 300


def rate(a: float, b: float, c: float, prefix_hits: float = 0) -> sd.Quantity:
    """Requests a second of one replica, fitted to published TensorRT-LLM tables [TRT].

    Seconds a request = a x in x (1 - prefix hits) + b x out + c x (in x out + out^2 / 2).
    """
    attention = c * (tokens_in * tokens_out + tokens_out**2 / 2)
    return 1 / (a * tokens_in * (1 - prefix_hits) + b * tokens_out + attention) * sd.rps


fit_8b, fit_70b = (1.43e-5, 1.47e-5, 2.55e-8), (6.86e-5, 7.10e-5, 6.84e-8)
cold_8b, cold_70b = rate(*fit_8b), rate(*fit_70b)
prefix_hit = 0.5
fast_8b, fast_70b = rate(*fit_8b, prefix_hit), rate(*fit_70b, prefix_hit)

cache_hit, easy = 0.1, 0.7
missed = round(1 - cache_hit, 6)
to_small, to_large = round(missed * easy, 6), round(missed * (1 - easy), 6)
load, spare = 0.65, 1.15


def replicas(share: float, each: sd.Quantity) -> float:
    """Replicas that carry `share` of the peak at the planned load, not rounded."""
    return float(share * peak / (load * each))


singles, pairs = math.ceil(replicas(to_small, cold_8b)), math.ceil(replicas(to_large, cold_70b))
warm_singles, warm_pairs = (
    math.ceil(replicas(to_small, fast_8b)),
    math.ceil(replicas(to_large, fast_70b)),
)
all_large = 2 * math.ceil(replicas(missed, cold_70b))
routed, warm = singles + 2 * pairs, warm_singles + 2 * warm_pairs
spare_singles = math.ceil(spare * replicas(to_small, fast_8b))
spare_pairs = math.ceil(spare * replicas(to_large, fast_70b))
fleet = spare_singles + 2 * spare_pairs
gpu_cost = 5_000  # $ a month on demand [NM]

kv_token = 2 * 80 * 8 * 128 * sd.B  # keys and values, 80 layers, 8 heads of 128, FP8
free_memory = (160 * 0.95 - 71 - 6) * sd.GB  # of a pair: weights 71 GB, activations 6 GB
sequences = math.floor(free_memory / (kv_token * (tokens_in + tokens_out)))
in_flight = float(load * fast_70b * (0.5 * sd.s + tokens_out * 40 * sd.ms))

gpu_pool = sd.Group("GPU pool")

users = sd.Client("Users")
# 0.35 vCPU per 1k rps [IST]: 22.9k rps per 8-vCPU node; replicas are for the zones.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=22_900 * sd.rps,
    replicas=3,
    note="auth, safety, streaming",
)
single = sd.ModelServer(
    "70B replica",
    technology="vllm",
    capacity=cold_70b,
    replicas=1,
    note="2 x H100, FP8",
)

quota = sd.RateLimiter("Token quota", technology="redis", replicas=3, note="input + max output")
cache = sd.Cache(
    "Response cache",
    technology="redis",
    capacity=72_000 * sd.rps,  # one process, unpipelined [RED]
    replicas=3,
    hit_ratio=cache_hit,
    latency=0.5 * sd.ms,
    note="exact, tenant in the key",
)
router = sd.Service("Model router", replicas=3, note="easy to 8B, hard to 70B")
affine_router = router.but(note="size, prefix affinity")
small = sd.ModelServer(
    "8B pool",
    technology="vllm",
    capacity=cold_8b,
    replicas=singles,
    group=gpu_pool,
    note="1 x H100, FP8",
)
large = sd.ModelServer(
    "70B pool",
    technology="vllm",
    capacity=cold_70b,
    replicas=pairs,
    group=gpu_pool,
    note="2 x H100, FP8",
)
# Half of the input in the prefix cache, and 15% spare.
warm_small = small.but(capacity=fast_8b, replicas=spare_singles)
warm_large = large.but(capacity=fast_70b, replicas=spare_pairs)

registry = sd.ModelRegistry("Model registry", technology="mlflow", note="weights, adapters")
usage = sd.Stream("Usage log", technology="kafka", replicas=3, note="tokens, latency, samples")
evaluation = sd.BatchProcessor("Evaluation", note="quality gate, billing")
# Measured on a 70B pair with 5,000 tokens in and 500 out [NIM]: 50 streams wait 0.84 s for the
# first token, 100 wait 8.0 s.
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="scales on queue, KV use")
prefixes = sd.Cache("KV-cache tier", group=gpu_pool, note="host memory, SSD")
# Batch jobs come on top of the chat peak, off peak: their share of it is 0.
jobs = sd.Queue("Batch queue", technology="kafka", replicas=3, note="with dead-letter queue")
spot = sd.ModelServer("Spot pool", technology="vllm", note="batch jobs in 24 h")

pattern = sd.Pattern(
    "LLM serving",
    sd.Stage(
        "One replica",
        users >> "prompt" >> gateway >> "prompt" >> single,
        gateway >> sd.streams("tokens") >> users,
        why=f"It streams, but two H100s with a 70B carry {load * cold_70b.value:.0f} of {peak}.",
        tradeoffs=[
            sd.TradeOff(
                "continuous batching",
                gain="a finished sequence's place is filled at the next token",
                cost="latency depends on the neighbours",
                instead_of="fixed batch windows, which suit single-pass models",
            )
        ],
    ),
    sd.Stage(
        "Limit, reuse, route",
        gateway >> "reserve tokens" >> quota,
        gateway >> "get, set after" >> cache,
        gateway >> sd.calls("misses", share=missed) >> router,
        router >> sd.calls(f"hard, {100 * (1 - easy):.0f}%", share=round(1 - easy, 6)) >> large,
        router >> sd.calls(f"easy, {100 * easy:.0f}%", share=easy) >> small,
        replaces=single,
        why=f"All on 70B takes {all_large} GPUs; sending the easy ones to an 8B leaves {routed}.",
        tradeoffs=[
            sd.TradeOff(
                "route by difficulty",
                gain=f"{all_large} GPUs become {routed}",
                cost="a wrong guess costs quality; the router needs evaluation",
                instead_of="one large model for all",
            ),
            sd.TradeOff(
                "exact response cache",
                gain="a tenth of the prompts cost no GPU time",
                cost="few hits on chat: plan 5 to 10%",
                instead_of="a semantic cache, unsafe where its hit rate is high",
            ),
            sd.TradeOff(
                "FP8 weights",
                gain="half the memory: 71 GB instead of 141",
                cost="quality must pass an evaluation",
                instead_of="BF16",
            ),
        ],
    ),
    sd.Stage(
        "Measure and release",
        gateway >> sd.emits("usage") >> usage >> sd.batches("tokens, samples") >> evaluation,
        evaluation >> "approves" >> registry >> sd.copies("weights") >> [small, large],
        router >> sd.emits("queue, KV use") >> monitoring,
        why="From 50 to 100 streams a pair, the first token slips from 0.8 to 8 s.",
        step=sd.Step.DETAIL,
        tradeoffs=[
            sd.TradeOff(
                "scale on queue and KV use",
                gain="a signal that leads: GPUs take minutes to start",
                cost="headroom that idles off peak",
                instead_of="GPU utilisation, which is flat past the knee",
            )
        ],
    ),
    sd.Stage(
        "Keep prefixes, move batch",
        gateway >> sd.calls("misses", share=missed) >> affine_router,
        [warm_small, warm_large] >> sd.calls("prefix blocks") >> prefixes,
        gateway >> sd.emits("batch jobs", share=0) >> jobs >> "job" >> spot,
        registry >> sd.copies("weights") >> spot,
        changes=[affine_router, warm_small, warm_large],
        why=f"Prefix hits on half of the input save {routed - warm} of {routed} GPUs.",
        step=sd.Step.SCALE,
        tradeoffs=[
            sd.TradeOff(
                "prefix affinity with a load bound",
                gain="hits stay on the replica that holds the prefix",
                cost="hot prefixes load replicas unevenly",
                instead_of="round robin, which dilutes hits over the fleet",
            ),
            sd.TradeOff(
                "batch on spot GPUs",
                gain="$2 an hour, and chat keeps its latency",
                cost="preemption: jobs resume, within 24 hours",
                instead_of="batch jobs in the chat pools",
            ),
        ],
    ),
    brief=sd.Brief(
        "Serve chat completions from open-weight models to millions of users: a fast first token, "
        "streaming, and a bounded cost a token.",
        functional=[
            ("Chat, batch or embeddings?", "Streamed chat; batch jobs on a tier of their own."),
            ("Which models?", "8B and 70B in FP8, with adapters."),
        ],
        scale=[
            ("How many messages?", "5M daily users, 8 messages each."),
            (
                "How many tokens?",
                f"{tokens_in:,} in, of which 500 are the system prompt; {tokens_out} out.",
            ),
            ("How long is the context?", "At most 32k tokens."),
        ],
        non_functional=[
            ("Time to first token?", "p95 under 500 ms."),
            ("Time per output token?", "p95 under 40 ms."),
            ("Availability?", "99.9%."),
        ],
        constraints=[("May tenants share cached answers?", "No.")],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Messages at the peak", peak, "5M users x 8 a day / 86,400 s, x 3"),
        sd.Figure(
            "Output tokens",
            float(peak * tokens_out / sd.rps) / 1e3,
            f"{peak} x {tokens_out}",
            "k/s",
        ),
        sd.Figure(
            "One 70B pair", fast_70b, f"fitted, {prefix_hit:.0%} prefix hits; {load:.0%} used"
        ),
        sd.Figure("One 8B GPU", fast_8b, f"fitted, {prefix_hit:.0%} prefix hits; {load:.0%} used"),
        sd.Figure(
            "All on 70B", all_large, f"2 x {missed} x {peak} / ({load} x {cold_70b})", "GPUs"
        ),
        sd.Figure("Routed by size", routed, f"{singles} + 2 x {pairs}", "GPUs"),
        sd.Figure(
            "With prefixes and 15% spare", fleet, f"{spare_singles} + 2 x {spare_pairs}", "GPUs"
        ),
        sd.Figure("Fleet", fleet * gpu_cost, f"{fleet} x ${gpu_cost:,}", "$ a month"),
        sd.Figure("KV cache of a token, 70B", kv_token, "2 x 80 layers x 8 heads x 128 x 1 B"),
        sd.Figure(
            "Sequences in a pair's memory",
            sequences,
            f"{free_memory} / {tokens_in + tokens_out:,} tokens; {in_flight:.0f} are in flight",
        ),
    ],
    risks=[
        sd.Risk(
            "the KV cache is full",
            effect="sequences are preempted and computed again",
            mitigation="admit by KV tokens, cap the output, scale on KV use",
        ),
        sd.Risk(
            "one long prompt",
            effect="its prefill stalls its neighbours' tokens for seconds",
            mitigation="chunked prefill, or a pool for prefill",
        ),
        sd.Risk(
            "round robin over prefix caches",
            effect="each replica hits, the fleet recomputes: under 5% useful in one case",
            mitigation="affinity by prefix, with a bound on load",
        ),
        sd.Risk(
            "a replica dies",
            effect="its streams break",
            mitigation="the client resumes with what it has; one replica spare",
        ),
        sd.Risk(
            "demand rises faster than GPUs start",
            effect="past the knee the first token takes 8 s, then 88",
            mitigation="headroom, the queue as signal, refuse early, smaller model first",
        ),
        sd.Risk(
            "a cached answer crosses tenants",
            effect="one customer reads another's data",
            mitigation="the tenant in the key, no semantic sharing",
        ),
    ],
    probes=[
        sd.Probe(
            "Derive the KV cache for a context of 32k.",
            f"{kv_token} a token in FP8: 2 x 80 layers x 8 heads x 128. 32,768 tokens are "
            f"{32_768 * kv_token}, so a pair holds {math.floor(free_memory / (32_768 * kv_token))} "
            "of them at a time.",
        ),
        sd.Probe(
            "The first token got slow, GPU utilisation did not change: why?",
            "The GPUs were busy before; what grew is the queue. Scale on queue and KV use.",
        ),
        sd.Probe(
            "How do you bill and limit?",
            "By tokens: reserve input and maximum output at the gateway, settle when the stream "
            "ends, and meter to a log.",
        ),
        sd.Probe(
            "Deploy a new model without dropping streams?",
            "Start new replicas, route new requests by share, drain old ones until their streams "
            "end; prefixes warm up meanwhile.",
        ),
        sd.Probe(
            "Which cache saves what?",
            "The exact cache saves everything, and seldom hits. The prefix cache saves prefill "
            "alone: decoding still reads the whole KV.",
        ),
    ],
    category="ml",
    summary="Limit by tokens, cache before inference, route by size, keep prefixes warm.",
    sources=[
        "NVIDIA/TensorRT-LLM, performance overview: saturated output tokens a second",
        "NVIDIA NIM benchmarking 1.0.0: time to first token by concurrency",
        "mlcommons/inference_policies: interactive latency limits",
        "vLLM project, PagedAttention post (2023)",
        "Mooncake, arXiv 2407.00079: a KV-cache tier for serving",
    ],
)
