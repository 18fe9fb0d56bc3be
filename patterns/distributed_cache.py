"""Distributed cache: a key-value store in the memory of many nodes, which may lose any of them."""

import math

import sddiagram as sd

peak = 2_000_000 * sd.rps
reads_share = 0.9
objects, size, overhead = 1_000_000_000, sd.KB, 100 * sd.B
data = objects * (size + overhead)
node_memory = 50 * sd.GB  # assumed usable of 64 GB
node_rate = 50_000 * sd.rps  # of 72 to 79k measured for one process [RED]
by_memory = math.ceil(data / node_memory)
by_rate = math.ceil(peak / (node_rate * 0.65))
shards = max(by_memory, by_rate)
copies = 2
nodes = copies * shards
cost = float(copies * data / sd.GB) * 2  # $2 per GB of memory and month [NM]
slots = 16_384
moved = 1 / (shards + 1)
pipelined = 250_000 * sd.rps  # planned, of 403 to 508k measured with pipelines of 16 [RED]
by_rate_pipelined = math.ceil(peak / (pipelined * 0.65))
hit = 0.9
misses = reads_share * (1 - hit) * peak
failed_reads = reads_share * peak / shards
near_share = 0.2  # assumed: reads of the few hottest keys

services = sd.Client("Services", note="through a client library")
single = sd.Cache("One node", technology="redis", capacity=node_rate, replicas=1, note="LRU, 50 GB")
client = sd.Service("Client library", note="hash of key, pipelines")
near = client.but(note="near cache 1 s, one load")
routing = sd.NoSQL("Slot map", technology="etcd", replicas=3, note=f"{slots:,} slots to nodes")
shard = sd.Cache(
    "Shards",
    technology="redis",
    capacity=node_rate,
    replicas=shards,
    hit_ratio=hit,
    latency=0.5 * sd.ms,
    note="TTL, sampled LRU",
)
copy = sd.Cache("Replicas", technology="redis", replicas=shards, note="other zone, async")
store = sd.NoSQL("Store of truth", technology="dynamodb", note="sized for misses")
detector = sd.Service("Failure detector", replicas=3, note="quorum promotes a replica")
mover = sd.Worker("Slot mover", note="key by key, live")
invalidation = sd.blocks.cache_invalidation(store, shard)
monitoring = sd.Monitoring("Monitoring", note="hits, evictions, hot keys")

