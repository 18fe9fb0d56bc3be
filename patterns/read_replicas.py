"""Read replicas: scale the reads of one SQL database, and still read your own writes."""

import math

import sddiagram as sd

reads, writes = 20_000 * sd.rps, 500 * sd.rps
peak = reads + writes
write_share = round(float(writes / peak), 3)
# Assumed: one read in twenty comes within seconds of its user's own write.
pinned_share = 0.05
replica_share = round(1 - write_share - pinned_share, 3)

# Assumed: 10k operations/s on one node, run at 70%. Every replica replays every write.
node_rate, use = 10_000 * sd.rps, 0.7
replica_reads = use * node_rate - writes
needed = math.ceil(reads / replica_reads)
replicas = needed + 1
many_writes = 10 * writes
reads_left = use * node_rate - many_writes

users = sd.Client("Users")
app = sd.Service("App", replicas=3, note="keeps the last LSN")
primary = sd.SQLPrimary("Primary", technology="postgres", capacity=node_rate, note="all writes")
proxy = sd.Service("Read/write splitter", replicas=3, note="pins, ejects on lag")
standby = sd.ReadReplica(
    "Standby", technology="postgres", capacity=node_rate, note="synchronous, other zone"
)
two = sd.ReadReplica(
    "Replicas", technology="postgres", capacity=node_rate, replicas=2, note="asynchronous"
)
more = two.but(replicas=replicas, note="lag under 1 s")
analytics = sd.ReadReplica("Analytics replica", technology="postgres", note="long queries, may lag")
analysts = sd.Browser("Analysts")
backups = sd.ObjectStorage("Backups", technology="s3", note="base + WAL archive")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="lag of each replica")

pattern = sd.Pattern(
    "Read replicas",
    sd.Stage(
        "One database",
        users >> "request" >> app >> "SQL" >> primary,
        why=f"{peak} meet a node that carries {node_rate}, and its loss stops everything.",
    ),
    sd.Stage(
        "Standby and replicas",
        app >> "SQL" >> proxy,
        proxy >> sd.calls("writes, pinned", share=round(write_share + pinned_share, 3)) >> primary,
        proxy >> sd.calls("reads", share=replica_share) >> two,
        primary >> sd.copies("WAL, waits") >> standby,
        primary >> sd.copies("WAL") >> two,
        primary >> sd.batches("archive") >> backups,
        drops=app >> "SQL" >> primary,
        why=f"{write_share:.1%} of the requests write; the rest can be read from copies.",
        tradeoffs=[
            sd.TradeOff(
                "one synchronous standby",
                gain="a failover loses no commit",
                cost="each commit waits for the other zone, and stalls when the standby is gone",
                instead_of="asynchronous copies only, which lose the tail",
            ),
            sd.TradeOff(
                "pin a session after its write",
                gain="users see what they wrote, with a timer in the proxy",
                cost=f"{pinned_share:.0%} of the requests still read from the primary (assumed)",
                instead_of="waiting for the replica to reach the session's LSN",
            ),
        ],
    ),
    sd.Stage(
        "Enough for a loss",
        proxy >> sd.calls("reads", share=replica_share) >> more,
        primary >> sd.copies("WAL") >> [more, analytics],
        analysts >> "report" >> analytics,
        [more, analytics] >> sd.emits("lag") >> monitoring,
        changes=[more],
        why=f"One has {replica_reads} left for reads: {needed} carry {reads}, and one may fail.",
        tradeoffs=[
            sd.TradeOff(
                "a replica of its own for reports",
                gain="an hour's query does not hold back the replicas that users read",
                cost="one more copy that replays every write",
                instead_of="reports at night on a serving replica",
            ),
            sd.TradeOff(
                "replicas",
                gain="any query works, without invalidation",
                cost="each holds all the data and replays all the writes",
                instead_of="a cache, cheaper for few hot keys",
            ),
        ],
    ),
    brief=sd.Brief(
        "Scale the reads of one SQL database, and let users read their own writes.",
        functional=[
            ("Which queries?", "Any SQL, mostly reads by key and short ranges."),
            ("Must a user see their own write?", "Yes, at once; others within a second."),
        ],
        scale=[
            ("How many reads and writes?", f"{reads} and {writes}."),
            ("How much data?", "1 TB."),
        ],
        non_functional=[
            ("How late may a read be?", "By a second."),
            ("What must it survive?", "The loss of a zone, without losing a commit."),
        ],
        constraints=[
            ("May the application change?", "Little: the splitter speaks SQL."),
            ("Other load?", "Analysts run long reports on the same data."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Peak", peak, f"{reads} read + {writes} written"),
        sd.Figure(
            "Reads that one replica carries",
            replica_reads,
            f"{use:.0%} of {node_rate} (assumed) less {writes} replayed",
        ),
        sd.Figure(
            "Replicas", replicas, f"{reads} / {replica_reads} = {needed}, and one to lose", "nodes"
        ),
        sd.Figure(
            "Reads per replica at ten times the writes",
            reads_left,
            f"{use:.0%} of {node_rate} less {many_writes}: replicas do not scale writes",
        ),
    ],
    risks=[
        sd.Risk(
            "a replica lags",
            effect="users see old data",
            mitigation="the splitter ejects it beyond one second, until it has caught up",
        ),
        sd.Risk(
            "the primary fails",
            effect="writes stop for the failover, 30 to 60 s; reads go on",
            mitigation="promote the synchronous standby and fence the old primary",
        ),
        sd.Risk(
            "two primaries",
            effect="histories part and cannot be joined",
            mitigation="promotion needs a quorum, and the old one loses its lease first",
        ),
        sd.Risk(
            "one replica is lost",
            effect=f"without a spare the other {needed - 1} would be over {use:.0%}",
            mitigation="one replica more than the load needs",
        ),
    ],
    probes=[
        sd.Probe(
            "Name three ways to read your own writes.",
            "Pin the session to the primary for some seconds, carry the write's LSN and wait for a "
            "replica that has it, or keep a session on one replica so that it never goes back.",
        ),
        sd.Probe(
            "Which replica is promoted?",
            "The synchronous standby, since it has every commit; without one, the replica with the "
            "highest LSN, and the loss is said.",
        ),
        sd.Probe(
            "When do replicas stop helping?",
            f"When replay eats them: at {many_writes} written each has only {reads_left} read "
            "left. Then shard.",
        ),
    ],
    category="concepts",
    summary="Split reads from writes, keep a synchronous standby, eject what lags.",
    sources=[
        "Kleppmann, Designing Data-Intensive Applications, chapter on replication",
        "PostgreSQL documentation: high availability and replication",
        "donnemartin/system-design-primer: replication",
    ],
)
