"""ETL: clean, mask and conform data before it may land in the warehouse."""

import math

import sddiagram as sd

daily, window = 5 * sd.TB, 4 * sd.hour
throughput = daily / window
core_rate = 20 * sd.MB / sd.s  # assumed, for parsing, joining and writing columns
cores = math.ceil(throughput / core_rate)
planned_cores = 3 * cores  # x 3 for skew and retries (assumed)
compression = 4
yearly = 365 * daily / compression
yearly_cost = float(yearly / sd.GB) * 0.02  # $0.02 per GB and month [NM]
late_days = 3
rejected = 0.001
# Assumed: 200 analysts, 50 queries a day each; x 3 at the peak.
peak = 3 * 200 * 50 * sd.per_day
query_rate = 1 * sd.rps  # assumed: what the warehouse answers of such queries

analysts = sd.Client("Analysts")
sources = sd.External("40 sources", note="databases, APIs, files")
script = sd.ETLJob("Cron script", technology="cron", note="full dump")
extract = sd.ETLJob("Extract", technology="airbyte", note="by watermark")
capture = extract.but(note="change capture, watermark")
landing = sd.ObjectStorage("Landing zone", note="encrypted, 7 days")
transform = sd.BatchProcessor("Transform", note="mask, conform, dedupe")
elastic = transform.but(note=f"{planned_cores} cores, salted keys")
gate = sd.Service("Quality gate", technology="great expectations", note="counts, nulls, contracts")
quarantine = sd.ObjectStorage("Quarantine", note="row and reason")
warehouse = sd.DataWarehouse(
    "Warehouse", capacity=query_rate, replicas=1, note="merge, swap partitions"
)
orchestrator = sd.Scheduler("Orchestrator", note="due at 06:00, retries")
catalogue = sd.NoSQL("Catalogue", technology="postgresql", note="owner, schema, lineage")
monitoring = sd.Monitoring("Monitoring", note="freshness, row counts")
stewards = sd.Client("Data stewards")

