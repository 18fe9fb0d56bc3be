"""GPU inference platform: many models and tenants on few GPUs of several kinds."""

import sddiagram as sd

tenants_count, tail_models, warm_tail = 500, 30, 10
spared = tail_models - warm_tail
prefix_hit, lora_cost = 0.5, 0.2  # both assumed
rag = sd.Requests("RAG chat", 1_728_000 * sd.per_day)
tuned = sd.Requests("tenant chat", 8_640_000 * sd.per_day)
tail = sd.Requests("rare model", 86_400 * sd.per_day)
embeds = sd.Requests("embedding", 86_400_000 * sd.per_day)
chats = [rag, tuned, tail]

# Fitted to NVIDIA's tables of saturated throughput [TRT].
pair, h200, single = sd.llm.LLAMA_70B_ON_2_H100, sd.llm.LLAMA_70B_ON_H200, sd.llm.LLAMA_8B_ON_H100
whole = sd.llm.Tokens(4_000, 300, prefix_hits=prefix_hit)
prompt = sd.llm.Tokens(4_000, 1, prefix_hits=prefix_hit)
# The prompt's keys and values come over the network, so that nearly nothing is computed again.
answer = sd.llm.Tokens(4_000, 300, prefix_hits=0.999)
short, rare = sd.llm.Tokens(800, 200), sd.llm.Tokens(1_000, 300)
stall = pair.a * whole.computed * sd.s  # in which a prompt occupies a pair alone
kv = whole.into * sd.tokens * pair.kv_per_token
nic = 46.25 * sd.GB / sd.s  # of one NIC of 400 Gb/s [NCCL]
adapter = 84 * sd.MB  # rank 16 on all linear layers of an 8B: 42M parameters x 2 B

month = 730 * sd.hours
tier, gpus = 0.9999, 0.9995  # availability of a replicated tier and a pool of GPUs, assumed
h100_cost = sd.cited(5_000 * sd.usd, "per month for an H100 on demand [NM]")
pair_cost = sd.cited(10_000 * sd.usd, "per month for two H100 on demand [NM]")
h200_cost = sd.assumed(6_000 * sd.usd, "per month for an H200")
a100_cost = sd.assumed(2_700 * sd.usd, "per month for an A100 of 40 GB")
# Times of one visit with its network, assumed; a call in a zone takes 0.5 ms [NM].
hop = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)
nvme, store_rate = 5 * sd.GB / sd.s, 1 * sd.GB / sd.s  # of one host, assumed
engine, new_node = 30 * sd.s, 180 * sd.s  # start of the engine and of a node, assumed
from_disk = pair.weights / nvme + engine
from_store = pair.weights / store_rate + engine + new_node
doubling = 10 * sd.minutes  # the fastest growth that the platform must follow

clients = sd.Client("Tenants", sends=[*chats, embeds])
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=[sd.planned("Envoy"), sd.assumed(160_000 * sd.tokens / sd.s, "events per 8 vCPU")],
    latency=hop,
    availability=tier,
    note="auth, one event per token",
)
quota = sd.RateLimiter(
    "Token quota", technology="redis", latency=hop, availability=tier, note="per tenant and model"
)
router = sd.Service(
    "Model router",
    capacity=sd.planned("service"),
    latency=hop,
    availability=tier,
    note="by model name",
)
affine = router.but(note="model, adapter, prefix, load")
llm = sd.ModelServer(
    "70B pool",
    technology="vllm",
    capacity=pair.rate(whole),
    latency=sd.llm.FirstTokens(pair, whole),
    cost=pair_cost,
    availability=gpus,
    note="2 x H100 each, FP8",
)
small = sd.ModelServer(
    "8B pool",
    technology="vllm",
    capacity=single.rate(short),
    latency=sd.llm.FirstTokens(single, short),
    cost=h100_cost,
    availability=gpus,
    note="H100, the base model",
)
multi = small.but(
    capacity=sd.cited(
        (1 - lora_cost) * single.rate(short),
        "per H100 for 800 tokens in and 200 out [TRT], less a fifth for adapters",
    ),
    note=f"base + {tenants_count} adapters",
)
embedder = sd.Embedder(
    "Embedding pool",
    technology="triton",
    capacity=sd.cited(4_860 * sd.rps, "of 128 tokens per A100, 60% of 8,100 [AIT]"),
    latency=sd.latency(6 * sd.ms, p99=12 * sd.ms),
    cost=a100_cost,
    availability=gpus,
    note="A100, dynamic batches",
)
weights = sd.ObjectStorage("Weight store", technology="s3", note="weights, adapters, hashes")
registry = sd.ModelRegistry(
    "Model registry", technology="mlflow", note="approved, signed, GPU type"
)
prefill = sd.ModelServer(
    "Prefill pool",
    technology="vllm",
    capacity=pair.rate(prompt),
    latency=sd.llm.FirstTokens(pair, prompt),
    cost=pair_cost,
    availability=gpus * gpus,  # an answer needs the decode pool, too
    note="2 x H100: arithmetic",
)
decode = sd.ModelServer(
    "Decode pool",
    technology="vllm",
    capacity=h200.rate(answer),
    latency=sd.latency(kv / nic + h200.decode_step, p99=3 * (kv / nic + h200.decode_step)),
    cost=h200_cost,
    availability=gpus,
    note="H200: memory bandwidth",
)
cold = sd.ModelServer(
    "Shared pool",
    technology="vllm",
    replicas=warm_tail,
    capacity=pair.rate(rare),
    latency=sd.llm.FirstTokens(pair, rare),
    cost=pair_cost,
    availability=gpus,
    note="rare models, on and off",
)
disks = sd.ObjectStorage("NVMe cache", technology="nvme", note="weights on each host")
autoscaler = sd.Scheduler("Autoscaler", technology="keda", note="forecast, queue, KV use")

