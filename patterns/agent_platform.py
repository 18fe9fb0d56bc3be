"""Agent platform: run agents of many companies that call tools for minutes to hours, safely."""

import sddiagram as sd

runs_a_day, steps, tools_share, code_share = 1_000_000, 20, 0.9, 0.3
runs = sd.Requests("run", runs_a_day * sd.per_day)
approvals = sd.Requests("approval", 0.05 * runs_a_day * sd.per_day)  # one in 20 runs asks, assumed
# A step waits 6 s for 300 tokens of a model and 2 s for a tool, assumed.
step_time, events_a_run = 8 * sd.s, 240 * sd.events  # 12 history events per step, assumed
running = float(runs.at_peak * steps * step_time)  # Little's law
history = sd.Records(
    "run history",
    key="tenant, run_id, event_id",
    fields="type, step, tool, idempotency key, pointer to the result, tokens, dollars, time",
    of=runs,
    size=120 * sd.KB,
    keep=30 * sd.days,
)
memories = sd.Records(
    "memories",
    key="tenant, user, memory_id",
    fields="text, embedding, run that wrote it, expiry",
    count=100_000_000,
    size=8 * sd.KB,
)
results = sd.Records(
    "tool results", key="tenant, run_id, step", fields="body, hash", count=6e8, size=20 * sd.KB
)
# Tokens of one run: the context starts at 4,000 and each step adds 300 out and 700 of a result.
first, added, out = 4_000, 1_000, 300
tokens_in = steps * first + added * steps * (steps - 1) // 2
tokens_new = first + added * (steps - 1)
price_in, price_out, price_write, price_hit = 2e-6, 10e-6, 2.5e-6, 0.2e-6  # per token [ANT]
uncached = (tokens_in * price_in + steps * out * price_out) * sd.usd
cached = (
    tokens_new * price_write + (tokens_in - tokens_new) * price_hit + steps * out * price_out
) * sd.usd

tier = 0.9999  # availability of a replicated tier, assumed
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)  # times of a visit are assumed
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")

