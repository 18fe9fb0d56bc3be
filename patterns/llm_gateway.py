"""LLM gateway: one door to several model providers, with keys, budgets, fallback and caches."""

import sddiagram as sd

tokens_in, tokens_out, exact_hits, prefix_hits = 2_000, 300, 0.05, 0.6
calls = sd.Requests("call", 10_000_000 * sd.per_day, request=8 * sd.KB)
price_in, price_out, price_hit = 2e-6, 10e-6, 0.2e-6  # dollars per token [ANT]
full_price = (tokens_in * price_in + tokens_out * price_out) * sd.usd
fresh, repeated = (1 - prefix_hits) * tokens_in, prefix_hits * tokens_in
warm_price = (fresh * price_in + repeated * price_hit + tokens_out * price_out) * sd.usd
simple = 0.2  # of the calls go to the own 8B, assumed
outside = (1 - exact_hits) * (1 - simple) * warm_price
usage = sd.Records(
    "usage rows",
    key="team, key_id, time, request_id",
    fields="route, model, provider, tokens in, cached and out, dollars, first token, status",
    of=calls,
    size=200 * sd.B,
    keep=400 * sd.days,
)
keys = sd.Records(
    "virtual keys",
    key="hash of the key",
    fields="team, owner, models allowed, budget, limits, expiry, logging on or off",
    count=20_000,
    size=2 * sd.KB,
)
tier, provider_up = 0.9999, 0.995  # availability of a replicated tier and a provider, assumed
redis_time = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)  # times of a visit are assumed
first_token = sd.latency(600 * sd.ms, p99=2 * sd.s)
small_node = sd.cited(60 * sd.usd, "per node of 4 vCPU [NM]")
redis_cost = sd.assumed(100 * sd.usd, "per process: 2 vCPU and 35 GB of memory")
allowed = sd.assumed(900_000 * sd.tokens / sd.s, "per account as agreed, 54M per minute")
each = (tokens_in + tokens_out) * sd.tokens

apps = sd.Client("Applications", sends=calls)
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    latency=sd.latency(0.3 * sd.ms, p99=1 * sd.ms),
    availability=tier,
    cost=sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]"),
    note="TLS, no buffering",
)
# 1,170 rps on 4 instances of 4 vCPU, 2 ms added at the median and 13 ms at p99 [LIT].
proxy = sd.Gateway(
    "LLM gateway",
    technology="litellm",
    capacity=[
        sd.cited(150 * sd.rps, "per instance of 4 vCPU, half of what was measured [LIT]"),
        sd.assumed(20_000 * sd.events / sd.s, "per instance, at 5,000 per vCPU"),
    ],
    latency=sd.latency(2 * sd.ms, p99=13 * sd.ms),
    availability=tier,
    cost=small_node,
    note="one API, passes streams on",
)
first = sd.External(
    "Provider A",
    technology="anthropic",
    capacity=allowed,
    latency=first_token,
    replicas=2,
    note="two accounts",
)
second = sd.External(
    "Provider B",
    technology="openai",
    capacity=allowed,
    latency=first_token,
    replicas=2,
    note="also the fallback",
)
policies = sd.ConfigStore("Keys and routes", holds=keys, note="copied within 10 s")
secrets = sd.Secrets("Secrets", technology="vault", note="the providers' keys")
budgets = sd.RateLimiter(
    "Budgets",
    technology="redis",
    latency=redis_time,
    availability=tier,
    cost=redis_cost,
    note="dollars, tokens, breakers",
)
cache = sd.Cache(
    "Exact cache",
    technology="redis",
    caches=calls,
    hit_ratio=exact_hits,
    stale=1 * sd.hour,
    latency=redis_time,
    availability=tier,
    cost=redis_cost,
    note="per team, opt-in",
)
own = sd.LLM(
    "Own LLM",
    technology="vllm",
    capacity=sd.llm.LLAMA_8B_ON_H100.rate(sd.llm.Tokens(tokens_in, tokens_out, prefix_hits)),
    latency=sd.latency(50 * sd.ms, p99=200 * sd.ms),
    cost=sd.cited(5_000 * sd.usd, "per H100 on demand [NM]"),
    note="8B on H100",
)
log = sd.Stream(
    "Usage log",
    technology="kafka",
    cost=sd.assumed(2_000 * sd.usd, "per broker with 20 TB of disk"),
    note="row per attempt",
)
spend = sd.DataWarehouse(
    "Spend",
    technology="clickhouse",
    capacity=sd.planned("ClickHouse", "inserts"),
    holds=usage,
    node=2 * sd.TB,
    copies=2,
    cost=sd.cited(640 * sd.usd, "per 16 vCPU with 2 TB of SSD [NM]"),
    note="by team, model and route",
)
evaluation = sd.Evaluator("Evaluation", note="gates cheaper routes")


