"""ELT: land the raw data first, then transform it with SQL where it lies."""

import sddiagram as sd

daily, days, models = 5 * sd.TB, 30, 50
scan_price = 5  # $ per TB scanned [NM]
full_scan = models * days * daily
incremental_scan = models * daily
columns_read = 0.1
column_scan = columns_read * incremental_scan
full_cost, incremental_cost, column_cost = (
    float(scan / sd.TB) * scan_price for scan in (full_scan, incremental_scan, column_scan)
)
raw_kept = 365 * daily
analysts_count = 200
# Assumed: 50 queries a day and analyst; x 3 at the peak.
peak = 3 * analysts_count * 50 * sd.per_day
query_rate = 1 * sd.rps  # assumed: what the engine answers of such queries

analysts = sd.Client("Analysts", note=f"{analysts_count}, through dashboards")
sources = sd.External("40 sources", note="databases, APIs, files")
loader = sd.ETLJob("Loader", technology="fivetran", note="unchanged, with metadata")
tokens = loader.but(note="tokenises PII, hourly")
raw = sd.DataLake("Raw (bronze)", technology="iceberg", note="append only")
guarded = raw.but(note="a year, restricted")
views = sd.DataWarehouse("Views", technology="trino", note="computed for each query")
silver = sd.DataLake("Clean (silver)", technology="iceberg", note="typed, deduplicated")
gold = sd.DataLake("Marts (gold)", technology="iceberg", note="a table per question")
transform = sd.BatchProcessor("Models", technology="dbt", note=f"{models}, incremental")
tests = sd.Service("Tests", technology="dbt", note="keys, nulls, freshness")
orchestrator = sd.Scheduler("Orchestrator", note="in order of lineage")
engine = sd.DataWarehouse(
    "Query engine", technology="trino", capacity=query_rate, note="for analysts alone"
)
semantic = sd.Service("Semantic layer", note="one meaning per metric")
cost = sd.Monitoring("Cost and lineage", note="quota per team")

