"""Chat assistant: a ChatGPT that keeps conversations, streams, and survives a closed laptop."""

import sddiagram as sd

users_a_day, tokens_out, tokens_a_second = 20_000_000, 300, 50
sends = sd.Requests("send", 8 * sd.per_day, users=users_a_day, request=2 * sd.KB)
opens = sd.Requests("open", 5 * sd.per_day, users=users_a_day, response=30 * sd.KB)
resumes = sd.Requests("resume", 0.4 * sd.per_day, users=users_a_day)  # 5% of answers, assumed
# An event carries what 50 ms produce, so an answer of 6 s is 120 events; both assumed.
answer_time, events = tokens_out / tokens_a_second * sd.s, 120
sentence = 20  # tokens, assumed; the first sentence is held until it is whole
hold = sentence / tokens_a_second * sd.s
budget, system, turn_tokens = 8_000, 1_000, 400  # tokens: the prompt at most, its parts
prompt = 3_000  # tokens on average, assumed
price = 1.04e-6 * (prompt + tokens_out) * sd.usd  # a message by a 70B's API price [TOG]
messages = sd.Records(
    "turns",
    key="conversation_id, turn",
    fields="user_id, message, answer, state, model, tokens, safety labels, created_at",
    of=sends,
    size=4 * sd.KB,
    keep=90 * sd.days,
)
archived = sd.Records(
    "archived turns",
    key="conversation_id",
    fields="all its turns, compressed to a third (assumed)",
    of=sends,
    size=1.3 * sd.KB,
    keep=3 * sd.year,
)
facts = sd.Records(
    "memories",
    key="user_id",
    fields="up to 50 facts with source turn, summary of recent chats, on or off",
    count=100_000_000,
    size=4 * sd.KB,
)
tails = sd.Records(
    "stream tails",
    key="turn_id",
    fields="events with their ids, state, owner, lease",
    of=sends,
    size=6 * sd.KB,
    keep=10 * sd.minutes,
)
tier = 0.9999  # availability of a replicated tier, assumed
hop_time = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)  # times of a visit are assumed
row_time = sd.latency(2 * sd.ms, p99=15 * sd.ms)
node_cost = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
disk_cost = sd.cited(920 * sd.usd, "per node of 8 vCPU and 4 TB of SSD [NM]")

