"""Sharding: spread data and traffic over many nodes, and add nodes without stopping."""

import sddiagram as sd

reads = sd.Requests("read", 150_000 / 3 * sd.rps)
writes = sd.Requests("write", 50_000 / 3 * sd.rps)
finds = sd.Requests("find by e-mail", 3_000 / 3 * sd.rps)
rows = sd.Records(
    "rows", count=40e9, size=1 * sd.KB, key="user_id, row_id", fields="body, version, updated_at"
)
emails = sd.Records(
    "e-mails", count=500e6, size=100 * sd.B, overhead=2, key="e_mail", fields="user_id, state"
)
# One server plans with 20,000 point reads or 5,000 writes, so a write costs four reads.
point_reads, commits = sd.planned("PostgreSQL", "point reads"), sd.planned("PostgreSQL")
write_cost = float(point_reads / commits)
logical, hottest, renamed = 1_024, 0.01, 0.001
load = reads.at_peak + write_cost * writes.at_peak
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")

users = sd.Client("Users", sends=[reads, writes, finds])
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
one = sd.SQLPrimary(
    "Database",
    technology="postgresql",
    capacity=point_reads,
    latency=sd.latency(2 * sd.ms, p99=15 * sd.ms),
    availability=0.9995,
    cost=sd.cited(640 * sd.usd, "per 16 vCPU with 2 TB of SSD, at $15 and $0.2 per GB [NM]"),
    note="one node",
)
shards = sd.Shard(
    "Shards",
    technology="postgresql",
    capacity=point_reads,
    latency=one.latency,
    availability=0.9995,
    cost=one.cost,
    holds=rows,
    node=2 * sd.TB,
    copies=2,
    note="each with a standby",
)
router = sd.Proxy(
    "Shard router",
    capacity=sd.assumed(15_000 * sd.rps, "queries per node of 8 vCPU"),
    latency=hop,
    availability=0.9999,
    cost=node,
    note="checks the map's epoch",
)
shard_map = sd.Coordinator(
    "Shard map", technology="etcd", cost=node, note=f"{logical:,} logical shards"
)
mover = sd.Worker("Resharder", cost=node, note="copies, catches up, flips")
changes = sd.Stream("Changes", technology="kafka", stale=1 * sd.second, note="logs of all shards")
indexer = sd.Worker(
    "Indexer",
    capacity=sd.assumed(2_000 * sd.rps, "rows per worker"),
    cost=node,
    note="idempotent by version",
)
index = sd.NoSQL(
    "E-mail index",
    technology="cassandra",
    latency=sd.latency(3 * sd.ms, p99=15 * sd.ms),
    availability=0.9999,
    copies=3,
    holds=emails,
    node=2 * sd.TB,
    cost=sd.cited(520 * sd.usd, "per 8 vCPU with 2 TB of SSD, at $15 and $0.2 per GB [NM]"),
    note="reserves names, finds users",
)

