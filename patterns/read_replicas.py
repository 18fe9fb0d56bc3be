"""Read replicas: scale the reads of one SQL database, and still read your own writes."""

import sddiagram as sd

reads = sd.Requests("read", 20_000 / 3 * sd.rps)
writes = sd.Requests("write", 500 / 3 * sd.rps)
rows = sd.Records(
    "rows",
    count=1_000_000_000,
    size=1 * sd.KB,
    key="user_id, row_id",
    fields="body, version, updated_at",
)
# One server plans with 20,000 point reads or 5,000 writes, so a write costs four reads.
point_reads, commits = sd.planned("PostgreSQL", "point reads"), sd.planned("PostgreSQL")
write_cost = float(point_reads / commits)
pinned, behind = 0.05, 0.005  # reads that need the primary: by a timer, by position; assumed
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")
server = sd.cited(640 * sd.usd, "per 16 vCPU with 2 TB of SSD, at $15 and $0.2 per GB [NM]")

users = sd.Client("Users", sends=[reads, writes])
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    capacity=sd.planned("NGINX", "plain"),
    latency=hop,
    availability=0.9999,
    cost=node,
    note="L4, one per zone",
)
app = sd.Service(
    "App",
    capacity=sd.planned("service"),
    latency=sd.latency(5 * sd.ms, p99=25 * sd.ms),
    availability=0.9999,
    cost=node,
    note="stateless, checks sessions",
)
knowing = app.but(note="session keeps the position")
primary = sd.SQLPrimary(
    "Primary",
    technology="postgresql",
    capacity=point_reads,
    latency=sd.latency(3 * sd.ms, p99=20 * sd.ms),
    availability=0.9995,
    cost=server,
    holds=rows,
    node=2 * sd.TB,
    note="all writes",
)
pair = primary.but(label="Primary and standby", copies=2, note="commits wait for both")
splitter = sd.Proxy(
    "Read/write splitter",
    capacity=sd.assumed(15_000 * sd.rps, "queries per node of 8 vCPU"),
    latency=hop,
    availability=0.9999,
    cost=node,
    note="pins for 5 s after a write",
)
by_position = splitter.but(note="by position, ejects on lag")
replicas = sd.ReadReplica(
    "Replicas",
    technology="postgresql",
    capacity=point_reads,
    stale=1 * sd.second,
    latency=sd.latency(1 * sd.ms, p99=8 * sd.ms),
    availability=0.9999,
    cost=server,
    note="asynchronous",
)
reports = sd.Dashboard("Reports", technology="metabase", note="queries of minutes")
analytics = sd.ReadReplica(
    "Analytics replica", technology="postgresql", cost=server, note="may lag by minutes"
)
backups = sd.ObjectStorage("Backups", technology="s3", note="base copy and WAL, 30 days")
manager = sd.Coordinator("Failover manager", technology="etcd", cost=node, note="leases, fences")


def left(load: float) -> sd.Quantity:
    """Point reads that one server has left when it replays `load` times the writes."""
    return max(0 * sd.rps, point_reads - load * write_cost * writes.at_peak)


def replayed(load: float) -> str:
    """How that follows."""
    return f"{point_reads} - {load:g} x {writes.at_peak} replayed, at {write_cost:g} reads each"


