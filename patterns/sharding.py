"""Sharding: spread data and writes over many nodes, and add nodes without stopping."""

import math

import sddiagram as sd

size, peak = 40 * sd.TB, 50_000 * sd.rps
node_size, node_rate, full = 2 * sd.TB, 5_000 * sd.rps, 0.7
keyed_share = 0.98
scatter_share = round(1 - keyed_share, 2)

by_size, by_rate = float(size / node_size), float(peak / node_rate)
nodes = math.ceil(max(by_size, by_rate) / full)
logical_shards, first_nodes = 1_024, 4
slow = 1 - 0.99**nodes
moved_by_modulo, moved_by_ring = 10 / 11, 1 / 11

users = sd.Client("Users")
app = sd.Service("App", replicas=3, note="key = user id")
one = sd.SQLPrimary("Database", capacity=node_rate, note="one node")
router = sd.Service("Shard router", replicas=3, note="checks the map's epoch")
shard_map = sd.NoSQL("Shard map", technology="etcd", replicas=3, note="logical shard to node")
few = sd.Shard(
    "Shards", capacity=node_rate, replicas=first_nodes, note=f"{logical_shards:,} logical shards"
)
many = few.but(replicas=nodes)
copies = sd.ReadReplica("Standbys", replicas=first_nodes, note="one a node, other zone")
more_copies = copies.but(replicas=nodes)
mover = sd.Worker("Resharder", note="copies, catches up, flips")
changes = sd.Stream("Changes", replicas=3, note="outbox of every shard")
indexer = sd.Worker("Indexer", note="idempotent")
index = sd.NoSQL("Secondary index", note="e-mail to user id")
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="load of each shard")

pattern = sd.Pattern(
    "Sharding",
    sd.Stage(
        "One node",
        users >> "request" >> app >> "SQL" >> one,
        why=f"A node holds {node_size} and writes {node_rate}; we need {size} and {peak}.",
    ),
    sd.Stage(
        "Logical shards",
        app >> "by user id" >> router >> "read, write" >> few,
        shard_map >> sd.copies("map") >> router,
        few >> sd.copies("WAL") >> copies,
        replaces=one,
        why=f"{logical_shards:,} logical shards on {first_nodes} nodes: to grow, whole ones move.",
        tradeoffs=[
            sd.TradeOff(
                "many logical shards, mapped to nodes",
                gain="growing moves whole shards, and hot ones can be placed by hand",
                cost="a map that every router must have right",
                instead_of="hash modulo the number of nodes: the 11th node moves "
                f"{moved_by_modulo:.0%} of the keys, a ring {moved_by_ring:.0%}",
            ),
            sd.TradeOff(
                "hash of the user id",
                gain="an even spread, and a user's rows stay together",
                cost="no scans over ranges of users",
                instead_of="ranges, whose last one takes all new users",
            ),
        ],
    ),
    sd.Stage(
        "Grow live",
        router >> sd.calls("read, write", share=keyed_share) >> many,
        mover >> sd.calls("copy, catch up", share=0) >> many,
        mover >> sd.calls("flip owner", share=0) >> shard_map,
        many >> sd.emits("changes") >> changes >> "event" >> indexer >> "upsert" >> index,
        router >> sd.calls("find user id", share=scatter_share) >> index,
        many >> sd.copies("WAL") >> more_copies,
        many >> sd.emits("load") >> monitoring,
        changes=[many, more_copies],
        drops=router >> "read, write" >> few,
        why=f"{by_size:g} nodes by size, {by_rate:g} by rate; {full:.0%} full, that is {nodes}.",
        tradeoffs=[
            sd.TradeOff(
                "a global secondary index, filled by events",
                gain="a look-up by e-mail asks one node more, not all of them",
                cost="it lags, and uniqueness needs a reservation",
                instead_of=f"asking all {nodes} shards: {slow:.0%} of the calls meet a slow one",
            ),
            sd.TradeOff(
                "no transactions over shards",
                gain="each shard commits alone and fast",
                cost="what spans users becomes a saga with compensation",
                instead_of="two-phase commit",
            ),
        ],
    ),
    brief=sd.Brief(
        "Spread 40 TB and 50,000 writes a second over many nodes; add capacity without downtime.",
        functional=[
            ("How is data read?", f"By user id in {keyed_share:.0%} of the requests."),
            ("Do transactions span users?", "Rarely."),
        ],
        scale=[
            ("How much data?", f"{size}."),
            ("How many writes?", f"{peak}."),
            ("What does one node carry?", f"{node_size} and {node_rate} of writes."),
            ("How uneven is it?", "The hottest tenant makes 1% of the traffic."),
        ],
        non_functional=[
            ("May we stop to grow?", "No."),
            ("What must it survive?", "The loss of a node or a zone."),
        ],
        constraints=[("Which database?", "SQL stays; the application knows it.")],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Nodes by size", by_size, f"{size} / {node_size}", "nodes"),
        sd.Figure("Nodes by rate", by_rate, f"{peak} / {node_rate}", "nodes"),
        sd.Figure("Nodes", nodes, f"the larger of the two / {full:g} full", "nodes"),
        sd.Figure("Keys that modulo moves", 100 * moved_by_modulo, "from 10 to 11 nodes", "%"),
        sd.Figure("Keys that a ring moves", 100 * moved_by_ring, "from 10 to 11 nodes", "%"),
        sd.Figure(
            "Calls to all shards that meet a slow one", 100 * slow, f"1 - 0.99^{nodes}, at p99", "%"
        ),
    ],
    risks=[
        sd.Risk(
            "one shard is hot",
            effect="its users wait while others do not",
            mitigation="give the tenant a shard of its own, split its key, cache what it reads",
        ),
        sd.Risk(
            "a router has an old map",
            effect="writes reach a node that no longer owns the key",
            mitigation="requests carry the map's epoch; the node refuses and the router refreshes",
        ),
        sd.Risk(
            "a shard's node fails",
            effect=f"one user in {nodes} gets errors until the standby is promoted",
            mitigation="a standby in another zone, promoted by quorum",
        ),
        sd.Risk(
            "backups of shards are of different times",
            effect="a restore joins rows that never were together",
            mitigation="snapshots at one logged position, and a restore that is rehearsed",
        ),
    ],
    probes=[
        sd.Probe(
            "Reshard live, step by step.",
            "Copy a logical shard to the new node, apply changes until close, stop its writes "
            "for a moment, apply the rest, flip the map's owner and epoch, delete the old copy.",
        ),
        sd.Probe(
            "A celebrity's key?",
            "It is one key, so more shards do not help: cache its reads, split its writes over "
            "salted sub-keys, merge when reading.",
        ),
        sd.Probe(
            "Auto-increment ids?",
            "They need one counter. Use time, node and sequence in one number, or ranges "
            "handed out to nodes.",
        ),
        sd.Probe(
            "How many virtual nodes on a ring?",
            "100 to 200: in a simulation of ten nodes the fullest had 1.13 times the mean at 100, "
            "against 2.58 with one.",
        ),
    ],
    category="concepts",
    summary="Logical shards behind a map; move whole shards to grow; index what is not the key.",
    sources=[
        "Karger et al., Consistent hashing and random trees (1997)",
        "Kleppmann, Designing Data-Intensive Applications, chapter on partitioning",
        "DeCandia et al., Dynamo (2007)",
    ],
)
