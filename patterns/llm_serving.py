"""LLM serving: stream tokens to many users from few expensive GPUs."""

import sddiagram as sd

users_a_day, messages, hard_share = 5_000_000, 8, 0.3
tokens_in, tokens_out, prefix_hit, cache_hit = 1_500, 300, 0.5, 0.1
average = users_a_day * messages * sd.per_day
prompt = tokens_in * 4 * sd.B  # 4 B per token, assumed
easy = sd.Requests("easy", (1 - hard_share) * average, request=prompt)
hard = sd.Requests("hard", hard_share * average, request=prompt)
chat = [easy, hard]
prompts, megabytes = sd.unit("prompt"), sd.unit("megabyte")
prompts_a_job = 2_000  # assumed, as the number of jobs is: 5% of the chat's prompts
batch = sd.Requests("batch job", 1_000 * sd.per_day, counts="jobs")

# Fitted to NVIDIA's tables of saturated throughput [TRT]; one decode step measured [NIM].
pair, single = sd.llm.LLAMA_70B_ON_2_H100, sd.llm.LLAMA_8B_ON_H100
cold = sd.llm.Tokens(tokens_in, tokens_out)
warm = sd.llm.Tokens(tokens_in, tokens_out, prefix_hits=prefix_hit)
gpu_cost = 5_000 * sd.usd  # an H100 per month, on demand [NM]
one_year, three_years = 3_000 * sd.usd, 1_500 * sd.usd  # per month, committed [NM]
# A pool keeps 15% spare, not a third: what losing a zone costs is a decision of this design.
spare = 0.15
gpu_pool = sd.Group("GPU pool", sizing=sd.Sizing(spare=0, extra=spare))
tier = 0.9999  # availability of a replicated tier, assumed
# Times of one visit with its network, assumed; in a zone a call takes 0.5 ms [NM].
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
redis_time = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)
redis_rate = 72_000 * sd.rps  # one process, unpipelined [RED]
usage_record = 1 * sd.KB  # assumed
# Ten minutes of prompts at the peak, assumed: an upper bound, since turns share their beginning.
kept = 10 * sd.minutes
prefixes_8b = sd.llm.prefix_memory(
    (1 - cache_hit) * easy.at_peak, tokens_in, single.kv_per_token, kept
)
prefixes_70b = sd.llm.prefix_memory(
    (1 - cache_hit) * hard.at_peak, tokens_in, pair.kv_per_token, kept
)
prompt_kv = tokens_in * sd.tokens * pair.kv_per_token
load_rate = 1 * sd.GB / sd.s  # from the store to one replica, assumed


def blocks(replica: sd.llm.Replica) -> sd.Quantity:
    """The keys and values that one prompt finds in the tier."""
    size = prefix_hit * tokens_in * sd.tokens * replica.kv_per_token
    return float(size / sd.MB) * megabytes


users = sd.Client("Users", sends=[easy, hard, batch])
# 0.35 vCPU per 1k rps [IST]; 20k events per vCPU, one for each token, are assumed.
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=[22_900 * sd.rps, 160_000 * sd.tokens / sd.s],
    latency=hop_time,
    availability=tier,
    note="auth, one event per token",
)
alone = sd.ModelServer(
    "70B replica",
    technology="vllm",
    capacity=pair.rate(cold),
    latency=sd.llm.FirstTokens(pair, cold),
    replicas=1,
    note="2 x H100, FP8",
)

quota = sd.RateLimiter(
    "Token quota",
    technology="redis",
    capacity=redis_rate,
    latency=redis_time,
    availability=tier,
    note="input + max output",
)
cache = sd.Cache(
    "Response cache",
    technology="redis",
    capacity=redis_rate,
    caches=chat,
    hit_ratio=cache_hit,
    latency=redis_time,
    availability=tier,
    note="exact, tenant in the key",
)
router = sd.Service(
    "Model router",
    capacity=1_500 * sd.rps,  # a service node of 8 vCPU, assumed
    latency=sd.latency(1 * sd.ms, p99=4 * sd.ms),
    availability=tier,
    note="easy to 8B, hard to 70B",
)
affine_router = router.but(note="size, then prefix affinity")
small = sd.ModelServer(
    "8B pool",
    technology="vllm",
    capacity=single.rate(cold),
    latency=sd.llm.FirstTokens(single, cold),
    availability=tier,
    cost=gpu_cost,
    group=gpu_pool,
    note="1 x H100, FP8",
)
large = sd.ModelServer(
    "70B pool",
    technology="vllm",
    capacity=pair.rate(cold),
    latency=sd.llm.FirstTokens(pair, cold),
    availability=tier,
    cost=pair.gpus * gpu_cost,
    group=gpu_pool,
    note="2 x H100, FP8",
)
warm_small = small.but(capacity=single.rate(warm), latency=sd.llm.FirstTokens(single, warm))
warm_large = large.but(capacity=pair.rate(warm), latency=sd.llm.FirstTokens(pair, warm))