pattern = sd.Pattern(
    "Read replicas",
    sd.Stage(
        "One database",
        users >> "request" >> balancer >> "request" >> app,
        app >> sd.calls("reads", of=reads) >> primary,
        app >> sd.calls("writes", of=writes, costs=write_cost) >> primary,
        why=lambda n: f"The node is asked {n.use(primary):.0%} of its plan; its loss stops all.",
    ),
    sd.Stage(
        "Standby and replicas",
        app >> "SQL" >> splitter,
        splitter >> sd.calls("writes", of=writes, costs=write_cost) >> pair,
        splitter >> sd.calls("pinned reads", of=reads, share=pinned) >> pair,
        splitter >> sd.calls("reads", of=reads, share=1 - pinned) >> replicas,
        pair >> sd.copies("WAL") >> replicas,
        pair >> sd.batches("WAL archive", every=1 * sd.minute) >> backups,
        backups >> sd.answers("restore") >> pair,
        manager >> sd.calls("lease, promote", share=0) >> pair,
        replaces=primary,
        why=lambda n: f"{n[replicas]} replicas carry the reads, also with one zone lost.",
        tradeoffs=[
            sd.TradeOff(
                "one synchronous standby",
                gain="a failover loses no commit",
                cost="each commit waits for the other zone, and for ever if the standby is gone",
                instead_of="asynchronous copies only, which lose the last second",
            ),
            sd.TradeOff(
                "pin a user to the primary for seconds after a write",
                gain="users see what they wrote, and the application does not change",
                cost=f"{pinned:.0%} of the reads still go to the primary, assumed",
                instead_of="commits that wait until the replicas have applied them [PG]",
            ),
        ],
    ),
    sd.Stage(
        "Fresh by position",
        by_position >> sd.calls("not yet there", of=reads, share=behind) >> pair,
        by_position >> sd.calls("reads", of=reads, share=1 - behind) >> replicas,
        pair >> sd.copies("WAL") >> analytics,
        reports >> sd.calls("long queries", share=0) >> analytics,
        changes=[knowing, by_position],
        drops=[splitter >> "pinned reads" >> pair, splitter >> "reads" >> replicas],
        why=f"A read takes any replica that has the user's last write: {behind:.1%} find none.",
        tradeoffs=[
            sd.TradeOff(
                "carry the position of the last write",
                gain="a read is never older than the user's own write, on any replica",
                cost="the application stores a position per session",
                instead_of="a timer, which is wrong as soon as a replica lags for longer",
            ),
            sd.TradeOff(
                "a replica of its own for reports",
                gain="an hour's query does not delay the replicas that users read",
                cost=f"one more copy that replays every write, {server} per month",
                instead_of="reports at night on a replica that serves users",
            ),
            sd.TradeOff(
                "replicas",
                gain="any query works, and nothing has to be invalidated",
                cost="each holds all the data and replays all the writes",
                instead_of="a cache, which is cheaper for a few hot keys",
            ),
        ],
    ),
    brief=sd.Brief(
        "Scale the reads of one SQL database, and let users read their own writes.",
        functional=[
            ("Which queries?", "Any SQL, mostly reads by key and short ranges."),
            ("Does a user see their own write?", "At once; others see it a little later."),
        ],
        scale=[
            ("How much traffic?", f"{reads.at_peak} of reads and {writes.at_peak} of writes."),
            ("How much data?", "A billion rows of 1 KB."),
        ],
        non_functional=[
            ("How fast is a query with its request?", sd.at_most(100 * sd.ms, percentile=95)),
            ("How old may others' writes look?", sd.stale_at_most(1 * sd.second, of=reads)),
            ("How available is it?", sd.at_least(99.9 * sd.percent)),
        ],
        constraints=[
            ("What must it survive?", "The loss of a zone, without losing a commit."),
            ("May the application change?", "Little: the splitter speaks SQL."),
            ("Is there other load?", "Analysts run long reports on the same data."),
        ],
    ),
    api=[
        sd.Endpoint(
            "BEGIN READ WRITE", "SQL", "rows; COMMIT gives the position (LSN)", "to the primary"
        ),
        sd.Endpoint("BEGIN READ ONLY", "SQL, last position", "rows at that position or later"),
    ],
    figures=[
        sd.Figure("Reads that one replica has left", left(1), replayed(1)),
        sd.Figure("The same at ten times the writes", left(10), replayed(10)),
        sd.Figure(
            "Price of a million reads",
            lambda n: 1000 * (n.cost.each_thousand or 0 * sd.usd),
            lambda n: f"{n.cost.month} per month for everything here, at the average rate",
        ),
    ],
    risks=[
        sd.Risk(
            "a replica lags",
            effect="users see data that is older than a second",
            mitigation="the splitter ejects it until it has caught up",
        ),
        sd.Risk(
            "the primary fails",
            effect="users cannot save for 30 to 60 s, but pages still load",
            mitigation="the old primary loses its lease and is fenced, the standby is promoted",
        ),
        sd.Risk(
            "the standby fails",
            effect="saving hangs, since each commit waits for the standby",
            mitigation="two candidates for the role, so that one of them may be lost",
        ),
        sd.Risk(
            "all sessions fall back to the primary at once",
            effect="every page is slow, because the primary gets the reads of all replicas",
            mitigation="a limit on reads at the primary; beyond it a read waits for its position",
        ),
    ],
    probes=[
        sd.Probe(
            "Name three ways to read your own writes.",
            "Read from the primary what the user may have changed; carry the position of the write "
            "to a replica that has it; or commit with remote_apply, so that synchronous copies "
            "have applied it [PG]. One replica per session gives monotonic reads alone [DDIA].",
        ),
        sd.Probe(
            "Which replica is promoted?",
            "The synchronous standby, since it has every commit. Without one, the replica with the "
            "highest position, and we state how much was lost.",
        ),
        sd.Probe(
            "When do replicas stop helping?",
            lambda n: (
                f"When replay fills them. A replica has {left(1)} left for reads now, and "
                f"{left(10)} at ten times the writes. Then shard."
            ),
        ),
        sd.Probe(
            "Why not a cache?",
            lambda n: (
                f"For hot keys, yes: {n[replicas]} replicas cost {n[replicas] * server} per "
                "month. But a cache answers only the queries that it was filled for."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Splits reads from writes, and knows that replicas lag.",
        senior="Gives users their own writes by position, keeps a synchronous standby, and sizes "
        "the replicas with a zone lost.",
        staff="Computes when replay ends the benefit, plans failover with fencing, and limits "
        "what may return to the primary.",
    ),
    category="concepts",
    summary="Split reads from writes, keep a synchronous standby, route by position.",
    sources=[
        sd.Source(
            "PG",
            "Write-ahead log settings: synchronous_commit, remote_apply",
            "PostgreSQL",
            None,
            "https://www.postgresql.org/docs/current/runtime-config-wal.html",
        ),
        sd.Source(
            "DDIA",
            "Designing Data-Intensive Applications, chapter 5: Replication",
            "Kleppmann, O'Reilly",
            2017,
            "https://dataintensive.net/",
        ),
    ],
)