pattern = sd.Pattern(
    "Sharding",
    sd.Stage(
        "One node",
        users >> "request" >> balancer >> "request" >> app,
        app >> sd.calls("reads", of=[reads, finds]) >> one,
        app >> sd.calls("writes", of=writes, costs=write_cost) >> one,
        why=lambda n: f"The node is asked {n.use(one):.0f} times what it carries.",
    ),
    sd.Stage(
        "Logical shards",
        app >> "query" >> router,
        router >> sd.calls("reads", of=reads) >> shards,
        router >> sd.calls("writes", of=writes, costs=write_cost) >> shards,
        # As many calls as there are shards, in about.
        router >> sd.calls("finds, at all", of=finds, times=30) >> shards,
        router >> sd.calls("map", share=0) >> shard_map,
        replaces=one,
        why=lambda n: (
            f"{logical:,} logical shards on {n[shards] // 2} nodes: to grow, whole ones move."
        ),
        tradeoffs=[
            sd.TradeOff(
                "many logical shards, mapped to nodes",
                gain="growing moves whole shards, and hot ones can be placed by hand",
                cost="a map that every router must have right",
                instead_of=lambda n: (
                    f"a hash modulo the nodes: one more moves {1 - 2 / (n[shards] + 2):.0%} of "
                    f"the keys, and with a map {2 / (n[shards] + 2):.0%}"
                ),
            ),
            sd.TradeOff(
                "the hash of the user id as the key",
                gain="an even spread, and the rows of a user stay together",
                cost="no scans over ranges of users",
                instead_of="ranges, of which the last takes all new users",
            ),
        ],
    ),
    sd.Stage(
        "Grow live, find by index",
        router >> sd.calls("user of e-mail", of=finds) >> index,
        router >> sd.calls("user's rows", of=finds) >> shards,
        router >> sd.calls("reserve e-mail", of=writes, share=renamed) >> index,
        shards >> sd.emits("changed e-mails", of=writes, share=renamed, size=200 * sd.B) >> changes,
        changes >> sd.streams("rows") >> indexer >> "upsert" >> index,
        mover >> sd.calls("copy, catch up", share=0) >> shards,
        mover >> sd.calls("flip owner", share=0) >> shard_map,
        sd.row(shards, index),
        drops=router >> "finds, at all" >> shards,
        step=sd.Step.SCALE,
        why=lambda n: (
            f"A find that asks {n[shards] // 2} shards meets a slow one in "
            f"{1 - 0.99 ** (n[shards] // 2):.0%} of the cases."
        ),
        tradeoffs=[
            sd.TradeOff(
                "an index by e-mail, filled from the logs",
                gain="a find asks two nodes and not all of them",
                cost="it lags by a second, and uniqueness needs a reservation first",
                instead_of="asking all shards, or a transaction over two of them",
            ),
            sd.TradeOff(
                "no transactions over shards",
                gain="each shard commits alone and fast",
                cost="what spans users becomes a saga with compensation",
                instead_of="two-phase commit, which stops when its coordinator does",
            ),
        ],
    ),
    brief=sd.Brief(
        "Spread 40 TB and 50,000 writes per second over many nodes; add capacity without downtime.",
        functional=[
            ("How is data found?", "By user id; some requests know only the e-mail address."),
            ("Do transactions span users?", "Rarely."),
        ],
        scale=[
            ("How much data?", "40 billion rows of 1 KB, of 500M users."),
            (
                "How much traffic?",
                f"{reads.at_peak} of reads, {writes.at_peak} of writes, {finds.at_peak} of finds.",
            ),
            ("How uneven is it?", f"The hottest tenant makes {hottest:.0%} of the traffic."),
        ],
        non_functional=[
            ("How fast is a request?", sd.at_most(100 * sd.ms, percentile=99)),
            ("How available is it?", sd.at_least(99.9 * sd.percent)),
            ("How late may an e-mail be found?", sd.stale_at_most(5 * sd.seconds, of=finds)),
        ],
        constraints=[
            ("May we stop to grow?", "No."),
            ("What must it survive?", "The loss of a node or of a zone."),
            ("Which database?", "SQL stays, since the application knows it."),
        ],
    ),
    api=[
        sd.Endpoint(
            "query(user_id, SQL)", "user id, SQL, epoch", "rows, or 'moved' with the epoch"
        ),
        sd.Endpoint("reserve(e_mail)", "e-mail, user id", "reserved, or taken", "conditional put"),
        sd.Endpoint(
            "PUT /v1/map/{shard}", "shard, new node, epoch", "200; 409 if the epoch is old"
        ),
    ],
    figures=[
        sd.Figure(
            "Load in reads",
            load,
            f"{reads.at_peak} + {write_cost:g} x {writes.at_peak}, as a write costs {write_cost:g}",
        ),
        sd.Figure(
            "Nodes",
            lambda n: n[shards],
            lambda n: (
                f"by size: {n[rows]} on 2 TB, 70% full, each twice; by rate it would be fewer"
            ),
            "nodes",
        ),
        sd.Figure(
            "The hottest tenant on its node",
            100 * hottest * float(load / point_reads),
            f"{hottest:.0%} of {load} / {point_reads}",
            "%",
        ),
    ],
    risks=[
        sd.Risk(
            "one shard is hot",
            effect="the users on it wait while others do not",
            mitigation="a node for the tenant alone, a split of its key, a cache for its reads",
        ),
        sd.Risk(
            "a router has an old map",
            effect="users would not find what they have just saved",
            mitigation="requests carry the epoch; a node refuses an old one; the router reloads",
        ),
        sd.Risk(
            "the node of a shard fails",
            effect=lambda n: f"one user in {n[shards] // 2} gets errors for 30 to 60 s",
            mitigation="its standby in another zone is promoted by a majority",
        ),
        sd.Risk(
            "shards are restored to different moments",
            effect="users see orders without their payments",
            mitigation="restore all shards to one time, and rehearse it",
        ),
    ],
    probes=[
        sd.Probe(
            "Move a shard live, step by step.",
            "Copy it to the new node; apply changes until close; compare; stop its writes for a "
            "moment; apply the rest; flip the owner and the epoch; keep the old copy for a way "
            "back, as Vitess does [VIT].",
        ),
        sd.Probe(
            "What do you do about a celebrity's key?",
            "It is one key, so more shards do not help. Cache its reads, split its writes over "
            "salted sub-keys, and merge them when reading.",
        ),
        sd.Probe(
            "Where do ids come from?",
            "Not from one counter. Put time, node and a sequence into one number, or hand out "
            "ranges to nodes.",
        ),
        sd.Probe(
            "Map or ring?",
            "A ring [KAR] needs no map, but its loads differ by about 1/sqrt(v) with v virtual "
            "nodes, so by 10% at 100. A map can place each logical shard by hand.",
        ),
        sd.Probe(
            "What does it cost?",
            lambda n: (
                f"{n.cost.month} per month. The shards are {n[shards] * one.cost} of it, "  # type: ignore[operator]
                "because their number follows from size: archive old rows first."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Picks a key that spreads the load, and knows which queries then ask all shards.",
        senior="Sizes by bytes and by rate, moves shards live, and builds the second index.",
        staff="Avoids sharding until numbers ask for it, isolates tenants, and restores all shards "
        "to one moment.",
    ),
    category="concepts",
    summary="Logical shards behind a map; move whole shards to grow; index what is not the key.",
    sources=[
        sd.Source(
            "VIT",
            "Sharding workflow states: copying, running, switched",
            "PlanetScale, Vitess",
            None,
            "https://planetscale.com/docs/vitess/sharding/sharding-workflow-state-reference",
        ),
        sd.Source(
            "KAR",
            "Consistent hashing and random trees (STOC)",
            "Karger and others, ACM",
            1997,
            "https://doi.org/10.1145/258533.258660",
        ),
    ],
)
