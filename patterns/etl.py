"""ETL: clean, mask and conform data before it may land in the warehouse."""

import sddiagram as sd

tables, daily, window, late_days, rejected = 400 * sd.TB, 5 * sd.TB, 4 * sd.hours, 3, 0.001
file = 256 * sd.MB
night = daily / file / window
changed = sd.Requests("changed file", night, peak=1, request=file, counts="files")
files = sd.Requests("landed file", night, peak=1, request=file, counts="files")
# Each late row rewrites the partition of its day; at worst all of these days.
late = sd.Requests("rewritten file", late_days * night, peak=1, request=file, counts="files")
queries = sd.Requests("query", 50 * sd.per_day, users=200)

core = 20 * sd.MB / sd.s  # parsing, joining and writing columns, assumed
use = 0.65  # skew and retries take the rest
hours = 4 * 365 / 12  # in which a node of the night is paid per month
night_cost = sd.cited(120 * hours / 730 * sd.usd, "per month for 8 vCPU, 4 of 24 hours [NM]")
storage = 0.02  # dollars per GB and month [NM]
rows = sd.Records(
    "clean rows",
    count=3 * 365 * 10e9,  # 500 B each before they are compressed to a quarter, assumed
    size=125 * sd.B,
    key="table, event date, business key",
    fields="columns, masked ids, load id",
)
landed = sd.Records(
    "raw files",
    count=7 * float(daily / file),
    size=file,
    key="source, table, load id",
    fields="rows as they came, position in the log",
)
loads = sd.Records(
    "loads",
    count=3 * 365 * 40 * 50,
    size=2 * sd.KB,
    key="table, event date, load id",
    fields="state, rows in and out, rejected, checks",
)

analysts = sd.Client("Analysts", sends=queries)
sources = sd.External("40 sources", sends=changed, note="databases, APIs, files")
script = sd.ETLJob("Cron script", technology="cron", note="all rows, every night")
extract = sd.ETLJob(
    "Extract",
    technology="airbyte",
    capacity=sd.assumed(50 * sd.MB / sd.s, "per worker"),
    cost=night_cost,
    note="changed rows by watermark",
)
capture = extract.but(technology="debezium", note="log of changes, deletes too")
landing = sd.ObjectStorage(
    "Landing zone",
    technology="s3",
    sends=files,
    holds=landed,
    cost=sd.cited(7 * float(daily / sd.GB) * storage * sd.usd, "per month at $0.02 per GB [NM]"),
    note="raw, encrypted, 7 days",
)
transform = sd.BatchProcessor(
    "Transform",
    technology="spark",
    capacity=sd.assumed(8 * core, "per node of 8 cores, 20 MB/s each"),
    cost=night_cost,
    note="mask, conform, dedupe",
)
gate = sd.Worker(
    "Quality gate",
    technology="great expectations",
    capacity=sd.assumed(500 * sd.MB / sd.s, "per node"),
    cost=night_cost,
    note="counts, nulls, contracts",
)
quarantine = sd.ObjectStorage("Quarantine", technology="s3", note="row and reason")
warehouse = sd.DataWarehouse(
    "Warehouse",
    technology="snowflake",
    capacity=sd.assumed(1 * sd.rps, "per compute cluster, of such queries"),
    latency=sd.latency(2 * sd.s, p99=20 * sd.s),
    holds=rows,
    cost=sd.assumed(2_000 * sd.usd, "per month for a compute cluster"),
    note="swaps partitions",
)
orchestrator = sd.Workflow("Orchestrator", technology="airflow", note="due at 06:00, retries")
catalogue = sd.ConfigStore("Catalogue", technology="datahub", note="owner, contract, lineage")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="freshness, row counts")
stewards = sd.Client("Data stewards")


def nightly(n: sd.Numbers) -> sd.Quantity:
    """The time in which the nodes transform all of a night."""
    return n.at(transform) * window / (n[transform] * use * 8 * core)


