"""LLM serving: stream tokens to many users from few expensive GPUs."""

from math import sqrt

import sddiagram as sd

users_a_day, messages, hard_share = 5_000_000, 8, 0.3
tokens_in, tokens_out, prefix_hit, cache_hit = 1_500, 300, 0.5, 0.1
average = users_a_day * messages * sd.per_day
prompt = tokens_in * 4 * sd.B  # 4 B per token, assumed
easy = sd.Requests("easy", (1 - hard_share) * average, request=prompt)
hard = sd.Requests("hard", hard_share * average, request=prompt)
chat = [easy, hard]
megabytes, texts = sd.unit("megabyte"), sd.unit("sequence")
usage_records = sd.Records(
    "usage records",
    key="tenant, request_id",
    fields="model, adapter, tokens in, cached and out, first token, finish reason",
    count=7 * users_a_day * messages,
    size=1 * sd.KB,
)

# Fitted to NVIDIA's tables of saturated throughput [TRT]; one decode step measured [NIM].
pair, single = sd.llm.LLAMA_70B_ON_2_H100, sd.llm.LLAMA_8B_ON_H100
four = sd.llm.Replica.from_first_principles(sd.llm.LLAMA_3_70B, sd.llm.H100, 4, sd.llm.FP8)
cold = sd.llm.Tokens(tokens_in, tokens_out)
warm = sd.llm.Tokens(tokens_in, tokens_out, prefix_hits=prefix_hit)
gpu_cost, one_year = 5_000 * sd.usd, 3_000 * sd.usd  # per month [NM]
three_years = 1_500 * sd.usd  # per month, assumed: half of the price for one year
by_api = 1.04 * (tokens_in + tokens_out) / tokens_out * sd.usd  # per 1M tokens out [TOG]
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
# A pool keeps 15% spare, not a third: what losing a zone costs is a decision of this design.
spare = 0.15
gpu_pool = sd.Group("GPU pool", sizing=sd.Sizing(spare=0, extra=spare))
tier = 0.9999  # availability of a replicated tier, assumed
# Times of one visit with its network, assumed; in a zone a call takes 0.5 ms [NM].
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
redis_time = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)
# Ten minutes of prompts at the peak, assumed: an upper bound, since turns share their beginning.
kept, misses = 10 * sd.minutes, 1 - cache_hit
prefixes_8b = sd.llm.prefix_memory(misses * easy.at_peak, tokens_in, single.kv_per_token, kept)
prefixes_70b = sd.llm.prefix_memory(misses * hard.at_peak, tokens_in, pair.kv_per_token, kept)
prompt_kv = tokens_in * sd.tokens * pair.kv_per_token
load_time = pair.weights / (1 * sd.GB / sd.s)  # 1 GB/s from the store to one replica, assumed
long_prompt = 30_000 * pair.a * sd.s


def blocks(replica: sd.llm.Replica) -> sd.Quantity:
    """The keys and values that one prompt finds in the tier."""
    size = prefix_hit * tokens_in * sd.tokens * replica.kv_per_token
    return float(size / sd.MB) * megabytes


