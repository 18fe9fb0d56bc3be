"""Distributed cache: a key-value store in the memory of many nodes, which may lose any of them."""

import sddiagram as sd

hit, near_hit, slots = 0.9, 0.2, 16_384
gets = sd.Requests("get", 600_000 * sd.rps)
updates = sd.Requests("update", 20_000 / 3 * sd.rps)
objects = sd.Records(
    "objects",
    count=1_000_000_000,
    size=1 * sd.KB,
    overhead=1.1,  # 100 B for the key and the structures of each, assumed
    key="key",
    fields="value, version, expires_at, last_used",
)
memory = sd.cited(158 * sd.usd, "per node: 2 vCPU at $15, 64 GB at $2 [NM]")
small = sd.cited(30 * sd.usd, "per node of 2 vCPU at $15 [NM]")
zone = sd.latency(0.4 * sd.ms, p99=0.8 * sd.ms)  # with the network; 0.5 ms on average [NM]

services = sd.Client("Services", sends=[gets, updates])
library = sd.Service(
    "Client library",
    capacity=sd.assumed(20_000 * sd.rps, "per service node that links it"),
    latency=sd.latency(0.02 * sd.ms, p99=0.1 * sd.ms),
    availability=0.99999,
    note="finds the slot of a key",
)
near = library.but(
    caches=gets, hit_ratio=near_hit, stale=1 * sd.second, note="keeps hot keys for 1 s"
)
shards = sd.Cache(
    "Shards",
    technology="redis",
    caches=gets,
    hit_ratio=hit,
    stale=0.5 * sd.second,  # until the delete arrives, assumed
    holds=objects,
    node=64 * sd.GB,
    latency=zone,
    cost=memory,
    note="lifetimes, sampled LRU",
)
single = shards.but(replicas=1, holds=(), node=None, note="one node of 64 GB")
copied = shards.but(copies=2, note="each with a copy elsewhere")
store = sd.NoSQL(
    "Store of truth",
    capacity=sd.assumed(10_000 * sd.rps, "per node of 8 vCPU"),
    copies=3,
    latency=sd.latency(4 * sd.ms, p99=15 * sd.ms),
    availability=0.99995,
    note="sized for the misses",
)
slot_map = sd.Coordinator(
    "Slot map", technology="etcd", cost=small, note=f"{slots:,} slots to nodes"
)
controller = sd.Coordinator("Controller", cost=small, note="majority of three sites")
log = sd.CDC("Changes", stale=0.5 * sd.second, note="the store's log, by key")
deleter = sd.Worker(
    "Invalidator",
    capacity=sd.assumed(10_000 * sd.rps, "keys per worker"),
    cost=small,
    note="deletes, never sets",
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="hits, evictions, hot keys")


def lost(n: sd.Numbers) -> sd.Quantity:
    """Gets that reach the store in addition when a shard is gone without a copy."""
    return (
        hit
        * n.at(library >> "get" >> shards)
        / (n[shards] / max(1, n.loads["shards"].component.copies))
    )


