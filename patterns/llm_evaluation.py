"""LLM evaluation: see every answer, judge a sample, and stop a release that makes it worse."""

from math import ceil, sqrt

import sddiagram as sd

users_a_day, answers_each = 2_000_000, 5
sampled, slices, spans = 0.01, 20, 4
answers = sd.Requests("answer", users_a_day * answers_each * sd.per_day, response=1 * sd.KB)
run = sd.unit("run")
candidates = sd.Requests("candidate", 20 * run * sd.per_day)
examples, orders = 2_000, 2
trace = 12 * sd.KB  # four spans with prompt and answer, assumed
agreement = 0.8  # of a strong judge with people, and of people with each other [MTB]
labels_a_day, readers = 300, 2  # answers per day, and people who label each one; assumed
label_price = 2 * sd.usd  # per answer, from both people; assumed

# Fitted to NVIDIA's tables of saturated throughput [TRT].
small, pair = sd.llm.LLAMA_8B_ON_H100, sd.llm.LLAMA_70B_ON_2_H100
chat, verdict = sd.llm.Tokens(1_500, 300), sd.llm.Tokens(2_000, 200, prefix_hits=0.3)
month = 730 * sd.hours
gpu_cost = sd.cited(5_000 * sd.usd, "per month for an H100 on demand [NM]")
pair_cost = sd.cited(10_000 * sd.usd, "per month for two H100 on demand [NM]")
hop = sd.latency(1 * sd.ms, p99=5 * sd.ms)  # of one visit, assumed
think = sd.latency(5 * sd.ms, p99=20 * sd.ms)  # of the application itself, assumed

# Two-sided test at 95% that finds a true difference in 80% of the cases.
sure, found = 1.96, 0.84


def needed(difference: float, agreement: float = 1) -> int:
    """Pairs that show such a difference in win rate, when a judge agrees with people so often."""
    seen = difference * (2 * agreement - 1)
    return ceil((sure + found) ** 2 * 0.25 / seen**2)


def shown(examples: int) -> float:
    """The smallest difference, in points, that a judge shows on so many examples."""
    return 100 * (sure + found) * 0.5 / sqrt(examples) / (2 * agreement - 1)


def to_see(good: float, bad: float) -> int:
    """Judged answers after which a fall of the pass rate is seen."""
    spread = sure * sqrt(good * (1 - good)) + found * sqrt(bad * (1 - bad))
    return ceil((spread / (good - bad)) ** 2)


users = sd.Client("Users", sends=answers)
developers = sd.Client("Developers", sends=candidates)
annotators = sd.Client("Annotators")
gateway = sd.Gateway("API gateway", technology="envoy", latency=hop, note="auth, request id")
app = sd.Service(
    "LLM application", capacity=sd.planned("service"), latency=think, note="prompt, tools, spans"
)
model = sd.ModelServer(
    "Model pool",
    technology="vllm",
    capacity=small.rate(chat),
    latency=sd.llm.FirstTokens(small, chat),
    cost=gpu_cost,
    note="8B on H100",
)
traces = sd.Records(
    "traces",
    of=answers,
    size=trace,
    keep=30 * sd.days,
    key="trace_id, span_id",
    fields="user slice, prompt version, model, tokens, times, texts, feedback",
)
collector = sd.Collector(
    "Collector",
    technology="opentelemetry",
    capacity=sd.assumed(5_000 * sd.rps, "per node"),
    note="masks people",
)
log = sd.Stream("Trace log", technology="kafka", note="kept for three days")
store = sd.DataWarehouse(
    "Trace store",
    technology="clickhouse",
    capacity=sd.planned("ClickHouse", "inserts"),
    holds=traces,
    node=4 * sd.TB,
    copies=2,
    cost=sd.cited(1_040 * sd.usd, "per month for 16 vCPU and 4 TB of SSD [NM]"),
    note="search, slices, scores",
)
dashboard = sd.Dashboard("Dashboard", technology="grafana", note="pass rate, cost, latency")
sets = sd.ObjectStorage("Evaluation sets", technology="s3", note="versioned, per slice")
gate = sd.Worker(
    "Regression gate",
    capacity=sd.assumed(run / (10 * sd.minutes), "per worker"),
    note="new against old",
)
judge = sd.Evaluator(
    "Judge",
    technology="vllm",
    capacity=pair.rate(verdict),
    cost=pair_cost,
    note="70B with a rubric",
)
prompts = sd.ConfigStore("Prompt registry", note="prompt and model versions")
sampler = sd.StreamProcessor(
    "Sampler", technology="flink", capacity=sd.planned("Flink"), note="joins feedback, 1% per slice"
)
alerts = sd.Alerting("Alerting", note="a slice falls, rolls back")
tool = sd.Service("Labelling tool", technology="argilla", note="blind, two people each")