def monthly(n: sd.Numbers) -> sd.Quantity:
    """Compute and storage of a month, at the end of three years."""
    assert n.cost.month is not None
    return n.cost.month + stored(n)


def stored(n: sd.Numbers) -> sd.Quantity:
    """What three years of clean rows cost per month, beside the compute."""
    return float(n[rows] / sd.GB) * storage * sd.usd


pattern = sd.Pattern(
    "ETL",
    sd.Stage(
        "Nightly dump",
        sources >> sd.batches("all rows") >> script >> sd.batches("load") >> warehouse,
        analysts >> "queries" >> warehouse,
        why=f"It works for small tables; {tables} in {window} would take {tables / window:.3g}.",
    ),
    sd.Stage(
        "Changes, in steps",
        sources
        >> sd.emits("changed rows", of=changed)
        >> extract
        >> sd.batches("files")
        >> landing,
        landing >> sd.emits("partition") >> transform >> sd.emits("clean rows") >> gate,
        gate >> sd.batches("accepted") >> warehouse,
        gate >> sd.batches("rejected") >> quarantine,
        orchestrator >> sd.calls("run", share=0) >> [extract, transform, gate],
        replaces=script,
        why=f"Only {daily} per day change: {daily / window:.3g}. Each step can be run again alone.",
        tradeoffs=[
            sd.TradeOff(
                "mask before loading",
                gain="personal data never reaches the warehouse, its copies or its users",
                cost="what was masked cannot be asked for later",
                instead_of="ELT, which lands raw data and restricts it there",
            ),
            sd.TradeOff(
                "partitions that are overwritten whole",
                gain="running a day again gives the same rows, not twice as many",
                cost=f"one late row rewrites its day; {late_days} late days are "
                f"{late_days * daily} more in one night",
                instead_of="appending, or merging row by row",
            ),
            sd.TradeOff(
                "quarantine bad rows",
                gain="one bad row does not hold up the other billions",
                cost="somebody must look, or rows are dropped without anyone noticing",
                instead_of="failing the load on any bad row",
            ),
        ],
    ),
    sd.Stage(
        "On time, every day",
        sources >> sd.streams("change log", of=changed) >> capture,
        capture >> sd.emits("lineage", share=0) >> catalogue,
        quarantine >> sd.batches("reasons") >> stewards,
        stewards >> sd.calls("contracts", share=0) >> catalogue >> sd.copies("contracts") >> gate,
        stewards >> sd.calls("repaired rows", share=0) >> capture,
        [orchestrator, warehouse] >> sd.batches("freshness") >> monitoring,
        changes=[capture, landing.but(sends=[files, late])],
        drops=sources >> "changed rows" >> extract,
        step=sd.Step.SCALE,
        why=lambda n: (
            f"Rows come up to {late_days} days late: {n[transform]} nodes rewrite "
            f"{1 + late_days} days in one window."
        ),
        tradeoffs=[
            sd.TradeOff(
                "capture changes from the log",
                gain="deletes are seen, and no table is scanned [DBZ]",
                cost="a position in each log to keep; APIs and files still go by watermark",
                instead_of="polling by watermark, which misses deletes",
            )
        ],
    ),
    brief=sd.Brief(
        f"Move {daily} per day from databases, APIs and files into a warehouse, clean and "
        "conformed, by 06:00.",
        functional=[
            ("What happens to personal data?", "It is masked before it reaches the warehouse."),
            ("May rows be lost or doubled?", "No; duplicates are removed."),
            ("How late may data be?", f"Up to {late_days} days."),
        ],
        scale=[
            ("How much changes?", f"{daily} per day, in 40 sources that hold {tables}."),
            ("How long is it kept?", "Three years."),
            ("Who reads?", "200 analysts, assumed 50 queries per day each."),
        ],
        non_functional=[
            ("How long may a night take?", sd.at_most(window, percentile=None, value=nightly)),
            ("How fast is a query?", sd.at_most(30 * sd.s, percentile=95, of=queries)),
            ("What may it cost per month?", sd.costs_at_most(40_000 * sd.usd, value=monthly)),
        ],
        constraints=[
            ("May raw data be kept?", "Encrypted, outside of the warehouse, for seven days."),
            ("What may extraction do to a source?", "Nothing that its users notice."),
            ("Who changes schemas?", "The sources' teams, with notice at best."),
        ],
    ),
    api=[
        sd.Endpoint(
            "run(table, event date)", "table, event date, load id", "rows in, out and rejected"
        ),
        sd.Endpoint(
            "contract of a table", "columns, types, keys, ranges, owner", "accepted, or breaks"
        ),
        sd.Endpoint("SELECT on a table", "SQL, role", "rows, and the time they were loaded"),
    ],
    data=[loads],
    levels=sd.Levels(
        mid="Draws extract, transform and load as steps that can be run again, with a scheduler "
        "and a place for bad rows.",
        senior="Makes loads idempotent by partition, handles late and deleted rows, and sizes the "
        "cluster for the worst night in the window.",
        staff="Settles contracts between teams, decides what may land where by law and by cost, "
        "and says when ELT is the better answer.",
    ),
    figures=[
        sd.Figure("Throughput of a night", daily / window, f"{daily} / {window}"),
        sd.Figure(
            "With late days", lambda n: n.at(transform), f"{1 + late_days} days in the same window"
        ),
        sd.Figure(
            "Time of the worst night",
            nightly,
            lambda n: (
                f"{1 + late_days} x {daily} / ({n[transform]} nodes x 8 cores x {core} x {use:.0%})"
            ),
        ),
        sd.Figure("Rejected per day", daily * rejected, f"{rejected:.1%} of the rows, assumed"),
        sd.Figure(
            "Storage per month", stored, lambda n: f"{n[rows]} in three years at $0.02 per GB [NM]"
        ),
    ],
    risks=[
        sd.Risk(
            "a load fails half-way",
            effect="reports that show half of a day",
            mitigation="load into a new partition, check it, then swap it in at once",
        ),
        sd.Risk(
            "a source changes its schema",
            effect="empty columns in their reports",
            mitigation="a contract checked at the gate; what breaks it goes into quarantine",
        ),
        sd.Risk(
            "one key holds most of the rows",
            effect="reports after 06:00, since one task runs on alone",
            mitigation="salt the key, or broadcast the small side of the join",
        ),
        sd.Risk(
            "rows are lost without an error",
            effect="wrong numbers, and nobody knows since when",
            mitigation="counts and sums compared from source to target in every load",
        ),
    ],
    probes=[
        sd.Probe(
            "You run yesterday again: what changes?",
            "Nothing, if the inputs are the same: deterministic keys, partitions overwritten, no "
            "wall clock in the transforms. After a late row its partition changes, and lineage "
            "says which tables follow.",
        ),
        sd.Probe(
            "Late rows and deleted rows?",
            "Late rows go to the partition of their event, which is rewritten. Deletes come as "
            "tombstones from the change log, since polling cannot see them [DBZ].",
        ),
        sd.Probe(
            "How do you know at 06:00 that the data is right?",
            "Compare counts and sums with the sources, freshness per table, ranges with last "
            "week. Publish only when they pass; otherwise say that yesterday's data is shown.",
        ),
        sd.Probe(
            "When ETL rather than ELT?",
            "When data must be masked or shrunk before it may land, or when the target computes "
            "badly or at a high price. Size alone does not decide it.",
        ),
    ],
    category="data pipelines",
    summary="Extract changes, mask and check before loading, swap partitions whole.",
    sources=[
        sd.Source(
            "DBZ",
            "Features of log-based change data capture",
            "Debezium documentation",
            None,
            "https://debezium.io/documentation/reference/stable/features.html",
        )
    ],
)
