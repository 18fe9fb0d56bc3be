"""Kappa architecture: one streaming code path; history is computed again by replay."""

import math

import sddiagram as sd

events, event = 100_000 * sd.rps, 500 * sd.B
ingress = events * event
kept, target = 90, 3  # days of history, days to replay them
log_size = kept * (ingress * sd.day)
speed_factor = kept / target + 1
replay_rate = speed_factor * ingress
broker_rate = 100 * sd.MB / sd.s  # planning value, from 605 MB/s on three brokers [KAF]
replay_brokers = math.ceil(replay_rate / broker_rate)
slow_replay = kept / (2 - 1)
lambda_replay = speed_factor * 500 * sd.MB / sd.s

producers = sd.Client("Producers", note="services, devices")
readers = sd.Browser("Dashboards")
schema = sd.Service("Schema registry", replicas=2, note="compatible changes only")
log = sd.Stream(
    "Event log",
    technology="kafka",
    capacity=1 / (event / broker_rate),
    replicas=3,
    note="keyed, 7 days",
)
long_log = log.but(note=f"tiered, {kept} days")
tier = sd.ObjectStorage("Log tier", note=f"{log_size}")
job_rate = 50_000 * sd.rps  # assumed for one task manager; run at 65%
job = sd.StreamProcessor(
    "Job v1",
    technology="flink",
    capacity=job_rate,
    replicas=math.ceil(events / (job_rate * 0.65)),
    note="event time",
)
view = sd.DataWarehouse("View v1", technology="clickhouse", note="upsert by key")
snapshots = sd.ObjectStorage("Checkpoints", note="barrier a minute")
dead = sd.Queue("Dead letters", technology="kafka", note="poison records")
operators = sd.Client("On call")
next_job = sd.StreamProcessor(
    "Job v2",
    technology="flink",
    replicas=math.ceil(speed_factor * events / (job_rate * 0.65)),
    note="from offset 0, no e-mail",
)
next_view = sd.DataWarehouse("View v2", technology="clickhouse", note="checked against v1")
controller = sd.Service("Deployer", note="switch, keep v1 a day")
serving = sd.Service("Query service", replicas=3, note="one view at a time")
monitoring = sd.Monitoring("Monitoring", note="lag, age, state size")

