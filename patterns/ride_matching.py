"""Ride matching: a quarter of a million positions a second, and each rider one driver."""

import math

import sddiagram as sd

drivers, ping_every = 1_000_000, 4 * sd.s
pings = drivers / ping_every
trips_a_day = 20_000_000
trips = trips_a_day * sd.per_day
trip_peak = 3 * trips
index_size = drivers * 100 * sd.B
ping_size = 100 * sd.B
ping_stream = pings * ping_size
stale_after = 15 * sd.s
window = 3 * sd.s
per_batch = float(trip_peak * window)
locates = 5 * trip_peak  # assumed: cells read for a request

gateway_rate = 20_000 * sd.rps  # assumed for small messages on open connections
gateways = math.ceil(pings / (gateway_rate * 0.65) * 1.5)
redis_rate = 50_000 * sd.rps  # planned, of 72 to 79k measured for one process [RED]
cells = math.ceil((pings + locates) / (redis_rate * 0.65))
database_rate = 5_000 * sd.rps  # writes of one primary [PGB]
database_load = float(6 * trip_peak / database_rate)  # six states of a trip

riders = sd.Mobile("Riders")
drivers_app = sd.Mobile("Drivers", note="ping every 4 s")
monolith = sd.Service("Dispatch", note="nearest by SQL")
service_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
dispatch = sd.Service("Dispatch", capacity=service_rate, replicas=3, note="offers one at a time")
batched = dispatch.but(note="by city, leases drivers")
trips_db = sd.SQLPrimary(
    "Trips", technology="postgres", capacity=database_rate, note="state machine, leases"
)
sharded = sd.Shard(
    "Trips",
    technology="postgres",
    capacity=database_rate,
    replicas=3,
    note="by city, states, leases",
)
gateway = sd.Gateway("Driver gateway", capacity=gateway_rate, replicas=gateways, note="connections")
positions = sd.Stream("Positions", replicas=3, note="by city; latest wins")
indexer = sd.StreamProcessor("Indexer", replicas=3, note="cell of each driver")
geo = sd.Cache(
    "Geo index",
    technology="redis",
    capacity=redis_rate,
    replicas=cells,
    note="H3 cell to drivers, 15 s TTL",
)
eta = sd.ModelServer("ETA service", replicas=3, note="roads, traffic, model")
roads = sd.ObjectStorage("Road graph", note="daily, by region")
matcher = sd.Worker("Matcher", replicas=3, note="3 s batches, least ETA")
pricing = sd.Service("Pricing", replicas=3, note="surge by cell, quote")
supply = sd.StreamProcessor("Supply, demand", replicas=3, note="by cell and minute")
push = sd.Notification("Offers", note="accept within 15 s")
training = sd.TrainingJob("Training", note="weekly, from trips")