verdicts = sd.Records(
    "verdicts",
    count=36_500_000,
    size=1 * sd.KB,
    key="trace_id, judge version",
    fields="item, pass, reason",
)
labels = sd.Records(
    "labels",
    count=365 * readers * labels_a_day,
    size=1 * sd.KB,
    key="trace_id, annotator",
    fields="rubric item, pass, reason, guideline version",
)
cases = sd.Records(
    "cases", count=20_000, size=8 * sd.KB, key="set, case, version", fields="input, checks, slice"
)


def each_slice(n: sd.Numbers) -> sd.Quantity:
    """Answers of one slice that are judged, on average."""
    return sampled * n[answers] / slices


def seen_after(n: sd.Numbers) -> sd.Quantity:
    """The time in which a fall of the pass rate from 95% to 90% is seen in one slice."""
    return to_see(0.95, 0.90) / each_slice(n)


def gate_time(n: sd.Numbers) -> sd.Quantity:
    """The time in which the judge compares all examples, while it goes on with production."""
    free = n[judge] * judge_rate - sampled * n[answers]
    return examples * orders / free


def verdict_price(n: sd.Numbers) -> float:
    """Dollars for 1,000 verdicts of a judge in 65% use."""
    per_hour = 0.65 * float(judge_rate * sd.hour / sd.requests)
    return 1_000 * 10_000 / 730 / per_hour


def judging_all(n: sd.Numbers) -> float:
    """Dollars for a verdict on each answer of a month."""
    return float(n[answers] * month / sd.requests) / 1_000 * verdict_price(n)


def evaluating(n: sd.Numbers) -> sd.Quantity:
    """Judge and people for a month."""
    return n[judge] * pair_cost + labels_a_day * 365 / 12 * label_price