# 100 MB/s per broker [KAF].
usage = sd.Stream(
    "Usage log",
    technology="kafka",
    capacity=100 * sd.MB / sd.s / usage_record,
    note="tokens, latency, samples",
)
evaluation = sd.Evaluator("Evaluation", note="quality gate")
registry = sd.ModelRegistry("Model registry", technology="mlflow", note="approved versions")
weights = sd.ObjectStorage("Weight store", technology="s3", note="weights, adapters")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="queue, KV use, TTFT")
autoscaler = sd.Scheduler("Autoscaler", technology="keda", note="starts, drains replicas")

prefixes = sd.Cache(
    "KV-cache tier",
    capacity=20_000 * megabytes / sd.s,  # of one host, assumed
    holds=[prefixes_8b, prefixes_70b],
    node=8 * sd.TB,  # DRAM and NVMe of one host of 8 GPUs, assumed
    hit_ratio=prefix_hit,
    group=gpu_pool,
    note="DRAM, SSD, salt per tenant",
)
jobs = sd.Queue(
    "Batch queue",
    technology="rabbitmq",
    capacity=1_000 * sd.unit("job") / sd.s,  # assumed; a job is one message
    note="retries, dead letters",
)
spot = sd.ModelServer(
    "Spot pool",
    technology="vllm",
    capacity=single.rate(cold) * prompts,
    group="Spot GPUs",
    note="8B, done within 24 h",
)
results = sd.ObjectStorage("Batch results", technology="s3", note="one file per job")


def on_large(n: sd.Numbers) -> sd.llm.Load:
    """One pair at what it is asked."""
    return sd.llm.Load.among(pair, warm, n.at(large), n[large])


def on_small(n: sd.Numbers) -> sd.llm.Load:
    """One GPU with the 8B at what it is asked."""
    return sd.llm.Load.among(single, warm, n.at(small), n[small])


def zone_lost(n: sd.Numbers) -> sd.llm.Load:
    """One pair when those of one zone are gone."""
    return sd.llm.Load.among(pair, warm, n.at(large), n[large], lost=1)


def if_hard(n: sd.Numbers, share: float) -> int:
    """The GPUs of both pools if so many of the prompts were hard."""
    eights = single.replicas((1 - share) * n.at(router), warm, margin=1 + spare)
    return eights + pair.gpus * pair.replicas(share * n.at(router), warm, margin=1 + spare)


def guards(n: sd.Numbers) -> int:
    """The GPUs of an 8B that reads every prompt and says one word."""
    return single.replicas(n.at(router), sd.llm.Tokens(tokens_in, 1), margin=1 + spare)


def gpus(n: sd.Numbers) -> int:
    """The GPUs of both pools."""
    return n[small] * single.gpus + n[large] * pair.gpus


def gpus_for(n: sd.Numbers, tokens: sd.llm.Tokens, margin: float) -> int:
    """The GPUs that both pools would take with these hits and this margin."""
    eights = single.replicas(n.at(small), tokens, margin=margin)
    return eights + pair.gpus * pair.replicas(n.at(large), tokens, margin=margin)


def all_large(n: sd.Numbers) -> int:
    """The GPUs if every miss went to the 70B."""
    return pair.gpus * pair.replicas(n.at(router), cold, margin=1 + spare)


def per_million(n: sd.Numbers, price: sd.Quantity = gpu_cost) -> sd.Quantity:
    """Dollars per million output tokens, of the fleet as it stands at the average load."""
    month = gpus(n) * price / (730 * sd.hours)
    return sd.llm.cost_per_million_tokens(month, (n[easy] + n[hard]) * (tokens_out * sd.tokens))


def waiting(n: sd.Numbers, requests: sd.Requests) -> sd.Quantity:
    """What one in twenty of these requests waits for its first token, or longer."""
    delay = next(one.delay for one in n.answered if one.requests.id == requests.id)
    return delay.p95 if delay else 0 * sd.s


