"""ELT: land the raw data first, then transform it with SQL where it lies."""

import sddiagram as sd

daily, days, models, columns = 5 * sd.TB, 30, 50, 0.1
scan_price, storage = 5, 0.02  # dollars per TB scanned [NM], per GB and month [NM]
load_every, run_every, run_time = 15 * sd.minutes, 30 * sd.minutes, 10 * sd.minutes
queries = sd.Requests("query", 50 * sd.per_day, users=200)
mart_scan, byte_limit = 2 * sd.GB, 1 * sd.TB  # of one query on a mart, assumed; the most allowed
# Each model reads all sources, an upper bound; a run reads its own half hour and the one before.
full_scan = models * days * daily
incremental_scan = 2 * models * daily
column_scan = columns * incremental_scan
history = 182 * daily


def price(scanned: sd.Quantity) -> sd.Quantity:
    """What the scan of so many bytes costs."""
    return float(scanned / sd.TB) * scan_price * sd.usd


def kept(size: sd.Quantity) -> sd.Quantity:
    """What so many bytes cost per month."""
    return float(size / sd.GB) * storage * sd.usd


month = 365 / 12  # days
raw_rows = sd.Records(
    "raw rows",
    count=365 * 10e9,  # 500 B each, assumed
    size=500 * sd.B,
    key="source, table, load id, offset",
    fields="row as it came, load time",
)
clean = sd.Records(
    "clean rows",
    count=365 * 10e9,
    size=125 * sd.B,  # columns, compressed to a quarter, assumed
    key="table, business key",
    fields="typed columns, tokens, valid from",
)
marts = sd.Records(
    "mart rows", count=50 * 20e6, size=200 * sd.B, key="mart, dimensions", fields="metrics, as of"
)

analysts = sd.Client("Analysts", sends=queries, note="200, through dashboards")
sources = sd.External("40 sources", note="databases, APIs, files")
loader = sd.ETLJob("Loader", technology="fivetran", note="unchanged, with load id")
tokens = loader.but(note="tokenises personal data")
raw = sd.DataLake(
    "Raw (bronze)",
    technology="iceberg",
    holds=raw_rows,
    cost=sd.cited(kept(365 * daily), "per month for a year of raw data at $0.02 per GB [NM]"),
    note="append only, one year",
)
views = sd.DataWarehouse("Views", technology="athena", note="computed for each query")
silver = sd.DataLake(
    "Clean (silver)",
    technology="iceberg",
    holds=clean,
    cost=sd.cited(kept(365 * daily / 4), "per month at $0.02 per GB [NM]"),
    note="typed, deduplicated",
)
gold = sd.DataLake("Marts (gold)", technology="iceberg", holds=marts, note="a table per question")
transform = sd.Workflow("Models and tests", technology="dbt", note=f"compiles SQL, {models} models")
orchestrator = sd.Workflow("Orchestrator", technology="airflow", note="every 30 min, by lineage")
worker = sd.DataWarehouse(
    "Model engine",
    technology="athena",
    cost=sd.cited(price(column_scan) * month, "per month for its scans at $5 per TB [NM]"),
    note="runs the compiled SQL",
)
engine = sd.DataWarehouse(
    "Analysts' engine",
    technology="athena",
    capacity=sd.assumed(1 * sd.rps, "per workgroup"),
    latency=sd.latency(2 * sd.s, p99=20 * sd.s),
    cost=sd.cited(
        price(mart_scan) * 10_000 * month / 3, "per month and workgroup, at $5 per TB [NM]"
    ),
    note="a byte limit per query",
)
semantic = sd.Gateway(
    "Semantic layer",
    capacity=sd.planned("service"),
    latency=sd.latency(20 * sd.ms, p99=100 * sd.ms),
    cost=sd.cited(120 * sd.usd, "per month for 8 vCPU at $15 [NM]"),
    note="one meaning per metric",
)
vault = sd.Secrets("Token vault", technology="vault", note="keys to tokens, few readers")
cost = sd.Monitoring("Cost and lineage", technology="openlineage", note="quota per team")