users = sd.Client("Users", sends=chat)
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=[
        sd.planned("Envoy"),
        sd.assumed(160_000 * sd.tokens / sd.s, "per node, at 20,000 events per vCPU"),
    ],
    latency=hop_time,
    availability=tier,
    cost=node_cost,
    note="auth, one event per token",
)
quota = sd.RateLimiter(
    "Token quota",
    technology="redis",
    latency=redis_time,
    availability=tier,
    note="input + max output",
)
cache = sd.Cache(
    "Response cache",
    technology="redis",
    caches=chat,
    hit_ratio=cache_hit,
    stale=1 * sd.hour,
    latency=redis_time,
    availability=tier,
    note="exact, tenant in the key",
)
router = sd.Service(
    "Model router",
    capacity=sd.planned("service"),
    latency=sd.latency(1 * sd.ms, p99=4 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="easy to 8B, hard to 70B",
)
affine_router = router.but(note="size, adapter, prefix, load")
small = sd.ModelServer(
    "8B pool",
    technology="vllm",
    capacity=single.rate(cold),
    latency=sd.llm.FirstTokens(single, cold),
    availability=tier,
    cost=sd.cited(gpu_cost, "per H100 on demand [NM]"),
    group=gpu_pool,
    note="1 x H100, FP8",
)
large = sd.ModelServer(
    "70B pool",
    technology="vllm",
    capacity=pair.rate(cold),
    latency=sd.llm.FirstTokens(pair, cold),
    availability=tier,
    cost=sd.cited(pair.gpus * gpu_cost, "per pair of H100 on demand [NM]"),
    group=gpu_pool,
    note="2 x H100, FP8",
)
alone = large.but(label="70B replica", replicas=1, availability=None, group=None)
warm_small = small.but(capacity=single.rate(warm), latency=sd.llm.FirstTokens(single, warm))
warm_large = large.but(capacity=pair.rate(warm), latency=sd.llm.FirstTokens(pair, warm))
# The new message and the answer are 4 pieces of 128 tokens, assumed; the history was checked.
guard = sd.Guardrail(
    "Guard model",
    technology="triton",
    capacity=sd.cited(4_860 * texts / sd.s, "of 128 tokens per A100, 60% of 8,100 [AIT]"),
    latency=sd.latency(3 * sd.ms, p99=8 * sd.ms),
    availability=tier,
    cost=sd.assumed(2_700 * sd.usd, "per A100 of 40 GB"),
    note="prompt, then each sentence",
)
usage = sd.Stream(
    "Usage log",
    technology="kafka",
    holds=usage_records,
    node=20 * sd.TB,
    copies=3,
    cost=sd.assumed(2_000 * sd.usd, "per broker with 20 TB of disk"),
    note="bills, samples, 7 days",
)
evaluation = sd.Evaluator("Evaluation", note="quality gate")
weights = sd.ObjectStorage("Weight store", technology="s3", note="approved, adapters")
autoscaler = sd.Scheduler("Autoscaler", technology="keda", note="starts, drains replicas")
prefixes = sd.Cache(
    "KV-cache tier",
    capacity=sd.assumed(20_000 * megabytes / sd.s, "per host"),
    holds=[prefixes_8b, prefixes_70b],
    node=8 * sd.TB,  # DRAM and NVMe of one host of 8 GPUs, assumed
    hit_ratio=prefix_hit,
    group=gpu_pool,
    note="DRAM, SSD, salt per tenant",
)


def on_large(n: sd.Numbers, lost: int = 0) -> sd.llm.Load:
    """One pair at what it is asked, with the pairs of `lost` zones gone."""
    return sd.llm.Load.among(pair, warm, n.at(large), n[large], lost=lost)


def on_small(n: sd.Numbers) -> sd.llm.Load:
    """One GPU with the 8B at what it is asked."""
    return sd.llm.Load.among(single, warm, n.at(small), n[small])


def token_p95(n: sd.Numbers) -> sd.Quantity:
    """The time per token that a pair keeps in 95% of all moments.

    A step takes T0 and a part for each sequence in flight, so these form a birth-death process
    whose stationary distribution is a negative binomial, of variance mean / (1 - shared).
    """
    load, step = on_large(n), pair.decode_step
    tail = 1 + 1.645 / sqrt(float(load.in_flight) * (1 - float(load.shared)))
    most = step + (load.time_per_token - step) * tail
    return sd.assumed(most, "in 95% of all moments, with sequences that come and go")


def fleet(
    n: sd.Numbers,
    tokens: sd.llm.Tokens = warm,
    margin: float = 1 + spare,
    share: float = hard_share,
) -> int:
    """The GPUs of both pools with these hits, this margin and this share of hard prompts."""
    eights = single.replicas((1 - share) * n.at(router), tokens, margin=margin)
    return eights + pair.gpus * pair.replicas(share * n.at(router), tokens, margin=margin)


def gpus(n: sd.Numbers) -> int:
    """The GPUs of both pools as they stand."""
    return n[small] * single.gpus + n[large] * pair.gpus


def per_million(n: sd.Numbers, price: sd.Quantity = gpu_cost) -> sd.Quantity:
    """Dollars per million output tokens, of both pools as they stand at the average load."""
    month = gpus(n) * price / (730 * sd.hours)
    return sd.llm.cost_per_million_tokens(month, (n[easy] + n[hard]) * (tokens_out * sd.tokens))


def steady(replica: sd.llm.Replica) -> sd.Quantity:
    """Dollars per million output tokens of one replica that is always used by 65%."""
    month = replica.gpus * gpu_cost / (730 * sd.hours)
    return sd.llm.cost_per_million_tokens(month, 0.65 * replica.tokens_per_second(warm))


at_plan = sd.llm.Load(pair, warm, 0.65 * pair.rate(warm))
pattern = sd.Pattern(
    "LLM serving",
    sd.Stage(
        "One replica",
        users >> "prompt" >> gateway >> "prompt" >> alone,
        gateway >> sd.answers("tokens", costs=tokens_out * sd.tokens) >> users,
        why=lambda n: (
            f"It streams, but two H100s with a 70B carry {alone.capacity:.1f} of {n.peak}."
        ),
        tradeoffs=sd.TradeOff(
            "continuous batching",
            gain="a new sequence takes a finished one's place at the next token",
            cost="latency depends on the neighbours in the batch",
            instead_of="fixed batch windows, which suit models of a single pass",
        ),
    ),
    sd.Stage(
        "Limit, reuse, route",
        gateway >> sd.calls("reserve, settle", costs=2) >> quota,
        gateway >> "get" >> cache,
        gateway >> sd.calls("set", after=cache) >> cache,
        gateway >> sd.calls("misses", after=cache) >> router,
        router >> sd.calls("easy", of=easy) >> small,
        router >> sd.calls("hard", of=hard) >> large,
        replaces=alone,
        why=lambda n: (
            f"All on 70B takes {fleet(n, cold, share=1)} GPUs; easy ones on an 8B leave {gpus(n)}."
        ),
        tradeoffs=[
            sd.TradeOff(
                "route by difficulty",
                gain=lambda n: f"{fleet(n, cold, share=1)} GPUs become {gpus(n)}",
                cost="a wrong guess costs quality, so the router needs its own evaluation",
                instead_of="one large model for all prompts",
            ),
        ],
    ),
    sd.Stage(
        "Guard, measure, scale",
        gateway >> sd.calls("new text", costs=4 * texts) >> guard,
        gateway >> sd.emits("usage", size=1 * sd.KB) >> usage,
        usage >> sd.batches("samples") >> evaluation >> sd.batches("approves") >> weights,
        weights >> sd.copies("weights") >> [small, large],
        [small, large] >> sd.batches("queue, KV use") >> autoscaler,
        autoscaler >> sd.emits("start, drain") >> [small, large],
        why="From 50 to 100 streams per pair the first token slips from 0.8 to 8 s [NIM].",
        step=sd.Step.DETAIL,
        tradeoffs=sd.TradeOff(
            "scale on queue and KV use",
            gain="both rise before users notice, and a replica needs minutes to start",
            cost="spare GPUs that idle off peak",
            instead_of="GPU utilisation, which is flat past the knee",
        ),
    ),
    sd.Stage(
        "Keep prefixes, plan failure",
        gateway >> sd.calls("misses", after=cache) >> affine_router,
        warm_small >> sd.streams("prefix blocks", costs=blocks(single)) >> prefixes,
        warm_large >> sd.streams("prefix blocks", costs=blocks(pair)) >> prefixes,
        router >> sd.calls("if 70B fails", of=hard, fallback=large) >> small,
        changes=[affine_router, warm_small, warm_large],
        why=lambda n: (
            f"Prefix hits on half of the input save {fleet(n, cold) - gpus(n)} of "
            f"{fleet(n, cold)} GPUs."
        ),
        step=sd.Step.SCALE,
        tradeoffs=[
            sd.TradeOff(
                "prefix affinity with a load bound",
                gain="hits stay on the replica that holds the prefix",
                cost="hot prefixes load replicas unevenly",
                instead_of="round robin, which spreads each prefix over the fleet",
            ),
            sd.TradeOff(
                "15% spare in each pool",
                gain=lambda n: f"{gpus(n)} GPUs at {per_million(n):,.2f} per 1M output tokens",
                cost=lambda n: (
                    f"a lost zone makes a token take {on_large(n, 1).time_per_token:.0f}"
                ),
                instead_of=lambda n: f"{fleet(n, margin=1.5)} GPUs, which hide a lost zone",
            ),
        ],
    ),
    brief=sd.Brief(
        "Serve chat completions from open-weight models to millions of users: a fast first token, "
        "streaming, and a bounded cost per token.",
        functional=[
            ("Chat, batch or embeddings?", "Streamed chat; batch jobs have their own spot fleet."),
            ("Which models?", "8B and 70B in FP8, with LoRA adapters per tenant."),
            ("Who keeps the conversation?", "The client: it sends the history with each message."),
        ],
        scale=[
            ("How many messages?", "5M daily users, 8 messages each; 30% need the 70B, assumed."),
            ("How many tokens?", "1,500 in on average, 200 to 30,000; 300 out. Assumed."),
            ("How long is the context?", "At most 32k tokens."),
        ],
        non_functional=[
            ("Time to first token?", sd.at_most(500 * sd.ms, percentile=95)),
            (
                "Time per output token, at p95?",
                sd.at_most(40 * sd.ms, percentile=None, value=token_p95),
            ),
            ("Availability?", sd.at_least(99.9 * sd.percent)),
            (
                "What may a token cost?",
                sd.costs_at_most(
                    3 * sd.usd / (1e6 * sd.tokens),
                    value=lambda n: per_million(n) / (1e6 * sd.tokens),
                ),
            ),
        ],
        constraints=[
            ("May tenants share cached answers?", "No."),
            ("What if a zone is lost?", "Slower tokens are accepted; no outage is."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/chat/completions",
            "model or adapter, messages, max_tokens, stream",
            "server-sent events, one per token; usage and finish reason in the last one",
            "closing the connection cancels; 429 with Retry-After when the quota is used up",
        ),
        sd.Endpoint("GET /v1/usage", "tenant, from, to", "tokens in, cached and out, and dollars"),
    ],
    levels=sd.Levels(
        mid="Draws gateway, quota, router and GPU pools, and derives the weights and the KV cache.",
        senior="Sizes both pools from tokens, checks both latency goals at the planned load, "
        "places each cache, and scales on the queue.",
        staff="Argues cost per token against an API, the price of a lost zone, when to split "
        "prefill from decode, and how tenants and adapters share a fleet fairly.",
    ),
    learning=sd.Learning(
        objective="The router predicts whether the 8B's answer would be judged as good as the "
        "70B's; each correct yes saves GPUs without a loss that users notice.",
        labels="Prompts that both models answered, compared by people and by a judge model; public "
        "preference data is the start [ROUTE].",
        offline="Quality kept against the share sent to the 70B, and the judge's agreement with "
        "people.",
        online="Thumbs, regenerated answers and cost per message, in an A/B test of the threshold.",
        leakage="Split by time and by conversation; the judge must not see which model answered.",
        drift="Watch the share called hard and the regenerated answers. A new model makes labels "
        "stale, so 1% of the prompts keep going to both.",
    ),
    figures=[
        sd.Figure("One 70B pair", pair.rate(warm)),
        sd.Figure("One 8B GPU", single.rate(warm)),
        sd.Figure("Fleet", gpus, lambda n: f"{n[small]} + 2 x {n[large]}", "GPUs"),
        sd.Figure(
            "Fleet that loses a zone unnoticed",
            lambda n: fleet(n, margin=1.5),
            "x 3/2 in place of x 1.15",
            "GPUs",
        ),
        sd.Figure(
            "Fleet per month",
            lambda n: gpus(n) * gpu_cost,
            lambda n: f"{gpus(n)} x {gpu_cost} [NM]",
        ),
        sd.Figure("1M output tokens", per_million),
        sd.Figure("1M output tokens, 1 year", lambda n: per_million(n, one_year)),
        sd.Figure("1M output tokens, 3 years", lambda n: per_million(n, three_years)),
        sd.Figure("1M tokens of a 70B at a steady 65% use", steady(pair)),
        sd.Figure("1M tokens of an 8B at a steady 65% use", steady(single)),
        sd.Figure("Time per token, 70B", lambda n: on_large(n).time_per_token),
        sd.Figure("Time per token, 8B", lambda n: on_small(n).time_per_token),
        sd.Figure("Time per token at exactly 65%, 70B", at_plan.time_per_token),
        sd.Figure(
            "First token from a pair, p95",
            lambda n: on_large(n).first_token.p95,
            lambda n: on_large(n).first_token.how,
        ),
        sd.Figure(
            "First token from a GPU with the 8B, p95",
            lambda n: on_small(n).first_token.p95,
            lambda n: on_small(n).first_token.how,
        ),
        sd.Figure("In flight on a pair", lambda n: on_large(n).in_flight, unit="sequences"),
        sd.Figure("KV held by a pair", lambda n: on_large(n).kv_held),
        sd.Figure("Prefixes of the 70B", prefixes_70b),
    ],
    risks=[
        sd.Risk(
            "one prompt of 30,000 tokens arrives",
            effect=f"its sender waits {long_prompt:.1f} for a token, and other answers stutter",
            mitigation="prefill in chunks between decode steps [SARATHI], and a queue per length",
        ),
        sd.Risk(
            "demand rises faster than GPUs start",
            effect="the first token takes 8 s, then 88 s [NIM]",
            mitigation="refuse early with 429, the smaller model first, a schedule before the peak",
        ),
        sd.Risk(
            "a cached answer or prefix crosses tenants",
            effect="one customer reads another's data, or measures what it asked",
            mitigation="tenant in the cache key, and a salt per tenant in the prefix hash [APC]",
        ),
    ],
    probes=[
        sd.Probe(
            "Does a load of 65% keep 40 ms per token and 500 ms to the first one?",
            lambda n: (
                f"The first token yes, the others no: their mean is {at_plan.time_per_token:.1f}. "
                f"With 15% spare it is {on_large(n).time_per_token:.1f}, and "
                f"{float(token_p95(n) / sd.ms):.1f} ms at p95. NIM measured 6 to 23% less [NIM]."
            ),
        ),
        sd.Probe(
            "What do a million tokens cost, and when is an API cheaper?",
            lambda n: (
                f"{per_million(n):,.2f}, or {per_million(n, three_years):,.2f} for three years "
                f"(assumed). A 70B by API is {by_api:.2f} [TOG], an own pair {steady(pair):.2f} at "
                f"a steady 65%: below {0.65 * float(steady(pair) / by_api):.0%} average use the "
                "API wins."
            ),
        ),
        sd.Probe(
            "Why two GPUs? When four, pipeline or expert parallel? And a 235B mixture?",
            f"Two leave {pair.kv_memory:.0f} for the KV cache. Four leave {four.kv_memory:.0f} and "
            f"halve a step to {four.decode_step:.0f}: for faster tokens. Pipelines are for models "
            "beyond one host. A 235B mixture with 22B active [QWEN] needs 235 GB in FP8, so 4 GPUs "
            "at least, but computes like a 22B; its experts are spread over the GPUs.",
        ),
        sd.Probe(
            "Prompts have 200 to 30,000 tokens: what changes?",
            lambda n: (
                f"Past {on_large(n).longest_prompt(500 * sd.ms):,.0f} not cached, prefill alone "
                "breaks 500 ms. Promise the first token per length class, admit by tokens, and "
                "keep short prompts out of the queue of long ones."
            ),
        ),
        sd.Probe(
            "When do you split prefill from decode, and what crosses the wire?",
            lambda n: (
                "When long prompts spoil the tail of the time per token; it does not raise "
                f"throughput [VLLMPD]. Each request moves {prompt_kv:.0f} of KV, at the peak "
                f"{n.at(large) * prompt_kv:.0f}."
            ),
        ),
        sd.Probe(
            "Where do prefix hits come from, where do blocks live, how long, and whose are they?",
            lambda n: (
                "Assumed: system prompts and earlier turns repeat. GPU memory holds "
                f"{n[large] * pair.kv_memory:.3g} of the {prefixes_70b:.3g} of ten minutes; the "
                "rest lies in DRAM and SSD of the same hosts [MOON]. A salt keeps tenants apart."
            ),
        ),
        sd.Probe(
            "How does the router know that a prompt is hard, and what if it is wrong?",
            lambda n: (
                "By a small classifier; unsure means hard. Users of a weak answer regenerate it, "
                "which goes to the 70B and becomes a label. With 40% hard the fleet is "
                f"{fleet(n, share=0.4)} GPUs, not {gpus(n)}."
            ),
        ),
        sd.Probe(
            "One zone is gone: what do users see?",
            lambda n: (
                f"Its streams break. Then the 70B pool is {on_large(n, 1).used:.0%} used, and a "
                f"token takes {on_large(n, 1).time_per_token:.0f}. {fleet(n, margin=1.5)} GPUs "
                f"hide it for ${(fleet(n, margin=1.5) - gpus(n)) * 5_000:,} more per month."
            ),
        ),
        sd.Probe(
            "How long until a new replica serves, what starts it, and how do you deploy?",
            f"{float(load_time / sd.s):.0f} s to load {pair.weights} at 1 GB/s (assumed), then "
            "start and warm-up: minutes. Queue and KV use start it. A new model gets a share of "
            "the new requests on new replicas, and old ones drain until their streams end.",
        ),
        sd.Probe(
            "500 tenants, each with a LoRA adapter?",
            "One batch mixes adapters over shared weights: hot ones in GPU memory, the rest paged "
            "in from the host [SLORA]. Route by adapter as by prefix.",
        ),
        sd.Probe(
            "A user presses stop: what happens? And how do you bill?",
            "The gateway aborts the sequence and its KV blocks are free after the step. The quota "
            "reserved input and maximum output; now it is settled by the tokens made.",
        ),
        sd.Probe(
            "One tenant floods you with prompts of 30,000 tokens.",
            "The quota counts tokens, so the flood meets its own limit. Each replica serves the "
            "tenant next that had the fewest tokens so far [VTC].",
        ),
        sd.Probe(
            "Where is the conversation kept?",
            "In the client or a chat product, which sends the history: replicas keep only blocks "
            "that can be computed again.",
        ),
        sd.Probe(
            "Where is the guard model, how slow is it, and how does it stream?",
            lambda n: (
                "Before the router, a few ms; then per sentence, behind the stream: holding the "
                "first sentence back would break the promise of 500 ms. A bad sentence is "
                "withdrawn, and the answer ends. An 8B as guard of every prompt would take "
                f"{single.replicas(n.at(router), sd.llm.Tokens(tokens_in, 1), margin=1.15)} GPUs."
            ),
        ),
        sd.Probe(
            "Speculative decoding: on or off?",
            lambda n: (
                f"Off at the peak: with {float(on_large(n).in_flight):.0f} sequences in flight the "
                "guesses take arithmetic that others need. On when few share a pair [VLLMSPEC]."
            ),
        ),
        sd.Probe(
            "Derive the KV cache for a context of 32k.",
            f"{pair.kv_per_token.how}. 32,768 tokens take "
            f"{32_768 * sd.tokens * pair.kv_per_token:.2f}: a pair holds {pair.sequences(32_768)}.",
        ),
        sd.Probe(
            "The first token got slow, GPU utilisation did not change: why?",
            "The GPUs were busy before; what grew is the queue. Scale on queue and KV use.",
        ),
        sd.Probe(
            "Which cache saves what?",
            "The exact cache saves everything, and seldom hits: plan 5 to 10% for chat. The "
            "prefix cache saves prefill alone: decoding still reads the whole KV.",
        ),
    ],
    category="ml",
    summary="Limit by tokens, cache before inference, route by size, keep prefixes warm.",
    sources=sd.Source(
        "QWEN", "Qwen3 technical report", "Qwen, arXiv", 2025, "https://arxiv.org/abs/2505.09388"
    ),
)
