"""LLM serving: stream tokens to many users from few expensive GPUs."""

from dataclasses import replace

import sddiagram as sd

# 5M users x 8 messages a day = 463 rps on average; x 3 at the peak = 1,389.
# 1,500 tokens in, 300 out; all GPU rates are fitted to published TensorRT-LLM tables [TRT]:
# seconds a request = a x in x (1 - prefix hits) + b x out + c x (in x out + out^2 / 2).
peak = 1_389 * sd.rps
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
# No prefix hits: 0.158 s a request = 6.3 rps at most, 4.1 at 65 %.
single = sd.ModelServer(
    "70B replica",
    technology="vllm",
    capacity=6.3 * sd.rps,
    note="2 x H100, FP8",
)

quota = sd.RateLimiter("Token quota", technology="redis", replicas=3, note="input + max output")
cache = sd.Cache(
    "Response cache",
    technology="redis",
    capacity=72_000 * sd.rps,  # one process, unpipelined [RED]
    replicas=3,
    hit_ratio=0.1,
    latency=0.5 * sd.ms,
    note="exact, tenant in the key",
)
router = sd.Service("Model router", replicas=3, note="easy to 8B, hard to 70B")
affine_router = replace(router, note="size, prefix affinity")
# 10 % of 1,389 is cached; 70 % of the rest is 875 rps, 30 % is 375.
# No prefix hits: 8B 26 rps a GPU, 70B 6.3 a pair; at 65 %: 52 GPUs and 92 pairs.
small = sd.ModelServer(
    "8B pool",
    technology="vllm",
    capacity=26 * sd.rps,
    replicas=52,
    group=gpu_pool,
    note="1 x H100, FP8",
)
large = sd.ModelServer(
    "70B pool",
    technology="vllm",
    capacity=6.3 * sd.rps,
    replicas=92,
    group=gpu_pool,
    note="2 x H100, FP8",
)
# Half of the input in the prefix cache: 36 and 9.4 rps; at 65 % 38 GPUs and 62 pairs = 162 GPUs,
# with 15 % spare 187: 43 and 72 pairs.
warm_small = replace(small, capacity=36 * sd.rps, replicas=43)
warm_large = replace(large, capacity=9.4 * sd.rps, replicas=72)

registry = sd.ModelRegistry("Model registry", technology="mlflow", note="weights, adapters")
usage = sd.Stream("Usage log", technology="kafka", replicas=3, note="tokens, latency, samples")
evaluation = sd.BatchProcessor("Evaluation", note="quality gate, billing")
# Measured on a 70B pair with 5,000 tokens in and 500 out [NIM]: 50 streams wait 0.84 s for the
# first token, 100 wait 8.0 s.
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="scales on queue, KV use")
prefixes = sd.Cache("KV-cache tier", technology="", group=gpu_pool, note="host memory, SSD")
# Batch jobs come on top of the chat peak, off peak: their share of it is 0.
jobs = sd.Queue("Batch queue", technology="kafka", replicas=3, note="with dead-letter queue")
spot = sd.ModelServer("Spot pool", technology="vllm", note="batch jobs in 24 h")

pattern = sd.Pattern(
    "LLM serving",
    sd.Stage(
        "One replica",
        users >> "prompt" >> gateway >> "prompt" >> single,
        gateway >> sd.streams("tokens") >> users,
        why="It streams, but two H100s with a 70B model carry 4 of 1,389 rps.",
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
        gateway >> sd.calls("misses", share=0.9) >> router,
        router >> sd.calls("hard, 30 %", share=0.27) >> large,
        router >> sd.calls("easy, 70 %", share=0.63) >> small,
        replaces=single,
        why="All on 70B takes 608 GPUs; sending the easy 70 % to an 8B leaves 236.",
        tradeoffs=[
            sd.TradeOff(
                "route by difficulty",
                gain="608 GPUs become 236",
                cost="a wrong guess costs quality; the router needs evaluation",
                instead_of="one large model for all",
            ),
            sd.TradeOff(
                "exact response cache",
                gain="a tenth of the prompts cost no GPU time",
                cost="few hits on chat: plan 5 to 10 %",
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
        gateway >> sd.calls("misses", share=0.9) >> affine_router,
        [warm_small, warm_large] >> sd.calls("prefix blocks") >> prefixes,
        gateway >> sd.emits("batch jobs", share=0) >> jobs >> "job" >> spot,
        registry >> sd.copies("weights") >> spot,
        replaces=[router, small, large],
        why="Prefix hits on half of the input save 74 of 236 GPUs.",
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
            ("How many tokens?", "1,500 in, of which 500 are the system prompt; 300 out."),
            ("How long is the context?", "At most 32k tokens."),
        ],
        non_functional=[
            ("Time to first token?", "p95 under 500 ms."),
            ("Time per output token?", "p95 under 40 ms."),
            ("Availability?", "99.9 %."),
        ],
        constraints=[("May tenants share cached answers?", "No.")],
        traffic=peak,
    ),
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