at_plan = sd.llm.Load(pair, warm, 0.65 * pair.rate(warm))
pattern = sd.Pattern(
    "LLM serving",
    sd.Stage(
        "One replica",
        users >> "prompt" >> gateway >> sd.calls("prompt", of=chat) >> alone,
        gateway >> sd.answers("tokens, files", of=chat, costs=tokens_out * sd.tokens) >> users,
        why=lambda n: (
            f"It streams, but two H100s with a 70B carry {alone.capacity:.1f} of {n.peak}."
        ),
        tradeoffs=[
            sd.TradeOff(
                "continuous batching",
                gain="a finished sequence's place is filled at the next token",
                cost="latency depends on the neighbours",
                instead_of="fixed batch windows, which suit single-pass models",
            ),
            sd.TradeOff(
                "two GPUs per 70B, tensor parallel",
                gain=f"{pair.kv_memory:.0f} left for keys and values",
                cost="the two talk at every layer, so both stand in one host",
                instead_of="one H100 of 80 GB, which the weights of 71 GB fill",
            ),
        ],
    ),
    sd.Stage(
        "Limit, reuse, route",
        gateway >> sd.calls("reserve, settle", costs=2) >> quota,
        gateway >> sd.calls("get", of=chat) >> cache,
        gateway >> sd.calls("set", after=cache) >> cache,
        gateway >> sd.calls("misses", after=cache) >> router,
        router >> sd.calls("easy", of=easy) >> small,
        router >> sd.calls("hard", of=hard) >> large,
        replaces=alone,
        why=lambda n: (
            f"All on 70B takes {all_large(n)} GPUs; the easy ones on an 8B leave {gpus(n)}."
        ),
        tradeoffs=[
            sd.TradeOff(
                "route by difficulty",
                gain=lambda n: f"{all_large(n)} GPUs become {gpus(n)}",
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
        gateway
        >> sd.emits("usage", of=chat, size=usage_record)
        >> usage
        >> sd.batches("samples")
        >> evaluation
        >> sd.batches("approves")
        >> registry
        >> sd.copies("versions")
        >> weights
        >> sd.copies("weights")
        >> [small, large],
        [small, large] >> sd.batches("queue, KV use") >> monitoring,
        monitoring >> "scale" >> autoscaler >> "replicas" >> [small, large],
        why="From 50 to 100 streams per pair the first token slips from 0.8 to 8 s [NIM].",
        step=sd.Step.DETAIL,
        tradeoffs=[
            sd.TradeOff(
                "scale on queue and KV use",
                gain="a signal that leads: a replica takes minutes to start",
                cost="headroom that idles off peak",
                instead_of="GPU utilisation, which is flat past the knee",
            )
        ],
    ),
    sd.Stage(
        "Keep prefixes, move batch",
        gateway >> sd.calls("misses", after=cache) >> affine_router,
        warm_small >> sd.streams("prefix blocks", costs=blocks(single)) >> prefixes,
        warm_large >> sd.streams("prefix blocks", costs=blocks(pair)) >> prefixes,
        gateway >> sd.emits("batch jobs", of=batch) >> jobs,
        jobs >> sd.emits("job", costs=prompts_a_job * prompts) >> spot,
        weights >> sd.copies("weights") >> spot,
        spot >> sd.batches("answers") >> results >> sd.answers("file", of=batch) >> gateway,
        router >> sd.calls("if 70B fails", of=hard, fallback=large) >> small,
        changes=[affine_router, warm_small, warm_large],
        why=lambda n: (
            f"Prefix hits on half of the input save {gpus_for(n, cold, 1 + spare) - gpus(n)} of "
            f"{gpus_for(n, cold, 1 + spare)} GPUs."
        ),
        step=sd.Step.SCALE,
        tradeoffs=[
            sd.TradeOff(
                "prefix affinity with a load bound",
                gain="hits stay on the replica that holds the prefix",
                cost="hot prefixes load replicas unevenly",
                instead_of="round robin, which dilutes hits over the fleet",
            ),
            sd.TradeOff(
                "15% spare in each pool",
                gain=lambda n: f"{gpus(n)} GPUs at {per_million(n):,.2f} per 1M output tokens",
                cost=lambda n: (
                    f"with a zone lost a 70B token takes {zone_lost(n).time_per_token:.0f}"
                ),
                instead_of=lambda n: (
                    f"pools that lose a zone unnoticed: {gpus_for(n, warm, 1.5)} GPUs, "
                    f"${gpus_for(n, warm, 1.5) * 5_000:,} per month"
                ),
            ),
            sd.TradeOff(
                "batch on spot GPUs",
                gain="$2 per hour, and chat keeps its latency",
                cost="preemption: jobs resume, within 24 hours",
                instead_of="batch jobs in the chat pools",
            ),
        ],
    ),
    brief=sd.Brief(
        "Serve chat completions from open-weight models to millions of users: a fast first token, "
        "streaming, and a bounded cost per token.",
        functional=[
            ("Chat, batch or embeddings?", "Streamed chat; batch jobs on a tier of their own."),
            ("Which models?", "8B and 70B in FP8, with adapters per tenant."),
            ("Who keeps the conversation?", "The client: it sends the history with each message."),
        ],
        scale=[
            ("How many messages?", "5M daily users, 8 messages each."),
            (
                "How many tokens?",
                f"{tokens_in:,} in, of which 500 are the system prompt; {tokens_out} out.",
            ),
            ("How many are hard?", f"{hard_share:.0%} need the 70B, assumed."),
            ("How long is the context?", "At most 32k tokens."),
            ("How many batch jobs?", f"1,000 per day of {prompts_a_job:,} prompts, assumed."),
        ],
        non_functional=[
            ("Time to first token?", sd.at_most(500 * sd.ms, percentile=95, of=chat)),
            (
                "Time per output token?",
                sd.at_most(40 * sd.ms, percentile=95, value=lambda n: on_large(n).time_per_token),
            ),
            ("Availability?", sd.at_least(99.9 * sd.percent, of=chat)),
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
    figures=[
        sd.Figure(
            "Messages at the peak",
            lambda n: n.peak,
            lambda n: f"{users_a_day / 1e6:g}M users x {messages} per day / 86,400 s, x 3",
        ),
        sd.Figure(
            "Output tokens",
            lambda n: n.peak * (tokens_out * sd.tokens),
            lambda n: f"{n.peak} x {tokens_out}",
        ),
        sd.Figure("One 70B pair", pair.rate(warm)),
        sd.Figure("One 8B GPU", single.rate(warm)),
        sd.Figure("All on 70B", all_large, "no prefix cache, 15% spare", "GPUs"),
        sd.Figure("Fleet", gpus, lambda n: f"{n[small]} + 2 x {n[large]}", "GPUs"),
        sd.Figure(
            "Fleet that loses a zone unnoticed",
            lambda n: gpus_for(n, warm, 1.5),
            "x 3/2 in place of x 1.15",
            "GPUs",
        ),
        sd.Figure(
            "Fleet per month",
            lambda n: gpus(n) * gpu_cost,
            lambda n: (
                f"{gpus(n)} x {gpu_cost}; for 1 year {gpus(n) * one_year}, for 3 years "
                f"{gpus(n) * three_years}"
            ),
        ),
        sd.Figure("1M output tokens", per_million),
        sd.Figure("1M output tokens, 1 year", lambda n: per_million(n, one_year)),
        sd.Figure("1M output tokens, 3 years", lambda n: per_million(n, three_years)),
        sd.Figure(
            "1M tokens of a 70B at a steady 65% use",
            sd.llm.cost_per_million_tokens(
                pair.gpus * gpu_cost / (730 * sd.hours), 0.65 * pair.tokens_per_second(warm)
            ),
        ),
        sd.Figure(
            "1M tokens of an 8B at a steady 65% use",
            sd.llm.cost_per_million_tokens(
                gpu_cost / (730 * sd.hours), 0.65 * single.tokens_per_second(warm)
            ),
        ),
        sd.Figure("Time per token, 70B", lambda n: on_large(n).time_per_token),
        sd.Figure("Time per token, 8B", lambda n: on_small(n).time_per_token),
        sd.Figure("Time per token at exactly 65%, 70B", at_plan.time_per_token),
        sd.Figure(
            "First token from a pair, p95",
            lambda n: on_large(n).first_token.p95,
            lambda n: (
                f"{on_large(n).first_token.how}; of all that is hard, a tenth of it from the "
                f"response cache, {waiting(n, hard):.0f}"
            ),
        ),
        sd.Figure(
            "First token from a GPU with the 8B, p95",
            lambda n: on_small(n).first_token.p95,
            lambda n: on_small(n).first_token.how,
        ),
        sd.Figure(
            "Prefill's share of a pair",
            lambda n: 100 * float(on_large(n).prefill),
            lambda n: on_large(n).prefill.how,
            "%",
        ),
        sd.Figure("In flight on a pair", lambda n: on_large(n).in_flight, unit="sequences"),
        sd.Figure("KV held by a pair", lambda n: on_large(n).kv_held),
        sd.Figure("KV memory of a pair", pair.kv_memory),
        sd.Figure("KV cache of a token, 70B", pair.kv_per_token),
        sd.Figure(
            "What a pair's memory holds", pair.sequences(tokens_in + tokens_out), unit="sequences"
        ),
        sd.Figure(
            "Open streams",
            lambda n: (
                n[large] * float(on_large(n).in_flight) + n[small] * float(on_small(n).in_flight)
            ),
            "replicas x in flight, both pools",
            "streams",
        ),
        sd.Figure(
            "Longest prompt within 500 ms, 70B",
            lambda n: on_large(n).longest_prompt(500 * sd.ms),
        ),
        sd.Figure("Prefixes of the 70B", prefixes_70b),
        sd.Figure("Prefixes of the 8B", prefixes_8b),
        sd.Figure(
            "HBM keeps 70B prefixes for",
            lambda n: sd.llm.prefixes_kept_for(
                n[large] * pair.kv_memory, n.at(large), tokens_in, pair.kv_per_token
            ),
        ),
        sd.Figure(
            "Weights on a new pair",
            float(pair.weights / load_rate / sd.s),
            f"{pair.weights} / {load_rate} (assumed), then start and warm-up",
            "s",
        ),
        sd.Figure(
            "Prefill to decode, if split",
            lambda n: n.at(large) * (prompt_kv),
            lambda n: f"{n.at(large)} x {tokens_in:,} tokens x 160 KiB",
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
            effect=lambda n: (
                f"past {on_large(n).longest_prompt(500 * sd.ms):,.0f} not cached its own prefill "
                "takes 500 ms, and its neighbours wait"
            ),
            mitigation="chunked prefill; or a pool for prefill, with a queue of its own",
        ),
        sd.Risk(
            "round robin over prefix caches",
            effect="each replica hits its own, and the fleet computes prefixes again",
            mitigation="affinity by prefix, with a bound on load",
        ),
        sd.Risk(
            "a replica dies",
            effect="its streams break",
            mitigation="the client resumes with what it has; spare replicas take the rest",
        ),
        sd.Risk(
            "a zone is lost",
            effect=lambda n: (
                f"the 70B pool is {zone_lost(n).used:.0%} used, and tokens come slower than asked"
            ),
            mitigation="route more to the 8B until replicas have started elsewhere",
        ),
        sd.Risk(
            "demand rises faster than GPUs start",
            effect="past the knee the first token takes 8 s, then 88 [NIM]",
            mitigation="headroom, the queue as signal, refuse early, smaller model first",
        ),
        sd.Risk(
            "a cached answer or prefix crosses tenants",
            effect="one customer reads another's data, or measures what it asked",
            mitigation="the tenant in the key, and a salt per tenant in the prefix's hash",
        ),
    ],
    probes=[
        sd.Probe(
            "Does a load of 65% keep 40 ms per token?",
            lambda n: (
                f"No. At 65% the mean is {at_plan.time_per_token:.1f}, so the p95 is past it; with "
                f"15% spare it is {on_large(n).time_per_token:.1f}. The formula is 6 to 23% "
                "above what NIM measures."
            ),
        ),
        sd.Probe(
            "One zone is gone: what do users see?",
            lambda n: (
                "The pools lose a third of their replicas: a 70B token takes "
                f"{zone_lost(n).time_per_token:.0f}, not {on_large(n).time_per_token:.0f}. "
                f"{gpus_for(n, warm, 1.5)} GPUs would hide it."
            ),
        ),
        sd.Probe(
            "What do a million tokens cost, and when is an API cheaper?",
            lambda n: (
                f"{per_million(n):,.2f} on demand, {per_million(n, three_years):,.2f} for "
                "three years. The fleet costs the same when idle: at half the traffic a token "
                "costs twice as much, and an API that asks less is cheaper."
            ),
        ),
        sd.Probe(
            "Why two GPUs for the 70B? When four, or pipeline, or expert parallel?",
            lambda n: (
                f"FP8 weights of 71 GB leave no room on one; two leave {pair.kv_memory:.0f}. Four "
                "read the weights faster: tokens come sooner and cost more. A pipeline is for a "
                "model beyond one host; experts are spread over GPUs in a mixture of experts, "
                "whose few active parameters set the arithmetic and all of them the memory."
            ),
        ),
        sd.Probe(
            "When do you split prefill from decode, and what crosses the wire?",
            lambda n: (
                "When long prompts spoil the time per token. Each request moves its KV, "
                f"{prompt_kv:.0f}, so {n.at(large)} need "
                f"{n.at(large) * (prompt_kv):.0f} between the pools."
            ),
        ),
        sd.Probe(
            "Where do half of the input's prefix hits come from?",
            lambda n: (
                "Assumed: 500 tokens are the system prompt, and earlier turns are sent again. HBM "
                f"holds {n[large] * pair.kv_memory:.3g} of the {prefixes_70b:.3g} that ten minutes "
                "take, so blocks move to DRAM and SSD."
            ),
        ),
        sd.Probe(
            "How does the router know that a prompt is hard?",
            lambda n: (
                "A small classifier, trained on pairs of answers that people or a judge compared; "
                "unsure means hard. If 40% were hard, the fleet would be "
                f"{if_hard(n, 0.4)} GPUs, not {gpus(n)}."
            ),
        ),
        sd.Probe(
            "Where does a guard model go?",
            lambda n: (
                "In front of the router, and over the answer sentence by sentence. An 8B that "
                f"reads every prompt takes {guards(n)} GPUs, so use a small classifier, and "
                "ask the 8B when that is unsure."
            ),
        ),
        sd.Probe(
            "Derive the KV cache for a context of 32k.",
            lambda n: (
                f"{pair.kv_per_token.how}. 32,768 tokens take "
                f"{32_768 * sd.tokens * pair.kv_per_token:.2f}, so a pair holds "
                f"{pair.sequences(32_768)} of them at a time."
            ),
        ),
        sd.Probe(
            "The first token got slow, GPU utilisation did not change: why?",
            "The GPUs were busy before; what grew is the queue. Scale on queue and KV use.",
        ),
        sd.Probe(
            "A user presses stop: what happens?",
            "The gateway cancels the sequence; at the next step its KV blocks are free, and the "
            "quota is settled by the tokens that were made.",
        ),
        sd.Probe(
            "500 tenants, each with an adapter?",
            "Base weights are shared and adapters are swapped: hot ones in GPU memory, all in host "
            "memory, and one batch mixes them. Route by adapter as by prefix.",
        ),
        sd.Probe(
            "One tenant floods you with prompts of 30k tokens.",
            "Quotas count tokens, so it runs into its own; each replica schedules by tokens served "
            "per tenant, and long prefills go in chunks.",
        ),
        sd.Probe(
            "Speculative decoding: on or off?",
            lambda n: (
                f"Off at the peak: with {float(on_large(n).in_flight):.0f} sequences in flight the "
                "guesses take arithmetic that others need. On at night, when few sequences share "
                "a pair and its arithmetic idles."
            ),
        ),
        sd.Probe(
            "How do you bill and limit?",
            "By tokens: reserve input and maximum output at the gateway, settle when the stream "
            "ends, and meter to a log.",
        ),
        sd.Probe(
            "Deploy a new model without dropping streams?",
            lambda n: (
                f"Start new replicas ({float(pair.weights / load_rate / sd.s):.0f} s to load), "
                "route new requests by share, drain old ones until their streams end; prefixes "
                "warm up meanwhile."
            ),
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
        "NVIDIA/TensorRT-LLM, performance overview: saturated output tokens per second [TRT]",
        "NVIDIA NIM benchmarking 1.0.0: time to first token by concurrency [NIM]",
        "sirupsen/napkin-math: prices and times of a call [NM]",
        "redis/redis-doc, benchmarks: throughput of one process [RED]",
        "istio.io 1.14, performance and scalability: Envoy's cost per 1,000 rps [IST]",
        "Confluent, Kafka performance: throughput of a broker [KAF]",
        "mlcommons/inference_policies: interactive latency limits",
        "docs.vllm.ai, automatic prefix caching: a salt that keeps tenants apart",
        "Mooncake, arXiv 2407.00079: a KV-cache tier, and prefill apart from decode",
    ],
)