judge_rate = pair.rate(verdict)
arxiv = "https://arxiv.org/abs/"
pattern = sd.Pattern(
    "LLM evaluation",
    sd.Stage(
        "Trace every answer",
        users
        >> "message"
        >> gateway
        >> "message"
        >> app
        >> sd.calls("prompt", of=answers)
        >> model,
        gateway >> sd.answers("answer") >> users,
        app >> sd.emits("spans, feedback", of=answers, size=trace) >> collector,
        collector >> sd.emits("traces", size=trace) >> log,
        log >> sd.streams("spans", times=spans) >> store,
        store >> sd.batches("charts") >> dashboard >> sd.answers("charts") >> developers,
        why="Every answer can be searched, but nobody knows yet which answers are good.",
        tradeoffs=[
            sd.TradeOff(
                "keep the texts of all traces for 30 days",
                gain="every complaint can be read, and any sample drawn later",
                cost=lambda n: f"{n[traces]} with personal data to remove, and rights to delete",
                instead_of="metadata for all, texts for a sample",
            )
        ],
    ),
    sd.Stage(
        "A gate before release",
        developers >> sd.emits("candidate") >> gate >> sd.calls("cases", times=examples) >> model,
        sets >> sd.batches("cases") >> gate,
        gate >> sd.answers("win rate", of=candidates) >> developers,
        developers >> sd.calls("cases", share=0) >> gate >> sd.batches("reviewed cases") >> sets,
        gate >> sd.calls("pairs", times=examples * orders) >> judge,
        gate >> sd.copies("passed versions") >> prompts >> sd.copies("prompt, model") >> app,
        why=lambda n: f"{examples:,} examples in {gate_time(n):.0f}, before users see a change.",
        tradeoffs=[
            sd.TradeOff(
                "a strong model as judge",
                gain=lambda n: (
                    f"${verdict_price(n):.2f} per 1,000 verdicts; people cost {1_000 * label_price}"
                ),
                cost="it prefers long answers, the first one, and its own style [MTB]",
                instead_of="people alone, or checks by exact match where these suffice",
            ),
            sd.TradeOff(
                "compare two answers, in both orders",
                gain="no bias by position, and small differences are seen",
                cost="twice the verdicts, and no absolute score",
                instead_of="one score from 1 to 10, which moves with the judge's version",
            ),
        ],
    ),
    sd.Stage(
        "Judge production",
        log >> sd.streams("traces") >> sampler >> sd.emits("sample", share=sampled) >> judge,
        judge >> sd.batches("verdicts") >> store,
        store >> sd.batches("pass rates") >> alerts >> sd.emits("roll back") >> prompts,
        step=sd.Step.DETAIL,
        why=lambda n: (
            f"{sampled:.0%} of each slice shows a fall from 95% to 90% after {seen_after(n):.0f}."
        ),
        tradeoffs=[
            sd.TradeOff(
                "sample by slice, and more of what looks bad",
                gain="rare languages and long chats are seen; failures fill the sets",
                cost="rates must be weighted back before they are shown",
                instead_of="1% of everything, in which small slices drown",
            )
        ],
    ),
    sd.Stage(
        "Keep the judge honest",
        store >> sd.batches("sample, disagreements") >> tool,
        annotators >> "label" >> tool >> sd.batches("labels, new cases") >> sets,
        sets >> sd.batches("labelled cases") >> judge,
        sd.row(collector, model),
        sd.row(sampler, tool),
        step=sd.Step.SCALE,
        why=f"{labels_a_day} labelled answers per day show agreement within 2 points each week.",
        tradeoffs=[
            sd.TradeOff(
                "few labels, of high quality, every day",
                gain="the judge is measured on today's traffic, slice by slice",
                cost=f"{labels_a_day * 365 / 12 * label_price} per month, and guidelines to keep",
                instead_of="one large campaign, which is old when it ends",
            )
        ],
    ),
    brief=sd.Brief(
        "Build evaluation and observability for an LLM product: traces of every answer, automatic "
        "and human judgement, a gate before release, and alarms in production.",
        functional=[
            ("What changes?", "Prompts, models, tools and retrieval, 20 candidates per day."),
            ("What is good?", "A rubric of ten items: correct, grounded, safe, short enough."),
            ("Who labels?", f"Ten annotators, {labels_a_day} answers per day in all."),
        ],
        scale=[
            ("How many answers?", f"{users_a_day / 1e6:g}M daily users, {answers_each} each."),
            ("How large is a trace?", f"{spans} spans, {trace} with texts, assumed."),
            ("How many slices?", f"{slices}: languages, tasks, customers."),
        ],
        non_functional=[
            (
                "How soon is a fall of 5 points seen?",
                sd.at_most(2 * sd.hours, percentile=None, value=seen_after),
            ),
            (
                "How long may the gate take?",
                sd.at_most(15 * sd.minutes, percentile=None, value=gate_time),
            ),
            (
                "What may judging cost per month?",
                sd.costs_at_most(50_000 * sd.usd, value=evaluating),
            ),
            ("May tracing slow answers down?", "No: spans are sent after the answer."),
        ],
        constraints=[
            ("May people read chats?", "Only what users allowed, with personal data removed."),
            ("How long are texts kept?", "30 days; deletion within a day on request."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/traces (OTLP)",
            "trace id, versions, texts",
            "200, in OpenTelemetry's names [OTEL]",
        ),
        sd.Endpoint("POST /v1/feedback", "trace id, thumb or edit", "204"),
        sd.Endpoint(
            "POST /v1/evaluations", "candidate, set version", "202; then win rate and interval"
        ),
        sd.Endpoint("POST /v1/labels", "trace id, rubric item, verdict, reason", "201"),
    ],
    data=[verdicts, labels, cases],
    levels=sd.Levels(
        mid="Logs prompts and answers, builds a set of cases, and compares a change with the "
        "current version before release.",
        senior="Uses a judge with its biases handled, computes how many examples a difference "
        "needs, samples by slice, and closes the loop from failures to cases.",
        staff="Measures the judge against people, ties offline wins to online results, and decides "
        "what evaluation may cost against what a bad release costs.",
    ),
    learning=sd.Learning(
        objective="The judge predicts which of two answers people prefer, and whether an answer "
        "breaks a rubric item.",
        labels="Two annotators per answer, blind to the version; disagreements go to a third.",
        offline="Agreement with people per rubric item and slice, corrected for chance (kappa).",
        online="Do offline wins become fewer edits, retries and complaints in an A/B test?",
        leakage="Cases that leak into prompts or training data; a judge of the candidate's own "
        "family.",
        drift="Agreement each week; a new judge version scores the old labels first.",
    ),
    figures=[
        sd.Figure(
            "Pairs that show 2 points of win rate",
            needed(0.02),
            "(1.96 + 0.84)^2 x 0.25 / 0.02^2: 95% sure, found in 80%",
            "pairs",
        ),
        sd.Figure(
            "The same with a judge",
            needed(0.02, agreement),
            f"a judge that agrees in {agreement:.0%} [MTB] shows 60% of the difference",
            "pairs",
        ),
        sd.Figure(
            "A fall from 95% to 90% in one slice",
            seen_after,
            lambda n: f"{to_see(0.95, 0.90)} verdicts / ({sampled:.0%} of {n[answers]} / {slices})",
        ),
        sd.Figure(
            "Gate", gate_time, lambda n: f"{examples:,} x {orders} / free part of {n[judge]}"
        ),
        sd.Figure(
            "1,000 verdicts",
            verdict_price,
            f"$10,000 / ({judge_rate} x 65% x 730 h), on GPUs that are never idle [NM, TRT]",
            "$",
        ),
        sd.Figure(
            "Judging all answers",
            judging_all,
            "all answers of a month at that price, judged in batches",
            "$ per month",
        ),
    ],
    risks=[
        sd.Risk(
            "the judge changes with its version",
            effect="a bad release that passed the gate",
            mitigation="pin judge and rubric, score the old labels first, then compare anew",
        ),
        sd.Risk(
            "the evaluation set is old",
            effect="answers that get worse on what is asked today",
            mitigation="add failures of production each week, retire cases that all pass",
        ),
        sd.Risk(
            "personal data lands in traces",
            effect="their private texts, read by people who should not",
            mitigation="remove it in the collector, roles per slice, deletion by user id",
        ),
        sd.Risk(
            "teams optimise for the judge",
            effect="longer and more confident answers that help less",
            mitigation="length in the rubric, hidden cases, people on a sample of wins",
        ),
    ],
    probes=[
        sd.Probe(
            "The candidate wins 52 to 48 on 500 examples: release?",
            f"Not on that: with a judge, {examples:,} examples show {shown(examples):.0f} points, "
            f"500 only {shown(500):.0f}. Two points need {needed(0.02):,} pairs judged by people, "
            f"or {needed(0.02, agreement):,} by a judge that agrees in 80%. Look at the slices, "
            "add examples, or release to a canary and measure there.",
        ),
        sd.Probe(
            "How do you trust the judge?",
            f"Measure it: {labels_a_day} labelled answers per day give its agreement within "
            f"{100 * sure * sqrt(agreement * (1 - agreement) / (7 * labels_a_day)):.1f} points per "
            "week. People agree with each other in about 80% [MTB], so do not ask for more.",
        ),
        sd.Probe(
            "Why not judge every answer?",
            lambda n: (
                "In batches on busy GPUs it would cost "
                f"{judging_all(n) * sd.usd} per month, far above the budget; at the speed of the "
                f"peak it takes {ceil(float(n.at(app) / judge_rate) / 0.65 * 1.5)} pairs of H100 "
                f"instead of {n[judge]}. The sample already shows a fall within the hour; judge "
                "all answers only where one failure is expensive."
            ),
        ),
        sd.Probe(
            "How do you evaluate an agent or retrieval?",
            "By part and as a whole: were the right documents found, the right tool called, with "
            "the right arguments; then the final answer. Spans give the parts [OTEL].",
        ),
        sd.Probe(
            "Offline wins, online nothing. Why?",
            "The set is not what users ask, the judge likes what users do not, or the difference "
            "is too small to see. Compare slices, label online pairs, and repair the set first.",
        ),
    ],
    category="ml",
    summary="Trace all, judge a sample, gate every change, and let people check the judge.",
    sources=[
        sd.Source(
            "MTB",
            "Judging LLM-as-a-judge with MT-Bench and Chatbot Arena",
            "Zheng et al.",
            2023,
            f"{arxiv}2306.05685",
        ),
        sd.Source(
            "OTEL",
            "Semantic conventions for generative AI systems",
            "OpenTelemetry",
            None,
            "https://opentelemetry.io/docs/specs/semconv/gen-ai/",
        ),
    ],
    network=sd.latency(0.25 * sd.ms, p99=1 * sd.ms),
)