pattern = sd.Pattern(
    "ELT",
    sd.Stage(
        "Load, then views",
        sources >> sd.batches("records", every=load_every) >> loader >> sd.batches("append") >> raw,
        analysts >> "queries" >> views,
        raw >> sd.batches("scan") >> views,
        why=f"Data comes within the hour; {models} views of {days} days scan {full_scan} daily.",
    ),
    sd.Stage(
        "Bronze, silver, gold",
        orchestrator >> sd.calls("run, test", share=0) >> transform,
        transform >> sd.calls("SQL", share=0) >> worker,
        raw >> sd.batches("new rows", every=run_every) >> worker,
        worker >> sd.batches("merge") >> silver >> sd.batches("clean rows") >> worker,
        worker >> sd.batches("aggregates") >> gold,
        analysts >> "queries" >> engine,
        gold >> sd.batches("scan") >> engine,
        replaces=views,
        why=f"Incremental models scan {incremental_scan} per day: {price(incremental_scan)}, not "
        f"{price(full_scan)}.",
        tradeoffs=[
            sd.TradeOff(
                "keep the raw data",
                gain="a new question or a fixed bug can be computed from the start",
                cost=f"{365 * daily} per year, {kept(365 * daily)} per month at its end, all of it "
                "to be governed",
                instead_of="ETL, which lands only what was foreseen",
            ),
            sd.TradeOff(
                "incremental models",
                gain=f"{price(full_scan)} per day become {price(incremental_scan)}",
                cost="late rows need a look-back of one batch [DBT], and new logic a full run",
                instead_of="rebuilding each table",
            ),
            sd.TradeOff(
                "tests that stop what comes after",
                gain="a broken table never reaches the dashboards",
                cost="dashboards are late instead of wrong",
                instead_of="alerts alone",
            ),
        ],
    ),
    sd.Stage(
        "Governed and isolated",
        vault >> sd.copies("keys") >> tokens,
        analysts >> "metrics" >> semantic >> "SQL" >> engine,
        semantic >> sd.answers("rows") >> analysts,
        [worker, engine] >> sd.batches("bytes, lineage") >> cost,
        cost >> sd.emits("quotas", share=0) >> semantic,
        sd.row(raw, engine),
        changes=tokens,
        drops=analysts >> "queries" >> engine,
        step=sd.Step.SCALE,
        why=f"Reading a tenth of the columns makes it {price(column_scan)} per day.",
        tradeoffs=[
            sd.TradeOff(
                "an engine for models, another for analysts",
                gain="a bad query delays its team, not the morning's tables",
                cost="two sets of limits to keep",
                instead_of="one shared engine",
            ),
            sd.TradeOff(
                "tokens for personal data, made while loading",
                gain="raw data can be opened to more people and kept longer",
                cost="a small T before the L, and a vault to protect",
                instead_of="columns that are hidden by permission alone",
            ),
        ],
    ),
    brief=sd.Brief(
        "Land raw data first and let analysts transform it inside the lakehouse.",
        functional=[
            ("Who transforms?", f"Analysts, in {models} SQL models."),
            ("Must history be recomputable?", "Yes, for a year."),
            ("May wrong numbers be shown?", "Late numbers, yes; wrong ones without warning, no."),
        ],
        scale=[
            ("How much data?", f"{daily} per day from 40 sources."),
            ("How many readers?", "200 analysts, assumed 50 queries per day each."),
            ("How much does a query read?", f"{mart_scan} of a mart, assumed."),
        ],
        non_functional=[
            (
                "How fresh are the marts?",
                sd.stale_at_most(1 * sd.hour, value=lambda n: load_every + run_every + run_time),
            ),
            ("How fast is a query?", sd.at_most(30 * sd.s, percentile=95, of=queries)),
            (
                "What may it cost per month?",
                sd.costs_at_most(60_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[
            ("May raw data land?", "Yes: the lake restricts columns by role."),
            ("Who pays for queries?", "Each team has a quota."),
        ],
    ),
    api=[
        sd.Endpoint("a model", "SELECT, key, event time, look-back", "a table, its tests, lineage"),
        sd.Endpoint("query a metric", "metric, dimensions, period, role", "rows, and their age"),
        sd.Endpoint("register a source", "tables, keys, owner, personal columns", "raw tables"),
    ],
    levels=sd.Levels(
        mid="Draws loader, raw, clean and mart tables, and says why raw data is kept and where "
        "SQL runs.",
        senior="Makes models incremental with a look-back, prices scans in dollars per day, tests "
        "before publishing, and separates engines.",
        staff="Decides who may see raw data, how metrics keep one meaning, what a recomputation "
        "costs, and when ETL is the better answer.",
    ),
    figures=[
        sd.Figure(
            "Full scans per day", price(full_scan), f"{models} models x {days} days x {daily} [NM]"
        ),
        sd.Figure(
            "Incremental scans per day",
            price(incremental_scan),
            f"{models} x {daily} x 2 for look-back [NM]",
        ),
        sd.Figure(
            "With a tenth of the columns", price(column_scan), f"{columns:.0%} of the bytes [NM]"
        ),
        sd.Figure(
            "Six months again, all models",
            models * price(columns * history),
            f"{models} models x {history} x {columns:.0%} at ${scan_price} per TB [NM]",
        ),
        sd.Figure(
            "One bad query on a year of raw data",
            price(365 * daily),
            f"{365 * daily} at ${scan_price} per TB; a limit of {byte_limit} makes it "
            f"{price(byte_limit)} [NM, ATH]",
        ),
    ],
    risks=[
        sd.Risk(
            "personal data lies in raw tables",
            effect="their data in many copies, read by too many people",
            mitigation="tokenise while loading, short retention for what cannot be tokenised",
        ),
        sd.Risk(
            "a query runs away",
            effect="dashboards that wait, and a quota that is gone by noon",
            mitigation="byte limits per query and team, an engine apart from the models",
        ),
        sd.Risk(
            "a source drops a column",
            effect="numbers that stop, or turn to zero",
            mitigation="schema tests on raw tables before any model runs",
        ),
        sd.Risk(
            "models multiply",
            effect="five tables of revenue, all different",
            mitigation="an owner for each, a semantic layer, deletion of what nobody reads",
        ),
    ],
    probes=[
        sd.Probe(
            "What does dbt move?",
            "Nothing: it compiles models to SQL and sends them to the engine, in the order of "
            "their references. The engine reads and writes the tables, so it is what you pay for.",
        ),
        sd.Probe(
            "Who may see raw?",
            "The loader and the models' role; a person asks with a purpose and for a time. "
            "Analysts read silver and gold, with columns masked by role.",
        ),
        sd.Probe(
            "How do you compute six months again?",
            f"By partition, into a new version. One model that reads everything scans {history}, "
            f"{price(history)}; all {models} with a tenth of the columns "
            f"{models * price(columns * history)}. Compare, then switch.",
        ),
        sd.Probe(
            "Who pays for a bad query?",
            f"The team that ran it. A scan of a year's raw data costs {price(365 * daily)}; a "
            f"limit of {byte_limit} per query stops it at {price(byte_limit)} [ATH].",
        ),
        sd.Probe(
            "Why would you not choose ELT?",
            "When the law forbids raw data to land, or where compute in the target is expensive. "
            "Both are about governance and price, not about size.",
        ),
    ],
    category="data pipelines",
    summary="Raw data lands unchanged; incremental SQL makes it clean, then useful.",
    sources=[
        sd.Source(
            "ATH",
            "Athena: limits of data scanned per query and per workgroup",
            "AWS",
            None,
            "https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html",
        ),
        sd.Source(
            "DBT",
            "Microbatch models and their look-back",
            "dbt documentation",
            None,
            "https://docs.getdbt.com/reference/resource-configs/lookback",
        ),
    ],
)