def added(n: sd.Numbers) -> sd.Quantity:
    """What the gateway adds to a call before its first token, at most in 99 of 100 calls."""
    hops = [balancer, proxy, budgets, cache]
    times = [hop.latency.p99 for hop in hops if isinstance(hop.latency, sd.Latency)]
    return sd.assumed(sum(times[1:], times[0]), "as the sum of its hops' p99s, an upper bound")


def reached(n: sd.Numbers) -> sd.Quantity:
    """The part of the time in which the gateway and one of two providers answer."""
    up = tier**4 * (1 - (1 - provider_up) ** 2)
    return sd.assumed(round(up, 5) * 100 * sd.percent, "where two providers fail independently")


def spent(n: sd.Numbers) -> sd.Quantity:
    """What a call costs, with providers, own models and the gateway."""
    return outside + (n.cost.month or 0 * sd.usd) / float(n[calls] * sd.month)


pattern = sd.Pattern(
    "LLM gateway",
    sd.Stage(
        "One proxy",
        apps >> "prompt" >> balancer >> "prompt" >> proxy,
        proxy >> sd.answers("events", costs=tokens_out * sd.events) >> balancer,
        proxy >> sd.calls("prompt", costs=each) >> first,
        balancer >> sd.answers("events") >> apps,
        why="One API and one bill, but when the provider has a bad day, all applications have it.",
        tradeoffs=sd.TradeOff(
            "one gateway for all teams",
            gain="keys, budgets and logs in one place, and models change without a deploy",
            cost="every call passes it, so it must be simple, fast and replicated",
            instead_of="a library in each application",
        ),
    ),
    sd.Stage(
        "Keys, budgets, fallback",
        policies >> sd.copies("keys, routes") >> proxy,
        secrets >> sd.copies("providers' keys") >> proxy,
        sd.row(secrets, balancer, policies),
        proxy >> sd.calls("reserve, settle", costs=2) >> budgets,
        proxy >> sd.calls("a third", share=0.33, costs=each) >> second,
        proxy >> sd.calls("if A fails", fallback=first, costs=each) >> second,
        proxy >> sd.calls("two thirds", share=0.67, costs=each) >> first,
        drops=proxy >> "prompt" >> first,
        why=lambda n: (
            f"A provider is down {float((1 - provider_up) * sd.month / sd.hours):.1f} h per month, "
            "assumed; two rarely fail together."
        ),
        tradeoffs=[
            sd.TradeOff(
                "both providers carry traffic every day",
                gain="the fallback is warm, tested, and its limit is known",
                cost="prompts must pass evaluation on both models",
                instead_of="a standby provider that nobody has called for months",
            ),
            sd.TradeOff(
                "reserve before the call, settle after it",
                gain="a budget cannot be passed by calls in parallel",
                cost="two writes per call, and a reserve for the maximum output",
                instead_of="adding up the usage log, which is minutes late",
            ),
        ],
    ),
    sd.Stage(
        "Cache, and route by price",
        proxy >> "get" >> cache,
        proxy >> sd.calls("set", after=cache) >> cache,
        proxy >> sd.calls("B: 30%", after=cache, share=0.3, costs=each) >> second,
        proxy >> sd.calls("A: 50%", after=cache, share=0.5, costs=each) >> first,
        proxy >> sd.calls("simple: 20%", after=cache, share=0.2) >> own,
        drops=[proxy >> "a third" >> second, proxy >> "two thirds" >> first],
        step=sd.Step.DETAIL,
        why=lambda n: f"A call costs {full_price:.4f}; caches and an 8B leave {spent(n):.4f}.",
        tradeoffs=[
            sd.TradeOff(
                "keep prefixes stable for the provider's cache",
                gain=f"input that repeats costs a tenth: {warm_price:.4f} per call [ANT]",
                cost="routing must be sticky, since a cache belongs to one account and model",
                instead_of="a semantic cache, which returns answers to other questions",
            )
        ],
    ),
    sd.Stage(
        "Account and improve",
        proxy >> sd.emits("usage", size=200 * sd.B) >> log,
        log >> sd.emits("rows") >> spend,
        spend >> sd.batches("corrections", every=1 * sd.hour) >> budgets,
        log >> sd.batches("samples") >> evaluation >> sd.copies("proven routes") >> policies,
        sd.row(budgets, spend, evaluation),
        step=sd.Step.SCALE,
        why=lambda n: (
            f"Providers get {float(n[calls] * sd.month) * outside} per month; each team must see "
            "its share."
        ),
        tradeoffs=sd.TradeOff(
            "log tokens and prices, not prompts",
            gain="spend and errors are known, and no personal data is stored",
            cost="debugging needs a sample that a team must switch on",
            instead_of="keeping every prompt and answer",
        ),
    ),
    brief=sd.Brief(
        "Design a gateway through which all applications of a company call language models of "
        "several providers: keys, budgets, fallback, caching and streaming.",
        functional=[
            ("Which API?", "One, compatible with OpenAI's, streamed or whole."),
            ("Who pays?", "Each team has a budget; calls past it are refused or go to an 8B."),
            ("Which providers?", "Two outside, and own small models."),
        ],
        scale=[
            ("How many calls?", "10M per day from 500 teams with 20,000 keys, assumed."),
            ("How many tokens?", f"{tokens_in:,} in and {tokens_out} out on average, assumed."),
        ],
        non_functional=[
            ("What may it add, at p99?", sd.at_most(50 * sd.ms, percentile=None, value=added)),
            ("First token?", sd.at_most(2 * sd.s, percentile=95, of=calls)),
            ("Availability?", sd.at_least(0.999, value=reached)),
            (
                "What may 1,000 calls cost?",
                sd.costs_at_most(5 * sd.usd, value=lambda n: 1_000 * spent(n)),
            ),
        ],
        constraints=[
            ("May teams share cached answers?", "No: the team is in the key."),
            ("May prompts be stored?", "Only samples, and only if the team agrees."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/chat/completions",
            "virtual key, route or model, messages, max_tokens, stream",
            "events as they come, the last with usage, dollars and the model that answered",
            "402 past the budget, 429 with Retry-After past a limit, 503 if all providers fail",
        ),
        sd.Endpoint("POST /v1/keys", "team, models, budget, expiry", "the key, shown once"),
        sd.Endpoint("GET /v1/spend", "team, from, to, by", "tokens and dollars per group"),
    ],
    levels=sd.Levels(
        mid="Puts one API before several providers, checks keys and limits, and retries sensibly.",
        senior="Sizes the gateway by events, reserves budgets before the call, falls back before "
        "the first token, and places each cache.",
        staff="Argues build or buy, what happens when Redis is down, how prices drive routing, and "
        "how a cheaper model is proven per route.",
    ),
    learning=sd.Learning(
        objective="The cheapest model per route whose answers are as good as the best one's.",
        labels="Answers of both models to the same prompts, compared by a judge that is checked "
        "against people of the team [ROUTE].",
        offline="Share of pairs won or tied, and dollars per call, per route.",
        online="Retries by users, errors when answers are parsed, complaints; a share of calls "
        "stays on the old model.",
        leakage="Prompts used to tune a route are not those that judge it; the judge is not of the "
        "family of either model.",
        drift="Providers change models under one name: a fixed set per route runs daily.",
    ),
    figures=[
        sd.Figure("Events passed on", lambda n: n.at(proxy), f"peak x {tokens_out} per answer"),
        sd.Figure(
            "1,000 calls, no cache",
            1_000 * full_price,
            f"1,000 x ({tokens_in:,} x $2 + {tokens_out} x $10) per 1M [ANT]",
        ),
        sd.Figure(
            "1,000 calls as designed",
            lambda n: 1_000 * spent(n),
            lambda n: (
                f"{1 - exact_hits:.0%} not cached x {1 - simple:.0%} outside x {warm_price:.4f} "
                f"with {prefix_hits:.0%} of the input at a tenth (both providers priced alike, "
                f"assumed) + {n.cost.month} per month / {float(n[calls] * sd.month):,.0f} calls"
            ),
        ),
        sd.Figure(
            "Available without fallback", 100 * tier**4 * provider_up, "0.9999^4 x 0.995", "%"
        ),
        sd.Figure(
            "Available with fallback",
            lambda n: 100 * float(reached(n)),
            "0.9999^4 x (1 - 0.005^2)",
            "%",
        ),
    ],
    risks=[
        sd.Risk(
            "a provider fails or slows down",
            effect="answers from another model; the first ones are late, until the breaker opens",
            mitigation="a breaker per model and account; fall back before the first token",
        ),
        sd.Risk(
            "a stream breaks after its first token",
            effect="a visible stop with an error event, and a button to go on",
            mitigation="no silent switch of models; the client asks again with what it has",
        ),
        sd.Risk(
            "Redis with the budgets is down",
            effect="calls go on, and a team may pass its budget for minutes",
            mitigation="local limits per instance; settle later from the usage log",
        ),
        sd.Risk(
            "a virtual key leaks",
            effect="a stranger spends the team's budget until it is used up",
            mitigation="small budgets, expiry, allowed networks; revoked in 10 s",
        ),
    ],
    probes=[
        sd.Probe(
            "How do you pass streams on?",
            lambda n: (
                "Event by event, with buffering off in every proxy, and cancellation passed on so "
                f"that nobody pays for unread tokens. {n.at(proxy)} bind before requests do."
            ),
        ),
        sd.Probe(
            "When do you retry, and when do you fall back?",
            "Retry once, on 429 and 5xx, in the gateway alone: three layers with three attempts "
            "each make 27 calls. If the breaker is open or no token came in time, ask the other "
            "provider.",
        ),
        sd.Probe(
            "How do you enforce a budget?",
            "Reserve input plus max_tokens at the model's price in one atomic step, settle with "
            "the usage of the last event, and correct hourly from the spend store.",
        ),
        sd.Probe(
            "Which caches are there, and what does each save?",
            f"Our exact one saves whole calls, {exact_hits:.0%} of them; the provider's saves 90% "
            "of the price of repeated input, if calls stay on one account. Neither saves output.",
        ),
        sd.Probe(
            "Is a fallback model a drop-in?",
            "No: prompts, tools and output formats differ. Each route lists the models that passed "
            "its evaluation, and the answer names the model that gave it.",
        ),
        sd.Probe(
            "Build it or buy it?",
            lambda n: (
                f"With its own models it costs {n.cost.month} per month, while the providers get "
                f"{float(n[calls] * sd.month) * outside}. Take an open-source proxy, and write the "
                "policies, budgets and evaluation yourself."
            ),
        ),
    ],
    accepts=sd.Accepted(
        "unguarded-model",
        on=own,
        because="each application checks its own inputs and answers, since only it knows who may "
        "see what",
    ),
    category="ml",
    summary="One API, budgets before the call, fallback before the first token, caches by price.",
    sources=sd.Source(
        "LIT",
        "Benchmarks: overhead of the proxy on 2 and 4 instances, an earlier state of the page",
        "LiteLLM",
        None,
        "https://docs.litellm.ai/docs/benchmarks",
    ),
)