users = sd.Client("Users", sends=[sends, opens, resumes])
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    capacity=[
        sd.planned("Envoy"),
        sd.assumed(160_000 * sd.events / sd.s, "per node, at 20,000 per vCPU"),
    ],
    latency=hop_time,
    availability=tier,
    cost=node_cost,
    note="sign-in, open streams",
)
api = sd.Service(
    "Chat API",
    capacity=sd.planned("service"),
    latency=sd.latency(3 * sd.ms, p99=12 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="send, open, follow, stop",
)
store = sd.NoSQL(
    "Conversations",
    technology="cassandra",
    holds=messages,
    node=4 * sd.TB,
    copies=3,
    latency=row_time,
    availability=tier,
    cost=disk_cost,
    note="by chat and turn",
)
models = sd.LLM(
    "Model pools",
    capacity=sd.assumed(1_400 * sd.rps, "per cell, the peak that llm-serving is planned for"),
    latency=sd.latency(150 * sd.ms, p99=400 * sd.ms),
    availability=0.9995,
    note="see llm-serving",
)
worker = sd.Service(
    "Turn service",
    capacity=sd.assumed(300 * sd.rps, "as turns per node of 8 vCPU, 2,000 at a time"),
    latency=sd.latency(5 * sd.ms, p99=20 * sd.ms),
    availability=tier,
    cost=node_cost,
    note="builds context, owns a turn",
)
buffer = sd.Cache(
    "Stream buffer",
    technology="redis",
    capacity=sd.planned("Redis", "pipelined"),
    holds=tails,
    node=12 * sd.GB,
    memory=16 * sd.GB,
    copies=2,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    availability=tier,
    cost=sd.cited(62 * sd.usd, "per process with 2 vCPU and 16 GB [NM]"),
    note="events by id",
)
limits = sd.RateLimiter(
    "Limits",
    technology="redis",
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    availability=tier,
    cost=sd.assumed(100 * sd.usd, "per process: 2 vCPU and 35 GB of memory"),
    note="messages, tokens, by plan",
)
guard = sd.Guardrail(
    "Moderation",
    technology="triton",
    capacity=sd.cited(
        4_860 * sd.unit("sequence") / sd.s,
        "of 128 tokens per A100; 4 of them hold a message and its answer [AIT]",
    ),
    latency=sd.latency(hold + 5 * sd.ms, p99=hold + 20 * sd.ms),
    availability=tier,
    cost=sd.assumed(2_700 * sd.usd, "per A100 of 40 GB"),
    note="message, each sentence",
)
archive = sd.ObjectStorage(
    "Archive",
    technology="s3",
    holds=archived,
    latency=sd.latency(50 * sd.ms, p99=200 * sd.ms),
    availability=tier,
    capacity=sd.assumed(5_000 * sd.rps, "for reads over many prefixes"),
    note="after 90 days",
)
memory = sd.KeyValue(
    "Memory",
    technology="cassandra",
    holds=facts,
    node=2 * sd.TB,
    copies=3,
    latency=row_time,
    availability=tier,
    cost=sd.cited(520 * sd.usd, "per node of 8 vCPU and 2 TB of SSD [NM]"),
    note="facts by user, deletable",
)
log = sd.Stream(
    "Turn log",
    technology="kafka",
    cost=sd.assumed(2_000 * sd.usd, "per broker with 20 TB of disk"),
    note="turns, thumbs",
)
writer = sd.Worker(
    "Memory writer",
    capacity=sd.assumed(100 * sd.rps, "as turns per node, which asks a small model"),
    cost=node_cost,
    note="extracts, merges, forgets",
)
evaluation = sd.Evaluator("Evaluation", note="gates each new prompt")


def streams(n: sd.Numbers) -> float:
    """Answers that are being written at the peak, by Little's law."""
    return float(sends.at_peak * answer_time)


def whole_history(turns: int) -> int:
    """Tokens into the model over a conversation, if each prompt has all turns before."""
    return turns * system + turn_tokens * turns * (turns + 1) // 2


def platform(n: sd.Numbers) -> sd.Quantity:
    """What a message costs beside its model."""
    return (n.cost.month or 0 * sd.usd) / float(n[sends] * sd.month)


pattern = sd.Pattern(
    "Chat assistant",
    sd.Stage(
        "One connection, one answer",
        users >> "message" >> gateway >> "message" >> api,
        api >> sd.calls("read, append", of=[sends, opens], costs=2) >> store,
        api >> sd.calls("prompt", of=sends) >> models,
        gateway >> sd.answers("tokens", of=sends, costs=events * sd.events) >> users,
        why="It streams, but a closed laptop loses the answer, and long chats overflow the prompt.",
        tradeoffs=[
            sd.TradeOff(
                "server-sent events",
                gain="plain HTTP through every proxy, with ids to resume from [SSE]",
                cost="one direction only, so stop and send are requests of their own",
                instead_of="WebSockets, which keep state per connection",
            ),
            sd.TradeOff(
                "a wide-column store by conversation",
                gain="one partition per chat, and writes spread over nodes",
                cost="no joins; the list of chats is a table of its own",
                instead_of="one PostgreSQL, from which OpenAI moved write-heavy data away [OPG]",
            ),
        ],
    ),
    sd.Stage(
        "Answers that survive, safely",
        api >> sd.calls("text", of=sends, costs=4 * sd.unit("sequence")) >> guard,
        api >> sd.calls("start turn", of=sends) >> worker,
        worker >> sd.calls("history, save", costs=3) >> store,
        worker >> "context" >> models,
        worker >> sd.emits("tokens", costs=events) >> buffer,
        api >> sd.calls("follow, resume", of=[sends, resumes], costs=events) >> buffer,
        api >> sd.calls("open", of=opens) >> store,
        drops=[api >> "read, append" >> store, api >> "prompt" >> models],
        why=lambda n: (
            f"{streams(n):,.0f} answers are being written at the peak, and phones lose signal."
        ),
        tradeoffs=[
            sd.TradeOff(
                "the turn belongs to a service, not to a connection",
                gain="a lost connection loses no text, and a second device sees the same answer",
                cost="each event is written and read once more",
                instead_of="piping the model's stream straight to the client",
            ),
            sd.TradeOff(
                "moderate sentence by sentence while streaming",
                gain="users see text early, and a bad answer stops in its first sentences",
                cost=f"a sentence is held for {hold}, and text is shown before the end is known",
                instead_of=f"checking the whole answer, {answer_time} later",
            ),
        ],
    ),
    sd.Stage(
        "Limited and archived",
        api >> sd.calls("reserve, settle", of=sends, costs=2) >> limits,
        store >> sd.batches("old turns, deletions", every=1 * sd.day) >> archive,
        api >> sd.calls("old chat", of=opens, share=0.02) >> archive,
        step=sd.Step.DETAIL,
        why=lambda n: (
            f"Turns grow by {n[sends] * sd.day * (4 * sd.KB)} per day, and are kept for years."
        ),
        tradeoffs=sd.TradeOff(
            "old turns in object storage",
            gain="a tenth of the price per GB, and the store stays small [NM]",
            cost="an old chat opens in 0.2 s, not in 0.02 s",
            instead_of="all turns in the store for ever",
        ),
    ),
    sd.Stage(
        "Remember and learn",
        worker >> "facts of the user" >> memory,
        worker >> sd.emits("finished turns", size=4 * sd.KB) >> log,
        api >> sd.emits("thumbs, deletions", of=opens, share=0.1, size=1 * sd.KB) >> log,
        log >> sd.emits("turns, deletions", share=0.1) >> writer,
        writer >> sd.emits("new, changed, expired") >> memory,
        log >> sd.batches("samples") >> evaluation,
        step=sd.Step.SCALE,
        why="People do not like to repeat themselves, and a new prompt must be tested first.",
        tradeoffs=sd.TradeOff(
            "a short list of facts per user, read whole",
            gain="one read, and the user can see and delete each fact [MEM]",
            cost="details of old chats are not found",
            instead_of="vector search over all earlier chats",
        ),
    ),
    brief=sd.Brief(
        "Design a chat assistant such as ChatGPT: people write, a model answers word by word, and "
        "conversations are there again on every device.",
        functional=[
            ("What does it do?", "Send, stream, stop, resume, list and open conversations."),
            ("Does it remember?", "Facts about the user, if the user allows it."),
            ("Own models?", "Yes, the pools of the llm-serving design; they are not drawn here."),
        ],
        scale=[
            ("How many users?", "20M per day with 8 messages, a sixteenth of ChatGPT's [NBER]."),
            ("How long are prompt and answer?", "3,000 and 300 tokens on average, assumed."),
            ("How long are chats kept?", "Until deleted; opened rarely after 90 days."),
        ],
        non_functional=[
            ("First word?", sd.at_most(1 * sd.s, percentile=95, of=sends)),
            ("Resume after a disconnect?", sd.at_most(200 * sd.ms, percentile=95, of=resumes)),
            ("Availability?", sd.at_least(99.8 * sd.percent, of=sends)),
            (
                "What may 1,000 messages cost?",
                sd.costs_at_most(4 * sd.usd, value=lambda n: 1_000 * (price + platform(n))),
            ),
        ],
        constraints=[
            ("May an answer be lost?", "No: once the message is accepted, the answer is stored."),
            ("Deletion?", "In all stores and the memory within 30 days; samples carry no names."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/conversations/{id}/turns",
            "message, parent turn, client_turn_id for retries",
            "turn_id, then events with ids: tokens, safety, usage, done",
        ),
        sd.Endpoint(
            "GET /v1/turns/{id}/events", "Last-Event-ID", "the events after it, then live ones"
        ),
        sd.Endpoint("POST /v1/turns/{id}/stop", "turn_id", "200; what was written is kept"),
        sd.Endpoint("POST /v1/turns/{id}/feedback", "thumb, reason", "204; goes to the turn log"),
        sd.Endpoint("GET /v1/conversations/{id}", "cursor", "turns, newest first, 20 per page"),
        sd.Endpoint("DELETE /v1/memories/{id}", "memory id", "204; conversations likewise"),
    ],
    levels=sd.Levels(
        mid="Stores conversations by key, streams tokens, and sends a limited history.",
        senior="Separates the turn from the connection, sizes streams and events, plans the "
        "context budget, and places moderation.",
        staff="Argues memory and privacy, the cost per message and how context drives it, deletion "
        "everywhere, and how a new prompt or model is released.",
    ),
    learning=sd.Learning(
        objective="Answers that solve what the user came for, safely; prompt, context policy and "
        "model are chosen for it.",
        labels="Thumbs, regenerated and edited messages, pairs compared by people and by a judge "
        "model that is checked against them.",
        offline="Share of pairs won against the version in use, per language and topic; refusals "
        "that are wrong; facts remembered wrongly.",
        online="Regenerations, users who come back, reports; cost per message as a guard.",
        leakage="Users of an experiment are split by user, since memory carries over; judges do "
        "not see which version answered.",
        drift="Topics and languages shift, and attackers learn: a daily sample is labelled anew, "
        "and a fixed set runs with each release.",
    ),
    figures=[
        sd.Figure("Open answers", streams, f"{sends.at_peak} x {answer_time}", "streams"),
        sd.Figure(
            "Events to clients",
            lambda n: n.at(gateway),
            f"{events} per answer; a token each would be {tokens_out}",
        ),
        sd.Figure(
            "Model per 1,000 messages",
            1_000 * price,
            f"({prompt:,} + {tokens_out}) tokens x $1.04 per 1M x 1,000 [TOG]",
        ),
        sd.Figure(
            "All else per 1,000 messages",
            lambda n: 1_000 * platform(n),
            lambda n: f"{n.cost.month} per month / ({n[sends]} x 730 h) x 1,000",
        ),
        sd.Figure(
            "A chat of 100 turns, whole history",
            whole_history(100) * sd.tokens,
            f"100 x {system:,} + {turn_tokens} x 100 x 101 / 2",
        ),
        sd.Figure(
            "The same within the budget", 100 * budget * sd.tokens, f"at most 100 x {budget:,}"
        ),
    ],
    risks=[
        sd.Risk(
            "a turn service node dies",
            effect="the answer stops, and starts again after about 5 s",
            mitigation="a lease per turn in the buffer; when it ends another node starts the turn",
        ),
        sd.Risk(
            "the stream buffer is lost",
            effect="open answers pause, and appear whole when they are done",
            mitigation="a copy takes over; finished answers are in the store",
        ),
        sd.Risk(
            "the model pools are full",
            effect="a message that asks to try again in a minute",
            mitigation="limits by plan: free users are refused first",
        ),
    ],
    probes=[
        sd.Probe(
            "The laptop closes in the middle of an answer. What happens?",
            "Nothing stops: the turn service writes on. The client comes back with the last event "
            "id and gets the rest from the buffer, or the stored answer after ten minutes.",
        ),
        sd.Probe(
            "How do you build the context?",
            f"In a fixed order that keeps the prefix cacheable: system prompt, memory, summary of "
            f"old turns, the last turns in full, the message; at most {budget:,} tokens.",
        ),
        sd.Probe(
            "A chat has 100 turns: what does it cost?",
            f"With the whole history {whole_history(100) / 1e6:.1f}M tokens go in, since each turn "
            f"repeats all before it; within the budget at most {100 * budget / 1e6:.1f}M. Prompt "
            "caches help until the summary changes.",
        ),
        sd.Probe(
            "How is a conversation deleted everywhere?",
            "A tombstone in the store hides it at once. The daily job deletes it in the archive, "
            "and the turn log carries the deletion to memory and evaluation. The log itself is "
            "kept for a week.",
        ),
        sd.Probe(
            "What may memory hold, and what can go wrong?",
            "Facts the user stated, with their source; nothing from pasted documents, which could "
            "plant an instruction. Users see, delete and switch it off [MEM].",
        ),
        sd.Probe(
            "How many events do you send, and what limits it?",
            lambda n: (
                f"{n.at(gateway)} in packets of 50 ms; a token each would be 2.5 times that. The "
                f"gateway's writes bind, not its requests: {n[gateway]} nodes."
            ),
        ),
    ],
    accepts=sd.Accepted(
        "unit-cost-unknown",
        on=models,
        because=f"a message is priced by a 70B's API, {1_000 * price:.2f} per 1,000 [TOG]; the "
        "pools have their own design",
    ),
    category="ml",
    summary="A turn outlives its connection; context within a budget; memory that users control.",
    sources=[
        sd.Source(
            "NBER",
            "How people use ChatGPT: 2.6bn messages per day in June 2025 (working paper 34255)",
            "NBER",
            2025,
            "https://www.nber.org/papers/w34255",
        ),
        sd.Source(
            "SSE",
            "HTML standard: server-sent events, the Last-Event-ID header",
            "WHATWG",
            None,
            "https://html.spec.whatwg.org/multipage/server-sent-events.html",
        ),
        sd.Source(
            "OPG",
            "Scaling PostgreSQL to power 800 million ChatGPT users",
            "OpenAI",
            2026,
            "https://openai.com/index/scaling-postgresql/",
        ),
        sd.Source(
            "MEM",
            "Memory FAQ",
            "OpenAI",
            None,
            "https://help.openai.com/en/articles/8590148-memory-faq",
        ),
    ],
)