pattern = sd.Pattern(
    "Distributed cache",
    sd.Stage(
        "One node",
        services >> "get, set" >> single,
        services >> "misses" >> store,
        why=f"A node holds {node_memory} and answers {node_rate}; we need {data} and {peak}.",
    ),
    sd.Stage(
        "Shards by hash",
        services >> "get, set" >> client >> "by slot" >> shard,
        client >> sd.calls("misses", share=round(reads_share * (1 - hit), 6)) >> store,
        routing >> sd.copies("map") >> client,
        replaces=single,
        drops=services >> "misses" >> store,
        why=f"{by_memory} nodes by memory, {by_rate} by rate: {shards} shards.",
        tradeoffs=[
            sd.TradeOff(
                "the client routes",
                gain="one hop, and no proxy to scale",
                cost="a library in each language, and old maps to handle",
                instead_of="a proxy tier: simple clients, half a millisecond more",
            ),
            sd.TradeOff(
                f"{slots:,} slots",
                gain=f"a new node takes {moved:.1%} of the keys, chosen slot by slot",
                cost="a map that all must agree on",
                instead_of="hash modulo the nodes, which moves nearly all",
            ),
        ],
    ),
    sd.Stage(
        "Copies and failover",
        shard >> sd.copies("writes") >> copy,
        detector >> sd.calls("ping", share=0) >> shard,
        detector >> sd.calls("promote", share=0) >> routing,
        mover >> sd.calls("move slots", share=0) >> shard,
        mover >> sd.calls("new owner", share=0) >> routing,
        step=sd.Step.DETAIL,
        why=f"Without copies, a lost node sends {failed_reads} of reads more to the store.",
        tradeoffs=[
            sd.TradeOff(
                "asynchronous copies",
                gain="writes stay under a millisecond",
                cost="the last writes are lost at a failover; it is a cache",
                instead_of="waiting for the replica",
            ),
            sd.TradeOff(
                "twice the memory",
                gain="a node's loss costs no misses",
                cost=f"{copies * data}, ${cost:,.0f} a month",
                instead_of="no copies, and a store that bears the misses",
            ),
        ],
    ),
    sd.Stage(
        "Hot keys, fresh keys",
        services >> "get, set" >> near >> "by slot" >> shard,
        near >> sd.calls("misses", share=round(reads_share * (1 - hit), 6)) >> store,
        routing >> sd.copies("map") >> near,
        invalidation.flow,
        shard >> sd.emits("counts") >> monitoring,
        changes=[near],
        step=sd.Step.SCALE,
        why=f"One key lives on one shard: {node_rate} is all that it gets, unless copied near.",
        tradeoffs=[
            sd.TradeOff(
                "a near cache of a second",
                gain=f"the hottest keys, {near_share:.0%} of reads (assumed), cost no network",
                cost="a second in which services disagree",
                instead_of="copies of hot keys on several shards",
            ),
        ],
    ),
    brief=sd.Brief(
        "Build a cache of a billion objects that answers in a millisecond and may lose any node.",
        functional=[
            ("Which operations?", "get, set with TTL, delete, compare and set."),
            ("Is it the truth?", "No, a store is behind; losing a value is allowed."),
        ],
        scale=[
            ("How many objects?", f"{objects:,} of {size}."),
            ("How many operations?", f"{peak}, {reads_share:.0%} of them reads."),
        ],
        non_functional=[
            ("Which latency?", "p99 under a millisecond in the zone."),
            ("What must it survive?", "A node and a zone, without flooding the store."),
        ],
        constraints=[
            ("What does a value cost?", "Memory at $2 per GB and month."),
            ("Who uses it?", "Many services in three languages."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Data", data, f"{objects:,} x ({size} + {overhead} a key)"),
        sd.Figure("Shards by memory", by_memory, f"{data} / {node_memory} (assumed)"),
        sd.Figure("Shards by rate", by_rate, f"{peak} / ({node_rate} x 0.65)"),
        sd.Figure("With pipelines", by_rate_pipelined, f"{peak} / ({pipelined} x 0.65)"),
        sd.Figure("Nodes", nodes, f"{shards} shards x {copies}", "nodes"),
        sd.Figure("Price of memory", cost, f"{copies} x {data} at $2 per GB", "$ a month"),
        sd.Figure("Misses", misses, f"{peak} x {reads_share} x (1 - {hit})"),
        sd.Figure("Keys moved to one more node", 100 * moved, f"1 / ({shards} + 1)", "%"),
    ],
    risks=[
        sd.Risk(
            "a shard is lost without a copy",
            effect=f"{failed_reads} of reads more reach the store, at {misses} already",
            mitigation="copies in another zone, loads coalesced, shedding at the store",
        ),
        sd.Risk(
            "one key is hot",
            effect="its shard is full, and a thousandth of the keys wait with it",
            mitigation="a near cache, copies of the key under several names",
        ),
        sd.Risk(
            "two primaries after a partition",
            effect="writes to the old one are lost",
            mitigation="a quorum promotes; the old one refuses when its lease ends",
        ),
        sd.Risk(
            "memory is full",
            effect="useful keys are evicted, the hit ratio falls",
            mitigation="TTLs, limits per tenant, an alarm on evictions",
        ),
    ],
    probes=[
        sd.Probe(
            "How do you add a node without misses?",
            "Move slots one at a time: keys are copied, the old node forwards what has left, then "
            "the map flips. Clients with an old map are told where to go.",
        ),
        sd.Probe(
            "LRU over a billion keys?",
            "No list: each key carries its last use; sample a few and evict the oldest. Counting "
            "uses (LFU) keeps out one-time scans.",
        ),
        sd.Probe(
            "Consistent hashing or slots?",
            "Both move about 1/n. Slots add a table that can be edited: hot slots move alone, and "
            "weights are exact.",
        ),
        sd.Probe(
            "Who is told when the truth changes?",
            "The store's change log deletes keys. Setting the new value would race with readers "
            "who load the old one.",
        ),
    ],
    category="distributed systems",
    summary="Slots over many nodes, copies in another zone, near caches for hot keys.",
    sources=[
        "redis/redis-doc, benchmarks and cluster specification: 16,384 slots",
        "Nishtala et al., Scaling Memcache at Facebook (NSDI 2013)",
        "Karger et al., Consistent hashing and random trees (1997)",
        "sirupsen/napkin-math: price of memory",
    ],
)
