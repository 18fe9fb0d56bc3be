"""Ride matching: a quarter of a million positions per second, and one driver for each rider."""

import sddiagram as sd

drivers, ping_every, stale_after, window = 1_000_000, 4 * sd.s, 15 * sd.s, 3 * sd.s
# Assumed: one ping in ten crosses into another cell; a search reads a cell and its ring of six;
# 20 drivers are compared per request, in two batches; one offer in five is refused.
ping_writes, ring, nearby, batches, offers = 1.1, 7, 20, 2, 1.2
pings = sd.Requests("position", drivers / ping_every, peak=1, request=100 * sd.B)
requests = sd.Requests("ride request", 20_000_000 * sd.per_day, request=500 * sd.B)
quotes = sd.Requests("quote", 40_000_000 * sd.per_day, response=500 * sd.B)
# Accept or refuse, arrive, start, end: 4.2 per trip.
actions = sd.Requests("driver action", 84_000_000 * sd.per_day, request=200 * sd.B)
hot = 90 * sd.days
trips_kept = sd.Records(
    "trips",
    key="city, trip_id",
    fields="rider, driver, state, version, lease until, quote, route",
    of=requests,
    size=3 * sd.KB,
    keep=hot,
)
places = sd.Records(
    "positions", key="cell, driver_id", fields="point, seen at", count=drivers, size=200 * sd.B
)
h3_page = "https://www.uber.com/blog/h3/"
pairs = sd.unit("pair")
one_database = ((1 + offers) * requests.at_peak + actions.at_peak) / sd.planned("PostgreSQL")
trips_month = 20_000_000 * 30.4 * sd.unit("trip")
tier, database = 0.9999, 0.9995  # availability of a replicated tier and of a database, assumed
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
disk = sd.cited(640 * sd.usd, "per node of 16 vCPU and 2 TB of SSD [NM]")
logic = sd.planned("service")
packets = sd.assumed(500_000 * sd.rps, "small packets per node, layer 4")
small = sd.assumed(20_000 * sd.rps, "small messages per node of 8 vCPU")
routes = sd.assumed(8_000 * pairs / sd.s, "per node of 8 vCPU, 1 ms per pair and core")
map_cost = sd.assumed(100 * sd.usd, "for 5 TB")
kept = sd.cited(1_200 * sd.usd, "for 60 TB of four years at $0.02 per GB [NM]")
runs = sd.assumed(2_000 * sd.usd, "for four runs")
route = sd.latency(20 * sd.ms, p99=80 * sd.ms)
lookup = sd.latency(0.5 * sd.ms, p99=2 * sd.ms)
work = sd.latency(5 * sd.ms, p99=25 * sd.ms)
write = sd.latency(5 * sd.ms, p99=30 * sd.ms)
phone_network = 500 * sd.ms  # to the driver's phone at the slow end, assumed

riders = sd.Mobile("Riders", sends=requests, note="one key per request")
asking = riders.but(sends=[requests, quotes])
driving = sd.Mobile("Drivers", sends=[pings, actions], note="ping every 4 s")
balancer = sd.LoadBalancer(
    "Balancer", capacity=packets, availability=tier, latency=lookup, cost=node, note="layer 4"
)
gateway = sd.WebSocketServer(
    "Gateways",
    capacity=small,
    availability=tier,
    latency=lookup,
    cost=node,
    note="sign-in, connections",
)
dispatch = sd.Service(
    "Dispatch", capacity=logic, availability=tier, latency=work, cost=node, note="trip states"
)
trips = sd.SQLPrimary(
    "Trips",
    technology="postgres",
    availability=database,
    latency=write,
    cost=disk,
    note="states, leases, versions",
)
sharded = sd.Shard(
    "Trips",
    technology="postgres",
    holds=trips_kept,
    node=2 * sd.TB,
    copies=2,
    availability=database,
    latency=write,
    cost=disk,
    note="by city",
)
log = sd.Stream("Positions", technology="kafka", cost=disk, note="by city, for one hour")
indexer = sd.StreamProcessor("Indexer", technology="flink", cost=node, note="cell of each driver")
geo = sd.Cache(
    "Geo index",
    technology="redis",
    holds=places,
    stale=stale_after,
    latency=lookup,
    cost=sd.cited(60 * sd.usd, "per 2 vCPU and 15 GB of memory [NM]"),
    note="H3 cells, TTL 15 s",
)
matcher = sd.Worker("Matcher", capacity=logic, cost=node, note="batch of 3 s per city")
eta = sd.ModelServer(
    "ETA service", capacity=routes, latency=route, cost=node, note="road graph and model"
)
roads = sd.ObjectStorage("Road graph", technology="s3", cost=map_cost, note="by region")
pricing = sd.Service("Pricing", capacity=logic, latency=work, cost=node, note="quote, surge")
history = sd.DataLake("Trip history", technology="iceberg", cost=kept, note="law and learning")
training = sd.TrainingJob("Training", cost=runs, note="weekly, ETA model")