pattern = sd.Pattern(
    "ETL",
    sd.Stage(
        "Nightly dump",
        sources >> sd.batches("all rows") >> script >> sd.batches("load") >> warehouse,
        analysts >> "queries" >> warehouse,
        why=f"A dump of everything does not fit: {daily} in {window} is {throughput}.",
    ),
    sd.Stage(
        "Incremental, in steps",
        sources >> sd.batches("changed rows") >> extract >> sd.batches("files") >> landing,
        landing >> sd.batches("partition") >> transform >> sd.batches("clean rows") >> gate,
        gate >> sd.batches("accepted") >> warehouse,
        gate >> sd.batches("rejected") >> quarantine,
        orchestrator >> "run" >> [extract, transform],
        replaces=script,
        why=f"{cores} cores at {core_rate}; each step can be run again for one day alone.",
        tradeoffs=[
            sd.TradeOff(
                "mask before loading",
                gain="personal data never reaches the warehouse or its backups",
                cost="what was dropped cannot be had back from the warehouse",
                instead_of="ELT, which lands raw data and restricts it there",
            ),
            sd.TradeOff(
                "partitions that are overwritten whole",
                gain="running a day again gives the same rows, not twice as many",
                cost="one late row rewrites its day",
                instead_of="appending",
            ),
            sd.TradeOff(
                "quarantine",
                gain="one bad row does not hold up the rest",
                cost="somebody must look, or rows are lost politely",
                instead_of="failing the load on any bad row",
            ),
        ],
    ),
    sd.Stage(
        "On time, every day",
        sources >> sd.streams("change log") >> capture,
        landing >> sd.batches("partition") >> elastic,
        elastic >> sd.batches("clean rows") >> gate,
        capture >> sd.emits("lineage") >> catalogue,
        quarantine >> sd.batches("reasons") >> stewards,
        stewards >> sd.calls("contracts", share=0) >> catalogue >> sd.copies("contracts") >> gate,
        [orchestrator, warehouse] >> sd.emits("freshness") >> monitoring,
        changes=[capture, elastic],
        drops=sources >> sd.batches("changed rows") >> extract,
        step=sd.Step.SCALE,
        why=f"Rows come up to {late_days} days late, and {1 + late_days} days fit in one window.",
        tradeoffs=[
            sd.TradeOff(
                "capture changes from the log",
                gain="deletes are seen, and the source's tables are not scanned",
                cost="a connector for each source, and its place in the log to keep",
                instead_of="polling by watermark, which misses deletes",
            ),
        ],
    ),
    brief=sd.Brief(
        "Move 5 TB a day from databases, APIs and files into a warehouse, clean and conformed, "
        "by 06:00.",
        functional=[
            ("What happens to personal data?", "Masked before it lands."),
            ("May rows be lost or doubled?", "No; duplicates are removed."),
            ("How late may data be?", f"Up to {late_days} days."),
        ],
        scale=[
            ("How much data?", f"{daily} a day from 40 sources."),
            ("How long is it kept?", "Three years."),
            ("Who reads?", "200 analysts, assumed 50 queries a day each."),
        ],
        non_functional=[
            ("When is it due?", f"At 06:00, in a window of {window}."),
            ("What may extraction do to a source?", "Nothing that its users notice."),
        ],
        constraints=[
            ("May raw data be kept?", "Encrypted, for seven days."),
            ("Who changes schemas?", "The sources' teams, with notice at best."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Throughput", throughput, f"{daily} / {window}"),
        sd.Figure("Cores", cores, f"{throughput} / {core_rate} a core (assumed)", "cores"),
        sd.Figure("Cores with room", planned_cores, "x 3 for skew and retries", "cores"),
        sd.Figure("Stored a year", yearly, f"365 x {daily} / {compression} by compression"),
        sd.Figure("Price of a year's data", yearly_cost, "at $0.02 per GB", "$ a month"),
        sd.Figure(
            "Throughput with a backfill",
            (1 + late_days) * throughput,
            f"{late_days} days again beside today's, in the same window",
        ),
        sd.Figure("Rejected a day", daily * rejected, f"assumed {rejected:.1%} of the rows"),
    ],
    risks=[
        sd.Risk(
            "a load fails half-way",
            effect="reports show half a day",
            mitigation="load beside, check, then swap the partition at once",
        ),
        sd.Risk(
            "a source changes its schema",
            effect="columns turn null, or the load breaks",
            mitigation="a contract that is checked at the gate, and quarantine",
        ),
        sd.Risk(
            "one key is most of the data",
            effect="one task runs on when all others are done",
            mitigation="salt the key, or broadcast the small side of the join",
        ),
        sd.Risk(
            "rows are lost without an error",
            effect="numbers are wrong, and nobody knows since when",
            mitigation="counts and sums compared from source to target, every load",
        ),
        sd.Risk(
            "extraction loads the source",
            effect="its users wait",
            mitigation="read a replica or the change log",
        ),
    ],
    probes=[
        sd.Probe(
            "You run yesterday again: what changes?",
            "Nothing, if inputs are the same: deterministic keys, partitions overwritten, no wall "
            "clock in the transforms. If a late row came, its partition changes and lineage says "
            "which tables follow.",
        ),
        sd.Probe(
            "Late rows and deleted rows?",
            "Late rows go to the partition of their event, which is rewritten; deletes come as "
            "tombstones from the change log, since polling cannot see them.",
        ),
        sd.Probe(
            "How do you know at 06:00 that the data is right?",
            "Counts and sums against the sources, freshness per table, ranges against last week; "
            "publish only when they pass, else say that yesterday's is shown.",
        ),
        sd.Probe(
            "When ETL rather than ELT?",
            "When data must be masked or shrunk before it may land, or when the target computes "
            "badly or dearly. Size alone does not decide it.",
        ),
    ],
    category="data pipelines",
    summary="Extract changes, mask and check before loading, swap partitions whole.",
    sources=[
        "sirupsen/napkin-math: price of object storage",
        "Kleppmann, Designing Data-Intensive Applications, chapter on batch processing",
    ],
)