pattern = sd.Pattern(
    "ELT",
    sd.Stage(
        "Load, then views",
        sources >> sd.batches("records") >> loader >> sd.batches("append") >> raw,
        analysts >> "queries" >> views >> "scan raw" >> raw,
        why=f"Data is there within the hour, and {models} views scan {full_scan} a day.",
    ),
    sd.Stage(
        "Bronze, silver, gold",
        raw >> sd.batches("new rows") >> transform >> sd.batches("merge") >> silver,
        silver >> sd.batches("aggregate") >> gold,
        orchestrator >> "run" >> transform,
        orchestrator >> "check" >> tests >> "assert" >> silver,
        analysts >> "queries" >> engine >> "scan" >> gold,
        replaces=views,
        why=f"Incremental models scan {incremental_scan} a day: ${incremental_cost:,.0f}, not "
        f"${full_cost:,.0f}.",
        tradeoffs=[
            sd.TradeOff(
                "keep the raw data",
                gain="a new question or a fixed bug can be computed from the start",
                cost=f"{raw_kept} a year, and everything in it must be governed",
                instead_of="ETL, which lands only what was foreseen",
            ),
            sd.TradeOff(
                "incremental models",
                gain=f"${full_cost:,.0f} a day become ${incremental_cost:,.0f}",
                cost="late rows need a look-back, and logic changes a full run",
                instead_of="rebuilding each table",
            ),
            sd.TradeOff(
                "tests that block what comes after",
                gain="a broken table stops before the dashboards",
                cost="dashboards are late instead of wrong",
                instead_of="alerts alone",
            ),
        ],
    ),
    sd.Stage(
        "Governed and isolated",
        sources >> sd.batches("records") >> tokens >> sd.batches("append") >> guarded,
        guarded >> sd.batches("new rows") >> transform,
        analysts >> "metrics" >> semantic >> "SQL" >> engine,
        engine >> sd.emits("bytes, lineage") >> cost >> sd.emits("quotas", share=0) >> semantic,
        transform >> sd.emits("bytes, lineage") >> cost,
        changes=[tokens, guarded],
        drops=analysts >> "queries" >> engine,
        step=sd.Step.SCALE,
        why=f"Reading a tenth of the columns makes it ${column_cost:,.0f}; one bad query undoes "
        "it.",
        tradeoffs=[
            sd.TradeOff(
                "engines of their own for models and analysts",
                gain="a bad query delays its team, not the morning's tables",
                cost="idle capacity twice",
                instead_of="one shared engine",
            ),
            sd.TradeOff(
                "tokens for personal data, made while loading",
                gain="raw can be opened to more people and kept longer",
                cost="a small T before the L, and a key store to protect",
                instead_of="columns hidden by permission alone",
            ),
        ],
    ),
    brief=sd.Brief(
        "Land raw data first and let analysts transform it inside the lakehouse.",
        functional=[
            ("Who transforms?", f"Analysts, in {models} SQL models."),
            ("Must history be recomputable?", "Yes, for a year."),
        ],
        scale=[
            ("How much data?", f"{daily} a day from 40 sources."),
            ("How many readers?", f"{analysts_count} analysts, assumed 50 queries a day each."),
        ],
        non_functional=[
            ("How fresh?", "Within an hour."),
            ("What must never happen?", "A dashboard with wrong numbers and no warning."),
        ],
        constraints=[
            ("May raw data land?", "Yes: the target restricts columns by role."),
            ("Who pays for queries?", "Each team has a quota."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Full scans a day", full_scan, f"{models} models x {days} days x {daily}"),
        sd.Figure("Their price", full_cost, f"${scan_price} per TB", "$ a day"),
        sd.Figure("Incremental scans a day", incremental_scan, f"{models} models x {daily}"),
        sd.Figure("Their price, incremental", incremental_cost, f"${scan_price} per TB", "$ a day"),
        sd.Figure(
            "And only the columns read", column_cost, f"{columns_read:.0%} of the bytes", "$ a day"
        ),
        sd.Figure("Factor in all", full_cost / column_cost, "full / incremental columns", "times"),
        sd.Figure("Raw data of a year", raw_kept, f"365 x {daily}, uncompressed"),
    ],
    risks=[
        sd.Risk(
            "personal data lies in raw",
            effect="too many people and copies have it",
            mitigation="tokenise while loading, short retention for what cannot be",
        ),
        sd.Risk(
            "a query runs away",
            effect="the month's budget in a night, and others wait",
            mitigation="byte quotas per query and team, engines of their own",
        ),
        sd.Risk(
            "a source drops a column",
            effect="models break, or quietly fill with nulls",
            mitigation="schema tests on bronze, before any model runs",
        ),
        sd.Risk(
            "models multiply",
            effect="five tables of revenue, all different",
            mitigation="an owner each, a semantic layer, deletion of what nobody reads",
        ),
    ],
    probes=[
        sd.Probe(
            "Who may see raw?",
            "The loader and the models' role; people ask for a purpose and a time. Analysts read "
            "silver and gold, with columns masked by role.",
        ),
        sd.Probe(
            "How do you compute six months again?",
            f"Run the models by partition into a new version: {182 * daily} of scans for each "
            f"model, ${float(182 * daily / sd.TB) * scan_price:,.0f}; compare, then switch.",
        ),
        sd.Probe(
            "Who pays for a bad query?",
            "The team that ran it: quotas by team, an estimate before running, and a limit of "
            "bytes for each query.",
        ),
        sd.Probe(
            "Why would you not choose ELT?",
            "When the law forbids raw data to land, or where compute in the target is dear. Both "
            "are about governance and price, not about size.",
        ),
    ],
    category="data pipelines",
    summary="Raw data lands unchanged; incremental SQL makes it clean, then useful.",
    sources=[
        "sirupsen/napkin-math: price of scans and storage",
        "dbt documentation, incremental models",
        "Armbrust et al., Lakehouse (CIDR 2021)",
    ],
)