users = sd.Client("Tenants", sends=[runs, approvals])
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    latency=hop_time,
    availability=tier,
    cost=node_cost,
    note="tenant, keys, limits",
)
api = sd.Service(
    "Run API",
    capacity=sd.planned("service"),
    latency=sd.latency(3 * sd.ms, p99=12 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="start, follow, approve, stop",
)
agents = sd.Agent(
    "Agent workers",
    capacity=sd.assumed(50 * sd.rps, "as steps per node of 8 vCPU, 400 of 8 s at a time"),
    latency=sd.latency(5 * sd.ms, p99=20 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="context, model, tool, repeat",
)
models = sd.External(
    "LLM gateway",
    capacity=sd.assumed(750 * sd.rps, "per provider: 65M tokens per minute beside cache hits"),
    replicas=2,
    note="models of two providers",
)
tools = sd.External("Tenant tools", technology="mcp", note="servers of the tenants")
flow = sd.Workflow(
    "Run orchestrator",
    technology="temporal",
    capacity=sd.assumed(2_000 * sd.events / sd.s, "per node of 8 vCPU"),
    latency=sd.latency(10 * sd.ms, p99=40 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="steps, timers, limits",
)
state = sd.NoSQL(
    "Run state",
    technology="cassandra",
    holds=history,
    node=2 * sd.TB,
    copies=3,
    latency=sd.latency(2 * sd.ms, p99=10 * sd.ms),
    availability=tier,
    cost=sd.cited(520 * sd.usd, "per node of 8 vCPU and 2 TB of SSD [NM]"),
    note="event history, tenant in key",
)
artifacts = sd.ObjectStorage(
    "Artifacts", technology="s3", holds=results, note="large results and files"
)
broker = sd.Proxy(
    "Tool gateway",
    capacity=sd.planned("service"),
    cost=node_cost,
    note="allow-list, schema, approval",
)
# A host of 64 vCPU and 256 GB keeps 100 sandboxes, assumed; each belongs to one run in a step.
sandbox = sd.Sandbox(
    "Code sandbox",
    technology="firecracker",
    capacity=sd.assumed(11.25 * sd.rps, "per host: 100 sandboxes with 0.9 calls per step of 8 s"),
    cost=sd.cited(1_472 * sd.usd, "per host of 64 vCPU and 256 GB [NM]"),
    note="microVM per coding run",
)
secrets = sd.Secrets(
    "Secrets",
    technology="vault",
    capacity=sd.assumed(2_000 * sd.rps, "as leases per node"),
    note="lends tokens for minutes",
)
budget = sd.RateLimiter(
    "Budgets",
    technology="redis",
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    availability=tier,
    cost=sd.assumed(100 * sd.usd, "per process: 2 vCPU and 35 GB of memory"),
    note="dollars, steps, running",
)
memory = sd.VectorDB(
    "Memory",
    technology="qdrant",
    capacity=sd.cited(16 * sd.retrieval.searches_per_core(10), "per 16 cores at k = 10 [ANN]"),
    holds=memories,
    node=2 * sd.TB,
    copies=2,
    cost=sd.cited(640 * sd.usd, "per 16 vCPU with 2 TB of SSD [NM]"),
    note="facts per tenant and user",
)
traces = sd.Tracing(
    "Traces",
    technology="langfuse",
    capacity=sd.assumed(2_000 * sd.rps, "as steps per node"),
    note="each step, tokens, cost",
)
evaluation = sd.Evaluator("Evaluation", note="replays tasks, approves")


def platform(n: sd.Numbers) -> sd.Quantity:
    """What one run costs beside its tokens."""
    return (n.cost.month or 0 * sd.usd) / float(n[runs] * sd.month)


pattern = sd.Pattern(
    "Agent platform",
    sd.Stage(
        "A loop in one process",
        users >> "task" >> gateway >> "task" >> agents,
        agents >> sd.calls("prompts", times=steps) >> models,
        agents >> sd.calls("tool calls", times=tools_share * steps) >> tools,
        gateway >> sd.answers("result") >> users,
        why="It answers, but a crash or a deploy loses every run that is under way.",
        tradeoffs=sd.TradeOff(
            "an agent that chooses its steps",
            gain="solves tasks whose steps nobody can write down before",
            cost="more tokens, more time, and errors that compound [AGENT]",
            instead_of="a fixed workflow with model calls, where the steps are known",
        ),
    ),
    sd.Stage(
        "Runs that survive",
        gateway
        >> "start, approve"
        >> api
        >> sd.calls("start", of=runs, costs=events_a_run)
        >> flow,
        api >> sd.calls("signal", of=approvals, costs=6 * sd.events) >> flow,
        flow >> sd.calls("append", of=runs, costs=240) >> state,
        agents >> "prompt" >> models,
        agents >> sd.calls("tool call", share=tools_share) >> tools,
        flow >> sd.emits("next step", of=runs, times=steps) >> agents,
        agents >> sd.answers("result of the step") >> flow,
        agents >> sd.batches("large results") >> artifacts,
        gateway >> sd.answers("events, approval requests") >> users,
        drops=[
            gateway >> "task" >> agents,
            gateway >> "result" >> users,
            agents >> "prompts" >> models,
            agents >> "tool calls" >> tools,
        ],
        why=f"{running:,.0f} runs are in a step at the peak; a worker may die at any time.",
        tradeoffs=sd.TradeOff(
            "a durable workflow",
            gain="a run goes on from its last step, and waiting for a person costs nothing",
            cost="each step is written several times and must be idempotent",
            instead_of="a loop in memory",
        ),
    ),
    sd.Stage(
        "Act safely",
        agents >> sd.calls("tool call", share=tools_share) >> broker,
        broker >> sd.calls("allowed call", share=1 - code_share) >> tools,
        broker >> sd.calls("code", share=code_share) >> sandbox,
        broker >> "token for this tool" >> secrets,
        drops=agents >> "tool call" >> tools,
        step=sd.Step.DETAIL,
        why="The model reads text of strangers, so what it may do is decided outside the model.",
        tradeoffs=[
            sd.TradeOff(
                "a microVM per run",
                gain="one tenant's code cannot reach another's, with a kernel of its own",
                cost="up to 125 ms to start, 5 MiB of overhead [FC]; a snapshot when the run waits",
                instead_of="containers that share a kernel",
            ),
            sd.TradeOff(
                "people approve what cannot be undone",
                gain="a wrong or injected payment or mail is stopped [MCP]",
                cost="the run waits, and people who are asked often approve without reading",
                instead_of="full autonomy, or approval of every call",
            ),
        ],
    ),
    sd.Stage(
        "Limit, remember, learn",
        api >> sd.calls("may it start?", of=runs) >> budget,
        flow >> sd.calls("charge a step", of=runs, costs=2 * steps) >> budget,
        agents >> sd.calls("recall, learn", times=2 / steps) >> memory,
        agents >> sd.emits("spans") >> traces >> sd.batches("finished runs") >> evaluation,
        evaluation >> sd.copies("approved version") >> agents,
        step=sd.Step.SCALE,
        why=f"A run costs {cached:.2f} in tokens; a run that never ends has no limit.",
        tradeoffs=sd.TradeOff(
            "append to the context, so that prompt caches hit",
            gain=f"a run costs {cached:.2f}, not {uncached:.2f}",
            cost="old results stay in the context until it is compacted, which empties the cache",
            instead_of="rewriting the context in each step",
        ),
    ),
    brief=sd.Brief(
        "Design a platform on which companies run agents: a task comes in, a model plans and calls "
        "tools in a loop for minutes to hours, and people approve what is risky.",
        functional=[
            ("Which tools?", "The tenants' own over MCP, and a sandbox for code."),
            ("Who approves?", "A person of the tenant, for calls that cannot be undone."),
            ("Can a run be stopped or resumed?", "Both, at any step."),
        ],
        scale=[
            ("How many runs?", "1M per day of 20 steps on average, 500 at most; assumed."),
            ("How long is a run?", "Minutes on average; up to 8 hours with waiting."),
            ("How many run code?", "30% of the runs, in each of their tool calls; assumed."),
        ],
        non_functional=[
            ("How fast must a run start?", sd.at_most(300 * sd.ms, percentile=99, of=runs)),
            ("Availability of the API?", sd.at_least(99.9 * sd.percent, of=[runs, approvals])),
            (
                "What may a run cost?",
                sd.costs_at_most(0.25 * sd.usd, value=lambda n: cached + platform(n)),
            ),
        ],
        constraints=[
            ("May tenants see each other?", "Never: keys, sandboxes and memory are per tenant."),
            ("May a run be lost?", "No: after a crash it goes on from its last finished step."),
            ("Whose models?", "Those of two providers, behind one gateway of our own."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/runs",
            "task, agent version, tools, limits on steps, time and dollars, Idempotency-Key",
            "202 with run_id",
        ),
        sd.Endpoint("GET /v1/runs/{id}/events", "Last-Event-ID", "server-sent events per step"),
        sd.Endpoint("POST /v1/runs/{id}/approvals", "step, yes or no, by whom", "200; resumes"),
        sd.Endpoint("DELETE /v1/runs/{id}", "run_id", "202; stops after the current step"),
    ],
    levels=sd.Levels(
        mid="Draws the loop of model and tools, stores the state outside the worker, and limits "
        "the number of steps.",
        senior="Makes steps durable and idempotent, sizes workers and sandboxes by Little's law, "
        "isolates tenants, and prices a run.",
        staff="Argues what an agent may do and where that is enforced, how reliability falls with "
        "steps, and how a new version is proven before it acts.",
    ),
    learning=sd.Learning(
        objective="Tasks that are solved within budget and without a forbidden action; prompt, "
        "tools and model version are what is tuned.",
        labels="A checker of the end state where there is one, people's corrections and refused "
        "approvals, a judge model for the rest.",
        offline="Share of tasks solved in all of k attempts [TAU], cost and steps per solved task, "
        "forbidden calls, on recorded tools.",
        online="Runs taken over by people, refused approvals, thumbs, cost per solved task.",
        leakage="Test tasks must not be in the memory or the prompt's examples; tools answer from "
        "recordings, so that a test changes nothing real.",
        drift="Tools change their schema, models their behaviour: the fixed tasks run daily, and "
        "errors per tool are watched.",
    ),
    figures=[
        sd.Figure(
            "Runs in a step", running, f"{runs.at_peak} x {steps} steps x {step_time}", "runs"
        ),
        sd.Figure(
            "Tokens of a run, cached",
            cached,
            f"{tokens_new:,} written x $2.50 + the rest read x $0.20 + {steps * out:,} out x $10, "
            "per 1M [ANT]",
        ),
        sd.Figure(
            "Tokens of a run, not cached",
            uncached,
            f"{tokens_in:,} x $2 + {steps * out:,} x $10, per 1M [ANT]",
        ),
        sd.Figure(
            "Platform per run", platform, lambda n: f"{n.cost.month} per month / {n[runs]} x 730 h"
        ),
        sd.Figure("Runs without an error", 0.99**steps * 100, "0.99 per step ^ 20 steps", "%"),
    ],
    risks=[
        sd.Risk(
            "a tool result holds instructions",
            effect="the agent could send private data to a stranger",
            mitigation="never private data, strangers' text and a way out in one run [TRI]; "
            "approval for what leaves",
        ),
        sd.Risk(
            "an agent loops",
            effect="the run ends with 'limit reached' and what was found so far",
            mitigation="limits on steps, time and dollars; stop when the same call repeats",
        ),
        sd.Risk(
            "a worker dies after the tool acted",
            effect="nothing, or at worst a question whether to repeat the step",
            mitigation="an idempotency key per step; ask the tool before repeating, else a person",
        ),
        sd.Risk(
            "a model provider is down",
            effect="steps are late; runs wait and do not fail",
            mitigation="the gateway asks the other provider; the step's timer retries",
        ),
    ],
    probes=[
        sd.Probe(
            "Where is the loop, and what happens when its worker dies?",
            "The orchestrator holds the loop: each model call and each tool call is a step whose "
            "result is in the history. Another worker takes the next step.",
        ),
        sd.Probe(
            "A run has 5,000 steps. What breaks?",
            "The history: Temporal stops at 51,200 events and warns at 10,240 [TMP], and a step "
            "has 12. Compact the context and continue as a new run with the same id.",
        ),
        sd.Probe(
            "Where is permission checked?",
            "In the tool gateway, by tenant, user, tool and arguments. A prompt is no security "
            "boundary: a document that the model reads may contradict what we told it.",
        ),
        sd.Probe(
            "Each step is right 99 times of 100. Is that good?",
            f"After 20 steps {0.99**steps:.0%} of the runs have no error; at 95% per step, only "
            f"{0.95**steps:.0%}. So use fewer steps, checks that find errors, and steps that can "
            "be undone.",
        ),
        sd.Probe(
            "What do you cut first to halve the cost?",
            lambda n: (
                f"Tokens: {cached:.2f} of the run against {platform(n):.3f} for the platform. Keep "
                "the prefix stable for the cache, shorten tool results, use a small model for "
                "simple steps."
            ),
        ),
        sd.Probe(
            "What is in memory, and who may write it?",
            "Facts with their run and an expiry, per tenant and user. What came from strangers' "
            "text is not learned, since it would return in every later run.",
        ),
    ],
    category="ml",
    summary="Durable steps, tools behind a gateway, sandboxes, approvals, budgets, evaluation.",
    sources=[
        sd.Source(
            "FC",
            "Firecracker specification",
            "AWS, Firecracker",
            None,
            "https://github.com/firecracker-microvm/firecracker/blob/main/SPECIFICATION.md",
        ),
        sd.Source(
            "TMP",
            "Workflow execution limits",
            "Temporal",
            None,
            "https://docs.temporal.io/workflow-execution/limits",
        ),
        sd.Source(
            "MCP",
            "Model Context Protocol: tools, and a person who can deny their calls",
            "MCP",
            2025,
            "https://modelcontextprotocol.io/specification/2025-06-18/server/tools",
        ),
        sd.Source(
            "AGENT",
            "Building effective agents",
            "Anthropic",
            2024,
            "https://www.anthropic.com/engineering/building-effective-agents",
        ),
        sd.Source(
            "TRI",
            "The lethal trifecta for AI agents",
            "Simon Willison",
            2025,
            "https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/",
        ),
    ],
)