pattern = sd.Pattern(
    "Kappa architecture",
    sd.Stage(
        "One job, one view",
        producers >> sd.emits("events") >> log >> sd.streams("live") >> job,
        job >> sd.streams("rows") >> view,
        readers >> sd.calls("query", share=0) >> serving >> "read" >> view,
        why=f"{ingress} live is easy; but a crash counts twice, and a bug is for ever.",
    ),
    sd.Stage(
        "Effectively once",
        producers >> sd.calls("schema", share=0) >> schema,
        job >> sd.copies("state, offsets") >> snapshots,
        job >> sd.emits("cannot parse") >> dead >> sd.emits("alert") >> operators,
        job >> sd.emits("lag, state") >> monitoring,
        why="State and offsets are saved together each minute; sinks overwrite by key.",
        tradeoffs=[
            sd.TradeOff(
                "checkpoints and idempotent sinks",
                gain="a crash repeats a minute's work and no result",
                cost="state must fit the checkpoint's time; e-mails are not idempotent",
                instead_of="at least once, which counts some events twice",
            ),
            sd.TradeOff(
                "event time with watermarks",
                gain="a replay gives what the live run gave",
                cost="results wait for stragglers",
                instead_of="the wall clock, which makes replays differ",
            ),
        ],
    ),
    sd.Stage(
        "Replay and switch",
        producers >> sd.emits("events") >> long_log >> sd.streams("live") >> job,
        long_log >> sd.copies("old segments") >> tier,
        tier >> sd.streams("replay") >> next_job,
        long_log >> sd.streams("then live") >> next_job >> sd.streams("rows") >> next_view,
        next_job >> sd.emits("caught up") >> controller >> "switch" >> serving,
        serving >> "after the switch" >> next_view,
        changes=[long_log],
        step=sd.Step.SCALE,
        why=f"{kept} days in {target} need {speed_factor:.0f} times the live rate: {replay_rate}.",
        tradeoffs=[
            sd.TradeOff(
                "one code path",
                gain="one logic to write, test and explain",
                cost=f"long retention and {speed_factor:.0f} times the read rate for a replay",
                instead_of="Lambda: a batch path beside, for what replay cannot do",
            ),
            sd.TradeOff(
                "a new view beside the old",
                gain="compare before the switch, and go back in a second",
                cost="twice the storage meanwhile",
                instead_of="recomputing in place",
            ),
        ],
    ),
    brief=sd.Brief(
        "Produce fresh and correct views with one streaming code path, and recompute history by "
        "replay.",
        functional=[
            ("What is computed?", "Aggregates by key and window."),
            ("When is history recomputed?", "After a bug or a new definition."),
        ],
        scale=[
            ("How many events?", f"100,000 a second of {event}."),
            ("How much history?", f"{kept} days, then compacted."),
        ],
        non_functional=[
            ("How exact?", "Each event counts once, effectively."),
            ("How long may a replay take?", f"{target} days."),
        ],
        constraints=[
            ("Do jobs have side effects?", "E-mails: never during a replay."),
            ("Do they call other services?", "Versioned reference data only."),
        ],
        traffic=events,
    ),
    figures=[
        sd.Figure("Ingress", ingress, f"100,000 events/s x {event}"),
        sd.Figure("Log kept", log_size, f"{kept} days x {ingress * sd.day}"),
        sd.Figure("Replay factor", speed_factor, f"{kept} / {target} + 1", "times live"),
        sd.Figure("Replay rate", replay_rate, f"{speed_factor:.0f} x {ingress}"),
        sd.Figure(
            "Brokers to serve it", replay_brokers, f"{replay_rate} / {broker_rate}", "brokers"
        ),
        sd.Figure("Replay at twice live", slow_replay, f"{kept} / (2 - 1)", "days"),
        sd.Figure("Replay at ten times live", kept / (10 - 1), f"{kept} / (10 - 1)", "days"),
        sd.Figure("The same target at 500 MB/s", lambda_replay, f"{speed_factor:.0f} x 500 MB/s"),
    ],
    risks=[
        sd.Risk(
            "history is longer than the log",
            effect="a replay cannot start from the beginning",
            mitigation="tiered storage, or a snapshot of the state and the log's tail",
        ),
        sd.Risk(
            "a replay repeats side effects",
            effect="customers get last month's e-mails again",
            mitigation="side effects in a consumer of their own, off in a replay, keyed otherwise",
        ),
        sd.Risk(
            "state grows without end",
            effect="checkpoints take longer than their interval",
            mitigation="a time to live for keys, state on disk, incremental checkpoints",
        ),
        sd.Risk(
            "one partition is hot",
            effect="its lag grows while others idle",
            mitigation="salt the key, aggregate in two steps",
        ),
        sd.Risk(
            "a poison record",
            effect="the job crashes, restarts, and crashes",
            mitigation="dead letters with the reason, an alert, and a way to replay them",
        ),
    ],
    probes=[
        sd.Probe(
            "How long does a replay take?",
            "Days of history / (k - 1), at k times the live rate, for it must also catch up with "
            f"what arrives meanwhile: {kept} days at k = 10 take {kept / 9:.0f}.",
        ),
        sd.Probe(
            "What if the code asks another service?",
            "Then a replay sees today's answers. Take reference data in as a stream with versions, "
            "and join as of the event.",
        ),
        sd.Probe(
            "Exactly once, to which sink?",
            "Inside the job by checkpoints. Outside, either the sink overwrites by key, or it "
            "commits with the checkpoint in two phases. An e-mail can do neither.",
        ),
        sd.Probe(
            "When would you take Lambda instead?",
            f"At 500 MB/s the same target needs {lambda_replay} of reading; or when the batch is "
            "a different algorithm, such as joins over years.",
        ),
    ],
    category="data pipelines",
    summary="One stream job; a bug is fixed by replaying the log into a new view and switching.",
    sources=[
        "Kreps, Questioning the Lambda architecture (2014)",
        "Confluent, Kafka performance: throughput of three brokers",
        "Carbone et al., State management in Apache Flink (2017)",
    ],
)