pattern = sd.Pattern(
    "Ride matching",
    sd.Stage(
        "Positions in SQL",
        riders >> "request" >> monolith >> "nearest" >> trips_db,
        drivers_app >> sd.calls("update", share=0) >> trips_db,
        why=f"{pings} of updates, and a database that writes {database_rate}.",
    ),
    sd.Stage(
        "Positions in memory",
        drivers_app
        >> sd.streams("position", share=0)
        >> gateway
        >> sd.emits("position")
        >> positions,
        positions >> sd.streams("pings") >> indexer >> sd.streams("cell") >> geo,
        riders >> "request" >> dispatch >> "cells around" >> geo,
        dispatch >> "lease driver" >> trips_db,
        dispatch >> sd.emits("offer") >> push >> "offer" >> drivers_app,
        changes=[dispatch],
        drops=[
            monolith >> "nearest" >> trips_db,
            drivers_app >> sd.calls("update", share=0) >> trips_db,
        ],
        why=f"{index_size} of positions fit in memory; they are worth {stale_after}, no disk.",
        tradeoffs=[
            sd.TradeOff(
                "hexagonal cells as keys",
                gain="a search reads the cell and its ring, whatever the city's shape",
                cost="edges: look one ring further and measure again",
                instead_of="a tree by coordinates, rebuilt as drivers move",
            ),
            sd.TradeOff(
                "positions that may be lost",
                gain="memory only, and the next ping repairs it",
                cost=f"a driver may be where they were {stale_after} ago",
                instead_of="writing every ping to disk",
            ),
            sd.TradeOff(
                "a lease on the driver in SQL",
                gain="two riders never get the same driver",
                cost="a write before each offer",
                instead_of="trusting the index, which is late",
            ),
        ],
    ),
    sd.Stage(
        "Match well",
        dispatch >> "wait 3 s" >> matcher >> "times" >> eta,
        dispatch >> "quote" >> pricing,
        roads >> sd.copies("graph") >> eta,
        positions >> sd.streams("pings") >> supply >> sd.streams("surge") >> pricing,
        trips_db >> sd.batches("trips") >> training >> sd.copies("model") >> eta,
        step=sd.Step.DETAIL,
        why="The nearest in a line may be across the river: match by time, several at once.",
        tradeoffs=[
            sd.TradeOff(
                f"batches of {window}",
                gain="less total waiting than first come, first served",
                cost=f"each rider waits up to {window} more",
                instead_of="the nearest driver at once",
            ),
        ],
    ),
    sd.Stage(
        "A cell for each city",
        riders >> "request" >> batched >> "cells around" >> geo,
        batched >> "lease driver" >> sharded,
        batched >> "wait 3 s" >> matcher,
        batched >> "quote" >> pricing,
        batched >> sd.emits("offer") >> push,
        sharded >> sd.batches("trips") >> training,
        changes=[batched, sharded],
        step=sd.Step.SCALE,
        why="Trips never cross cities: a city's failure, or New Year's Eve, stays in it.",
        tradeoffs=[
            sd.TradeOff(
                "partition by city",
                gain="failures and peaks are local; deploy city by city",
                cost="borders, and cities that grow too large for one",
                instead_of="one global index",
            ),
        ],
    ),
    brief=sd.Brief(
        "Match riders with drivers nearby, within seconds, in a thousand cities.",
        functional=[
            ("What does a rider see?", "A quote, then one driver with an arrival time."),
            ("May a driver refuse?", "Yes, within 15 s; then the next is asked."),
        ],
        scale=[
            ("How many drivers?", f"{drivers:,} active, a position every {ping_every}."),
            ("How many trips?", f"{trips_a_day / 1e6:.0f}M a day."),
        ],
        non_functional=[
            ("How fast?", "An offer within 5 s."),
            ("What must never happen?", "Two riders in one car."),
        ],
        constraints=[
            ("Regulation?", "By city: prices, data, licences."),
            ("Networks?", "Phones lose them: everything is retried."),
        ],
        traffic=trip_peak,
    ),
    figures=[
        sd.Figure("Positions", pings, f"{drivers:,} drivers / {ping_every}"),
        sd.Figure("Position stream", ping_stream, f"{pings} x {ping_size} (assumed)"),
        sd.Figure("Trips", trips, f"{trips_a_day:,} a day; {trip_peak} at the peak"),
        sd.Figure("Index", index_size, f"{drivers:,} x 100 B: partition for writes, not for size"),
        sd.Figure("Index shards", cells, f"({pings} + {locates}) / ({redis_rate} x 0.65)"),
        sd.Figure("Requests in a batch", per_batch, f"{trip_peak} x {window}, all cities"),
        sd.Figure(
            "Load of one trips database",
            100 * database_load,
            f"6 states x {trip_peak} / {database_rate}",
            "%",
        ),
    ],
    risks=[
        sd.Risk(
            "two riders get one driver",
            effect="one of them is left standing",
            mitigation="a conditional change of state with a lease, in one database",
        ),
        sd.Risk(
            "a stadium empties",
            effect="one cell has a thousand requests and a hot key",
            mitigation="finer cells there, a queue, surge pricing, batches",
        ),
        sd.Risk(
            "a city's cluster fails",
            effect="no rides in that city",
            mitigation="drivers ping every 4 s: a spare cluster's index is full in seconds",
        ),
        sd.Risk(
            "the app retries a request",
            effect="two cars come",
            mitigation="an idempotency key for each request",
        ),
    ],
    probes=[
        sd.Probe(
            "Why is the index partitioned if it is so small?",
            f"{index_size} fit anywhere; {pings} of writes do not, and a city should fail alone.",
        ),
        sd.Probe(
            "How is a driver never offered twice?",
            "Dispatch changes the driver's state from free to offered, with an expiry, if it still "
            "is free. Whoever loses asks the matcher for the next.",
        ),
        sd.Probe(
            "How is surge computed?",
            "Requests against free drivers by cell and minute, smoothed over neighbours and time; "
            "the quote is kept for some minutes.",
        ),
        sd.Probe(
            "What if positions are 15 s old?",
            "They expire. At 50 km/h it is 200 m: fine for choosing candidates, and the ETA is "
            "computed with the newest ping.",
        ),
    ],
    category="product systems",
    summary="Positions by cell in memory, matching in batches by time, a lease on the driver.",
    sources=[
        "Uber engineering, H3: hexagonal hierarchical spatial index (2018)",
        "redis/redis-doc, benchmarks: throughput of one process",
        "ClickHouse/PostgresBench, result files",
    ],
)