def offered(n: sd.Numbers) -> sd.Quantity:
    """From a request to an offer on the driver's phone, at the slow end of each part."""
    stored = next(one.delay for one in n.answered if one.requests.id == requests.id)
    slow_parts = lookup.p99 + route.p99 + write.p99
    return (stored.p99 if stored else 1 * sd.minute) + window + slow_parts + phone_network


pattern = sd.Pattern(
    "Ride matching",
    sd.Stage(
        "Positions in SQL",
        riders >> "request" >> balancer,
        driving >> "position, action" >> balancer >> "all" >> dispatch,
        dispatch >> "update, nearest, state" >> trips,
        why=lambda n: f"{pings.rate} of updates meet a database that writes 5,000 per second.",
    ),
    sd.Stage(
        "Positions in memory",
        balancer >> "packets" >> gateway >> sd.calls("request", of=[requests, actions]) >> dispatch,
        gateway >> sd.emits("position", of=pings) >> log >> sd.streams("positions") >> indexer,
        indexer >> sd.calls("move", costs=ping_writes) >> geo,
        dispatch >> sd.calls("drivers around", of=requests, costs=ring) >> geo,
        dispatch >> sd.calls("lease a driver", of=requests, times=offers) >> trips,
        dispatch >> sd.calls("state", of=[requests, actions]) >> trips,
        dispatch >> sd.answers("offer, driver") >> gateway,
        gateway >> sd.answers("offer") >> driving,
        gateway >> sd.answers("driver, arrival") >> riders,
        drops=[balancer >> "all" >> dispatch, dispatch >> "update, nearest, state" >> trips],
        why=lambda n: f"Positions live 15 s: {n[places]} in memory need no disk.",
        tradeoffs=[
            sd.TradeOff(
                "hexagonal cells as keys",
                gain="a search reads one cell and its ring, all neighbours equally far [H3]",
                cost="at the edge of a cell one must look a ring further and measure again",
                instead_of="a tree over coordinates, which changes with every move",
            ),
            sd.TradeOff(
                "a lease on the driver in SQL",
                gain="two riders never get the same driver; an expired lease frees the driver",
                cost="one write before each offer",
                instead_of="trusting the index, which is late",
            ),
        ],
    ),
    sd.Stage(
        "Match well",
        dispatch >> sd.emits("waiting request", of=requests) >> matcher,
        matcher >> sd.calls("drivers around", costs=batches * ring) >> geo,
        matcher >> sd.calls("times", costs=batches * nearby * pairs) >> eta,
        matcher >> sd.calls("lease, release", times=offers) >> trips,
        matcher >> sd.answers("offer") >> gateway,
        gateway >> sd.calls("quote", of=quotes) >> pricing,
        pricing >> sd.calls("supply, demand", costs=ring) >> geo,
        pricing >> sd.calls("nearest five", costs=5 * pairs) >> eta,
        roads >> sd.copies("graph, daily") >> eta,
        changes=asking,
        drops=[dispatch >> "drivers around" >> geo, dispatch >> "lease a driver" >> trips],
        step=sd.Step.DETAIL,
        why="The nearest driver may be across the river: match by time, and several at once.",
        tradeoffs=sd.TradeOff(
            f"batches of {window}",
            gain="less waiting in total than first come, first served",
            cost=f"each rider waits up to {window} longer, and ETAs for {nearby} drivers each",
            instead_of="the nearest driver at once",
        ),
    ),
    sd.Stage(
        "One cell per city",
        sharded >> sd.batches("trips, predicted times", every=1 * sd.day) >> history,
        history >> sd.batches("routes, times") >> training >> sd.copies("model") >> eta,
        changes=sharded,
        step=sd.Step.SCALE,
        why=f"One database is {float(one_database):.0%} full; a failure should stay in its city.",
        tradeoffs=sd.TradeOff(
            "partition by city",
            gain="failures and peaks are local, and one can deploy city by city",
            cost="borders between cities, and cities that grow too large for one shard",
            instead_of="one global index",
        ),
    ),
    brief=sd.Brief(
        "Match riders with drivers nearby, within seconds, in a thousand cities.",
        functional=[
            ("What does a rider see?", "A quote, then one driver with an arrival time."),
            ("May a driver refuse?", "Yes, within 15 s; then the next one is asked."),
            ("What must never happen?", "Two riders who are promised the same car."),
        ],
        scale=[
            ("How many drivers?", f"{drivers:,} active, one position every {ping_every}."),
            ("How many trips?", "20M per day, with two quotes and 4.2 driver actions each."),
        ],
        non_functional=[
            ("How soon is an offer?", sd.at_most(5 * sd.s, percentile=None, value=offered)),
            ("Which availability?", sd.at_least(99.9 * sd.percent, of=requests)),
            ("How fast is a quote?", sd.at_most(500 * sd.ms, of=quotes)),
            (
                "How old may a position be?",
                sd.stale_at_most(stale_after, value=lambda n: geo.stale),
            ),
            (
                "What may a trip cost?",
                sd.costs_at_most(
                    100 * sd.usd / (1e6 * sd.unit("trip")),
                    value=lambda n: n.cost.month and n.cost.month / trips_month,
                ),
            ),
        ],
        constraints=[
            ("Regulation?", "By city: prices, data, licences."),
            ("Networks?", "Phones lose them: everything is retried."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/quotes", "from, to", "price, arrival time, valid until"),
        sd.Endpoint("POST /v1/rides", "quote_id, Idempotency-Key", "202 with the trip id"),
        sd.Endpoint("position", "latitude, longitude, heading", "nothing", "every 4 s"),
        sd.Endpoint("offer", "trip, pick-up", "accept or refuse within 15 s", "to the driver"),
        sd.Endpoint("POST /v1/trips/{id}/state", "arrived, started or ended, version", "200"),
    ],
    figures=[
        sd.Figure("Positions", pings.rate, f"{drivers:,} drivers / {ping_every}"),
        sd.Figure(
            "ETA pairs",
            lambda n: n.at(eta),
            f"{requests.at_peak} x {nearby} drivers x {batches} batches, and 5 per quote",
        ),
        sd.Figure("Positions in memory", lambda n: n[places], lambda n: n.how(places)),
        sd.Figure(
            "Requests in a batch",
            requests.at_peak * window,
            f"{requests.at_peak} x {window}, over all cities",
        ),
    ],
    risks=[
        sd.Risk(
            "a stadium empties",
            effect="riders there wait for minutes",
            mitigation="finer cells, batches, surge pricing, and drivers who are told early",
        ),
        sd.Risk(
            "two riders get one driver",
            effect="one rider is left standing",
            mitigation="a conditional change of state with a lease, in one database per city",
        ),
        sd.Risk(
            "the geo index of a city is lost",
            effect="riders there get no offer for some seconds",
            mitigation=f"it fills within {ping_every}, since all drivers ping; an alarm on its age",
        ),
        sd.Risk(
            "the app retries a request",
            effect="two cars come",
            mitigation="an idempotency key per request, unique in the trips of the city",
        ),
    ],
    probes=[
        sd.Probe(
            "Why is the index partitioned if it is so small?",
            lambda n: (
                f"{n[places]} fit anywhere; {n.at(geo)} do not fit one process, and a city should "
                "fail alone."
            ),
        ),
        sd.Probe(
            "How is a driver never offered twice?",
            "The matcher changes the driver's state from free to offered, with an expiry, only if "
            "it still is free. The matcher that loses takes its next candidate.",
        ),
        sd.Probe(
            "How does an accepted offer reach the rider?",
            "The driver's answer goes through the gateway to dispatch, which changes the trip if "
            "the lease still holds, and the rider's gateway tells the rider.",
        ),
        sd.Probe(
            "Which part costs most when the city grows?",
            lambda n: (
                f"The ETAs: {n.at(eta)} take {n[eta]} nodes. Compare fewer drivers, or sort by "
                "distance first."
            ),
        ),
        sd.Probe(
            "How is surge computed?",
            "Requests against free drivers per cell and minute, smoothed over neighbours and time. "
            "A quote stays valid for some minutes.",
        ),
    ],
    levels=sd.Levels(
        mid="Keeps positions in memory by cell, finds nearby drivers, and models trip states.",
        senior="Prevents double assignment with leases, sizes writes and ETAs, handles refusals.",
        staff="Isolates cities, weighs batch matching against waiting, surge, cost per trip.",
    ),
    category="product systems",
    summary="Positions by cell in memory, matching in batches by time, a lease on the driver.",
    sources=sd.Source(
        "H3", "H3: Uber's hexagonal hierarchical spatial index", "Uber", 2018, h3_page
    ),
)