adapters = sd.Records(
    "adapters", count=tenants_count, size=adapter, key="tenant, version", fields="rank, base, hash"
)
models = sd.Records(
    "models", count=40, size=pair.weights, key="model, version", fields="GPU type, state, limits"
)


def on_decode(n: sd.Numbers) -> sd.llm.Load:
    """One decode GPU at what it is asked."""
    return sd.llm.Load.among(h200, answer, n.at(decode), n[decode])


def unsplit(n: sd.Numbers) -> int:
    """The pairs that would do prefill and decode together."""
    return pair.replicas(n.at(prefill), whole, margin=1.5)


def together(n: sd.Numbers) -> sd.Quantity:
    """The time per token on such a pair."""
    return sd.llm.Load.among(pair, whole, n.at(prefill), unsplit(n)).time_per_token


def per_million(n: sd.Numbers) -> sd.Quantity:
    """Dollars per million output tokens at the average load."""
    made = (300 * (n[rag] + n[tail]) + 200 * n[tuned]) * sd.tokens
    assert n.cost.month is not None
    return sd.llm.cost_per_million_tokens(n.cost.month / month, made)


arxiv = "https://arxiv.org/abs/"
pattern = sd.Pattern(
    "GPU inference platform",
    sd.Stage(
        "A pool per model",
        clients >> "request" >> gateway >> "request" >> router,
        router >> sd.calls("chat", of=tuned) >> small,
        router >> sd.calls("RAG chat", of=rag) >> llm,
        router >> sd.calls("texts", of=embeds) >> embedder,
        gateway >> sd.answers("tokens", of=chats, costs=300 * sd.tokens) >> clients,
        gateway >> sd.answers("vectors", of=embeds) >> clients,
        weights >> sd.copies("weights") >> [small, llm, embedder],
        registry >> sd.copies("approved versions") >> weights,
        why="Each model has the right GPU; rare models and tenants' own ones are missing.",
        tradeoffs=[
            sd.TradeOff(
                "a GPU type for each kind of work",
                gain=lambda n: (
                    f"{n[embedder]} A100s embed what would take H100s at twice the price"
                ),
                cost="several pools to keep, none of which can lend to another",
                instead_of="one kind of GPU, simpler and more expensive",
            )
        ],
    ),
    sd.Stage(
        "Share the base model",
        gateway >> sd.calls("reserve, settle", of=chats, costs=2) >> quota,
        router >> sd.calls("chat", of=tuned) >> multi,
        changes=[affine, multi],
        why=f"{tenants_count} tuned models share one base: an adapter is {adapter}, the base 8 GB.",
        tradeoffs=[
            sd.TradeOff(
                "adapters swapped into one batch",
                gain=lambda n: (
                    f"{n[small]} H100s instead of {tenants_count}, one per tenant: "
                    f"{n[small] * 5_000 * sd.usd} per month, not {tenants_count * 5_000 * sd.usd}"
                ),
                cost="a fifth of the throughput, assumed, and one base version for all [SLORA]",
                instead_of="merged weights, for the one tenant whose traffic fills a GPU",
            )
        ],
    ),
    sd.Stage(
        "Prefill apart from decode",
        router >> sd.calls("prompt", of=rag) >> prefill,
        prefill >> sd.streams("keys, values", size=kv) >> decode,
        decode >> sd.answers("tokens") >> gateway,
        weights >> sd.copies("weights") >> [prefill, decode],
        replaces=llm,
        step=sd.Step.DETAIL,
        why="A long prompt no longer delays its neighbours' tokens, and each pool has its own GPU.",
        tradeoffs=[
            sd.TradeOff(
                "two pools for one model",
                gain=lambda n: (
                    f"no token waits {stall:.0f} for a neighbour's prompt [DIST], each pool grows "
                    f"alone; {n[prefill] * pair_cost + n[decode] * h200_cost} per month instead of "
                    f"{unsplit(n) * pair_cost}"
                ),
                cost=lambda n: (
                    f"{kv:.0f} cross the network per request [DYN], and the mean token takes "
                    f"{on_decode(n).time_per_token:.0f} instead of {together(n):.0f}"
                ),
                instead_of="one pool with chunked prefill, right for short prompts",
            )
        ],
    ),
    sd.Stage(
        "From cold",
        router >> sd.calls("rare model", of=tail) >> cold,
        weights >> sd.copies("weights") >> disks >> sd.copies("load") >> cold,
        router >> sd.batches("queues, KV use") >> autoscaler,
        autoscaler >> "replicas" >> [multi, prefill, decode, cold],
        sd.row(small, prefill, cold, embedder),
        step=sd.Step.SCALE,
        why=f"{tail_models} rare models share GPUs for {warm_tail}; a start takes {from_disk:.0f}.",
        tradeoffs=[
            sd.TradeOff(
                "weights on local disks",
                gain=f"{from_disk:.0f} to a first answer instead of {from_store:.0f}",
                cost=f"{models.count:.0f} models of up to {pair.weights} on every host's disk",
                instead_of="loading from the object store onto a new node",
            ),
            sd.TradeOff(
                "scale to zero for rare models",
                gain=f"{spared} pairs of H100, {spared * 10_000 * sd.usd} per month",
                cost=f"the first user waits {from_disk:.0f}, and sees that the model starts",
                instead_of="one warm replica of everything",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design a platform on which teams serve many models, and tenants their own fine-tuned "
        "ones, on a mixed fleet of GPUs, at a bounded cost.",
        functional=[
            ("What is served?", "A 70B with long prompts, an 8B with adapters, embeddings."),
            (
                "Who brings models?",
                f"{tenants_count} tenants bring adapters; teams bring {tail_models} rare models.",
            ),
            ("Is it streamed?", "Chat is; embeddings come in one answer."),
        ],
        scale=[
            ("How much chat?", "1.7M long prompts and 8.6M tenant messages per day, assumed."),
            (
                "How long are they?",
                "4,000 tokens in, half of them cached, 300 out; 800 in, 200 out.",
            ),
            ("And the rest?", "86M embeddings per day; one request per second to rare models."),
        ],
        non_functional=[
            ("Time to first token?", sd.at_most(1 * sd.s, percentile=95, of=rag)),
            (
                "Mean time per token?",
                sd.at_most(
                    50 * sd.ms, percentile=None, value=lambda n: on_decode(n).time_per_token
                ),
            ),
            ("Availability of chat?", sd.at_least(99.8 * sd.percent, of=[rag, tuned])),
            (
                "A rare model from cold?",
                sd.at_most(60 * sd.s, percentile=None, value=lambda n: from_disk),
            ),
            (
                "What may it cost per month?",
                sd.costs_at_most(600_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[
            ("May tenants share anything?", "The base weights; never prefixes or adapters."),
            ("Which GPUs are there?", "H100, H200 and A100, in three zones."),
            ("How fast does load grow?", f"It may double within {doubling}."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/chat/completions", "model or adapter, messages, max_tokens", "a token stream"
        ),
        sd.Endpoint("POST /v1/embeddings", "model, up to 256 texts", "vectors"),
        sd.Endpoint("PUT /v1/adapters/{name}", "base, weights, hash", "202; ready after a check"),
        sd.Endpoint("PUT /v1/models/{name}", "weights, GPU type, minimum, maximum", "a version"),
    ],
    data=[adapters, models],
    levels=sd.Levels(
        mid="Draws a gateway, a router and a pool per model, and says why GPUs need a queue and "
        "a limit by tokens.",
        senior="Shares one base among adapters, sizes prefill and decode apart, and breaks a cold "
        "start into node, image, weights and engine.",
        staff="Places work on the GPU where it is cheapest, decides which models may be cold from "
        "their cost, and sets headroom from growth and start time.",
    ),
    learning=sd.Learning(
        objective="Forecast each model's requests and tokens for the next five minutes, so that "
        "replicas start before the load comes.",
        labels="What was asked five minutes later, from the gateway's log.",
        offline="Error at the 95th percentile on a later week: too low costs latency, too high "
        "costs idle GPUs.",
        online="Share of requests that wait for a start, and idle GPU-hours.",
        leakage="Requests that were refused are demand too; features stop at the time of forecast.",
        drift="Compare forecast and load per model each hour; fall back to the queue as signal.",
    ),
    figures=[
        sd.Figure("1M output tokens", per_million),
        sd.Figure(
            "Time per token, 70B",
            lambda n: on_decode(n).time_per_token,
            lambda n: f"{on_decode(n).time_per_token.how}; unsplit {together(n):.0f}",
        ),
        sd.Figure(
            "Between prefill and decode",
            lambda n: n.at(decode) * kv,
            lambda n: (
                f"{n.at(decode)} x 4,000 tokens x 160 KiB; {float(kv / nic / sd.ms):.0f} ms "
                "for one on a NIC of 400 Gb/s [NCCL]"
            ),
        ),
        sd.Figure(
            "Start from local disk", from_disk, f"{pair.weights} / {nvme} + {engine}, assumed"
        ),
        sd.Figure(
            "Headroom that growth needs",
            100 * (2 ** float(from_store / doubling) - 1),
            f"growth while a new node starts, when load doubles in {doubling}; from disk "
            f"{100 * (2 ** float(from_disk / doubling) - 1):.0f}%",
            "%",
        ),
    ],
    risks=[
        sd.Risk(
            "load grows faster than GPUs start",
            effect="the first token comes seconds late, then requests are refused",
            mitigation="headroom from growth and start time, warm nodes, an alarm on queues",
        ),
        sd.Risk(
            "prefill and decode are out of proportion",
            effect="late first tokens while half of the fleet idles",
            mitigation="scale each pool on its own queue; let decode GPUs take short prompts",
        ),
        sd.Risk(
            "one tenant's adapter is hot",
            effect="slow answers for tenants on the same replicas",
            mitigation="schedule by tokens per tenant, then give the hot adapter its own replica",
        ),
        sd.Risk(
            "a bad or foreign adapter is loaded",
            effect="wrong answers, or another tenant's knowledge in them",
            mitigation="hash and owner checked at load, tenant in the routing and the prefix key",
        ),
    ],
    probes=[
        sd.Probe(
            "When is the split worth it?",
            lambda n: (
                "When prompts are long and the slowest tokens matter. The mean is not better: "
                f"{on_decode(n).time_per_token:.0f} against {together(n):.0f}; nor is the "
                f"throughput [VLLMPD]. What goes away is the wait of {stall:.0f} behind a prompt. "
                "Short prompts are cheaper to prefill "
                "where they are decoded [DYN]."
            ),
        ),
        sd.Probe(
            "How many adapters fit?",
            f"{tenants_count} of {adapter} are {tenants_count * adapter}: all fit in host memory, "
            "and the hot ones in GPU memory beside the KV cache. S-LoRA serves thousands from one "
            "machine that way [SLORA].",
        ),
        sd.Probe(
            "What makes up a cold start?",
            f"A node ({new_node}), the image, the weights ({pair.weights / store_rate:.0f} from "
            f"the store, {pair.weights / nvme:.0f} from disk), the engine ({engine}). Keep nodes "
            "and images warm and weights on disk. ServerlessLLM loads 3.6 to 8.2 times faster than "
            "the usual loaders [SLLM].",
        ),
        sd.Probe(
            "Which GPU for which work?",
            "Prefill is limited by arithmetic, decode by memory bandwidth and room for keys and "
            "values, embeddings by price. Compare dollars per token at the promised latency, not "
            "peak FLOPs.",
        ),
    ],
    accepts=sd.Accepted(
        "model-without-feedback",
        on=multi,
        because="tenants own the models and judge the answers; the platform sees no labels",
    ),
    category="ml",
    summary="One base for many adapters, prefill apart from decode, weights close to the GPUs.",
    sources=[
        sd.Source(
            "SLORA",
            "S-LoRA: serving thousands of concurrent LoRA adapters",
            "arXiv 2311.03285",
            2023,
            f"{arxiv}2311.03285",
        ),
        sd.Source(
            "VLLMPD",
            "Disaggregated prefilling: what it is for, and that it does not raise throughput",
            "vLLM",
            None,
            "https://docs.vllm.ai/en/latest/features/disagg_prefill/",
        ),
        sd.Source(
            "DYN",
            "Disaggregation: separating prefill and decode; conditional disaggregation",
            "NVIDIA Dynamo",
            2025,
            "https://github.com/ai-dynamo/dynamo/blob/274eb0e/docs/architecture/disagg_serving.md",
        ),
        sd.Source(
            "DIST",
            "DistServe: disaggregating prefill and decoding for goodput-optimized LLM serving",
            "OSDI",
            2024,
            f"{arxiv}2401.09670",
        ),
        sd.Source(
            "SLLM",
            "ServerlessLLM: low-latency serverless inference for LLMs",
            "OSDI",
            2024,
            f"{arxiv}2401.14351",
        ),
    ],
    network=sd.latency(0.25 * sd.ms, p99=1 * sd.ms),
)