pattern = sd.Pattern(
    "Distributed cache",
    sd.Stage(
        "One node",
        services >> "get, update" >> library,
        sd.blocks.cache_aside(library, store, cache=single, reads=gets).flow,
        library >> sd.calls("update", of=updates) >> store,
        library >> sd.calls("delete", of=updates) >> single,
        why=f"One process carries {sd.planned('Redis')} of {gets.at_peak}, and some of the data.",
    ),
    sd.Stage(
        "Shards by slot",
        library >> sd.calls("map", share=0) >> slot_map,
        changes=[shards],
        why=lambda n: f"The rate asks for {n[shards]} shards; the memory alone would take fewer.",
        tradeoffs=[
            sd.TradeOff(
                "the client routes",
                gain="one hop, and no proxy tier to pay for",
                cost="a library for each language, and old maps to handle",
                instead_of="proxies: simple clients, but half a millisecond more",
            ),
            sd.TradeOff(
                f"{slots:,} slots, as in Redis Cluster [RCS]",
                gain="one more node takes its share of the slots, and no other keys move",
                cost="a map on which all must agree",
                instead_of="the hash modulo the nodes, which moves nearly every key",
            ),
        ],
    ),
    sd.Stage(
        "Copies and failover",
        controller >> sd.calls("ping, move slots", share=0) >> copied,
        controller >> sd.calls("owners", share=0) >> slot_map,
        sd.row(store, slot_map),
        changes=[copied],
        step=sd.Step.DETAIL,
        why=lambda n: f"Without copies, a lost node sends {lost(n)} of gets to the store.",
        tradeoffs=[
            sd.TradeOff(
                "asynchronous copies in another zone",
                gain="a lost node costs no misses, and writes stay under a millisecond",
                cost="twice the nodes; the last writes are lost in a failover",
                instead_of="no copies, and a store that carries the misses",
            )
        ],
    ),
    sd.Stage(
        "Hot keys, fresh keys",
        store >> sd.emits("changes", of=updates) >> log >> sd.streams("keys") >> deleter,
        deleter >> "delete" >> copied,
        copied >> sd.emits("counts", share=0) >> monitoring,
        changes=[near],
        drops=library >> "delete" >> copied,
        step=sd.Step.SCALE,
        why=f"One key lives on one shard, whose {sd.planned('Redis')} are all that it gets.",
        tradeoffs=[
            sd.TradeOff(
                "a near cache of a second",
                gain=f"the hottest keys, {near_hit:.0%} of the gets (assumed), need no network",
                cost="services disagree for a second",
                instead_of="copies of a hot key under several names",
            ),
            sd.TradeOff(
                "deletes from the store's log",
                gain="every change is seen, whoever made it",
                cost="a log to run, and keys that are stale until it is read",
                instead_of="deletes in each service, which one of them forgets",
            ),
        ],
    ),
    brief=sd.Brief(
        "Build a cache of a billion objects that answers in a millisecond and may lose any node.",
        functional=[
            ("Which operations?", "Get; load what is missing; delete what has changed."),
            ("Is it the truth?", "No. A store is behind it, and a value may be lost."),
        ],
        scale=[
            ("How many objects?", "A billion of 1 KB, with keys of up to 100 B."),
            ("How many gets?", f"{gets.at_peak} at the peak, and {updates.at_peak} of updates."),
        ],
        non_functional=[
            ("How fast is a hit?", sd.at_most(1 * sd.ms, value=lambda n: n.delay(copied))),
            ("How old may a value be?", sd.stale_at_most(2 * sd.seconds, of=gets)),
            ("How available are gets?", sd.at_least(99.99 * sd.percent, of=gets)),
        ],
        constraints=[
            ("What must it survive?", "A node or a zone, without flooding the store."),
            ("Who uses it?", "Many services in three languages."),
        ],
    ),
    api=[
        sd.Endpoint("get(key)", "key", "value with its version, or a lease to load it", "[MEM]"),
        sd.Endpoint(
            "set(key, value)", "value, lease, lifetime", "stored, or refused: lease is old"
        ),
        sd.Endpoint("delete(key)", "key, version", "done; open leases end"),
    ],
    figures=[
        sd.Figure("Data", lambda n: n[objects], lambda n: n.how(objects)),
        sd.Figure(
            "Operations",
            lambda n: n.at(copied),
            "gets after the near cache, loads of what was missing, deletes",
        ),
        sd.Figure(
            "Price of a cached gigabyte",
            lambda n: (n.cost.month or 0 * sd.usd) / float(n[objects] / sd.GB),
            lambda n: f"{n.cost.month} per month for {n[objects]}, both copies included",
        ),
    ],
    risks=[
        sd.Risk(
            "the whole cache is lost",
            effect=lambda n: (
                f"most requests fail: {n.at(near >> 'get' >> copied)} meet a store "
                f"that is sized for {n.at(near >> 'misses' >> store)}"
            ),
            mitigation="shed at the library, load each key once, and warm the hot keys first",
        ),
        sd.Risk(
            "one key is hot",
            effect=lambda n: f"gets of every {n[copied] // 2}th key wait behind it",
            mitigation="the near cache, or copies of the key under several names",
        ),
        sd.Risk(
            "an old primary goes on after a partition",
            effect="some services see values that were deleted",
            mitigation="a majority promotes, and the old node refuses when its lease ends",
        ),
        sd.Risk(
            "memory is full",
            effect="pages get slower, since useful keys are evicted",
            mitigation="lifetimes, a limit per tenant, an alarm on evictions",
        ),
    ],
    probes=[
        sd.Probe(
            "How do you add a node without misses?",
            "Move one slot at a time: copy its keys, let the old node forward what has left, then "
            "change the map. A client with an old map is redirected [RCS].",
        ),
        sd.Probe(
            "How do you evict the least recently used of a billion keys?",
            "Without a list: each key carries its last use; sample a few and evict the oldest. "
            "Counting uses keeps out scans that read each key once.",
        ),
        sd.Probe(
            "Can you do with fewer nodes?",
            f"Yes. In pipelines of 16 commands one process is planned with "
            f"{sd.planned('Redis', 'pipelined')} [RED], so the memory decides and not the rate.",
        ),
        sd.Probe(
            "Why delete and not set when the truth changes?",
            "Two sets may arrive in the wrong order, and the older value stays. After a delete the "
            "next reader loads with a lease, which a later delete ends [MEM].",
        ),
    ],
    levels=sd.Levels(
        mid="Shards by hash, explains eviction and lifetimes, and loads a miss from the store.",
        senior="Sizes by memory and by rate, adds copies and failover, and protects the store.",
        staff="Moves slots live, solves hot keys and stale sets, and prices a gigabyte and a nine.",
    ),
    category="distributed systems",
    summary="Slots over many nodes, copies in another zone, near caches for hot keys.",
    sources=[
        sd.Source(
            "RCS",
            "Redis Cluster specification: slots and redirection",
            "Redis",
            None,
            "https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/",
        ),
        sd.Source(
            "MEM",
            "Scaling Memcache at Facebook (NSDI): leases",
            "Facebook",
            2013,
            "https://www.usenix.org/conference/nsdi13/technical-sessions/presentation/nishtala",
        ),
    ],
)
