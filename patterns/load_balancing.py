"""Load balancing: how a balancer picks a backend, and how it learns which are well."""

import math

import sddiagram as sd

backends, utilisation = 20, 0.8
service_time = 20 * sd.ms  # assumed mean; the simulation below counts in units of it
backend_rate = 500 * sd.rps  # assumed: ten workers of 20 ms each
peak = utilisation * backends * backend_rate
in_flight = float(peak * service_time)
each = 1 / backends

# Own simulation: 20 queues, exponential service times, p99 in units of the service time.
random_p99, robin_p99, two_p99, least_p99 = 23.6, 12.9, 7.6, 5.2
# With one backend at half speed and 70% nominal load, an equal share is twice what it can do.
slow_load = 0.7 * 2
zones = 3
zone_limit = 0.7 * (zones - 1) / zones
moved = 1 / backends

# 2.9k rps a vCPU with policy and telemetry [IST]: 23k on eight; x 1.5 to lose a zone.
proxy_rate = 23_000 * sd.rps
proxies = max(zones, math.ceil(peak / (proxy_rate * 0.65) * 1.5))

users = sd.Client("Users")
dns = sd.DNS("DNS", note="anycast address")
single = sd.LoadBalancer("Balancer", technology="nginx", note="round robin")
network = sd.LoadBalancer("L4 balancer", technology="nlb", replicas=zones, note="hash of the flow")
proxy = sd.LoadBalancer(
    "L7 balancer",
    technology="envoy",
    capacity=proxy_rate,
    replicas=proxies,
    note="least of two at random",
)
zoned = proxy.but(note="own zone first, slow start")
pool = sd.Service(
    "Backends", capacity=backend_rate, replicas=backends, latency=service_time, note="stateless"
)
affine = sd.Service("Cached backends", replicas=3, note="bounded-load hashing")
discovery = sd.NoSQL("Service discovery", technology="consul", replicas=3, note="endpoints, zones")
checks = sd.Monitoring("Health checks", note="active, three in a row")
outliers = sd.Monitoring("Outlier detection", technology="prometheus", note="5xx, slow: eject")

pattern = sd.Pattern(
    "Load balancing",
    sd.Stage(
        "Round robin",
        users >> "HTTPS" >> single >> "next in turn" >> pool,
        why=f"Each of {backends} gets {each:.0%}; a slow one too: {slow_load:.0%} of what it can "
        "do.",
        tradeoffs=[
            sd.TradeOff(
                "round robin",
                gain="no state, and even for equal, short calls",
                cost=f"p99 of {robin_p99} service times at {utilisation:.0%}; no pity for the slow",
                instead_of=f"random, with {random_p99}",
            ),
        ],
    ),
    sd.Stage(
        "Least of two, and checked",
        users >> "HTTPS" >> network >> "connection" >> proxy,
        proxy >> "least of two" >> pool,
        discovery >> sd.copies("endpoints") >> proxy,
        checks >> sd.calls("probe", share=0) >> pool,
        checks >> sd.calls("healthy", share=0) >> discovery,
        replaces=single,
        why=f"Two at random, the emptier one: p99 {two_p99} service times instead of {robin_p99}.",
        tradeoffs=[
            sd.TradeOff(
                "power of two choices",
                gain=f"p99 {two_p99}, near the {least_p99} of knowing every queue",
                cost="a count of open requests in each balancer",
                instead_of="global least connections: stale with many balancers, then a herd",
            ),
            sd.TradeOff(
                "L7 behind L4",
                gain="retries, routes and counts by request",
                cost="a hop, and TLS ends there",
                instead_of="L4 alone, which sees connections only",
            ),
        ],
    ),
    sd.Stage(
        "Zones, outliers, affinity",
        users >> "name" >> dns,
        network >> "connection" >> zoned >> sd.calls("least of two", share=0.9) >> pool,
        zoned >> sd.calls("by key", share=0.1) >> affine,
        zoned >> sd.emits("status, time") >> outliers >> sd.emits("eject") >> discovery,
        discovery >> sd.copies("endpoints") >> zoned,
        changes=[zoned],
        drops=proxy >> "least of two" >> pool,
        step=sd.Step.SCALE,
        why=f"To lose one of {zones} zones and stay under 70%, run at {zone_limit:.0%} or less.",
        tradeoffs=[
            sd.TradeOff(
                "consistent hashing with a load bound, where a cache pays",
                gain="keys return to the backend that has them; "
                f"one more backend moves {moved:.0%} of them",
                cost="uneven load, up to the bound",
                instead_of="sticky sessions, which pin users rather than data",
            ),
            sd.TradeOff(
                "eject by errors seen, not by probes alone",
                gain="a backend that answers probes and fails users is found",
                cost="a bad release can eject all: fail open below half",
                instead_of="active checks only",
            ),
        ],
    ),
    brief=sd.Brief(
        "Choose how a balancer picks a backend, and defend it.",
        functional=[
            ("What do backends do?", "Short calls; a tenth profits from a warm cache (assumed)."),
            ("Are connections long-lived?", "HTTP/2, so requests are balanced, not connections."),
        ],
        scale=[
            ("How many backends?", f"{backends}, one of which may be half as fast."),
            ("How much traffic?", f"{utilisation:.0%} of what they can do."),
        ],
        non_functional=[
            ("What matters?", "The p99."),
            ("What must it survive?", "A backend, a balancer, a zone."),
        ],
        constraints=[
            ("How many balancers?", "Several, which do not talk to each other."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Traffic", peak, f"{utilisation:.0%} of {backends} x {backend_rate}"),
        sd.Figure("In flight", in_flight, f"Little: {peak} x {service_time}", "requests"),
        sd.Figure("p99, random", random_p99, "simulated, 20 backends at 80%", "service times"),
        sd.Figure("p99, round robin", robin_p99, "simulated", "service times"),
        sd.Figure("p99, least of two", two_p99, "simulated", "service times"),
        sd.Figure("p99, least of all", least_p99, "simulated", "service times"),
        sd.Figure("Load of a half-speed backend", 100 * slow_load, "70% nominal x 2", "%"),
        sd.Figure("Highest load", 100 * zone_limit, f"70% x ({zones} - 1) / {zones}", "%"),
    ],
    risks=[
        sd.Risk(
            "the balancer itself fails",
            effect="everything is down",
            mitigation="several, behind anycast or an L4 tier that hashes flows",
        ),
        sd.Risk(
            "a backend fails fast",
            effect="it is always the emptiest, and draws the traffic",
            mitigation="count errors as load, and eject outliers",
        ),
        sd.Risk(
            "a new backend gets its full share at once",
            effect="cold caches and pools: it times out",
            mitigation="slow start over a minute",
        ),
        sd.Risk(
            "all look unhealthy",
            effect="the balancer has nowhere to send to",
            mitigation="a panic threshold: below half healthy, ignore health",
        ),
    ],
    probes=[
        sd.Probe(
            "Why not the least connections over all?",
            "Every balancer sees its own connections only, and shared counts are late: they all "
            "pick the same empty backend. Two at random avoids the herd and costs little.",
        ),
        sd.Probe(
            "One backend is half as fast: what does each algorithm do?",
            f"Random and round robin give it {slow_load:.0%} of what it can do, so its queue never "
            "drains. Least of two sees its queue and gives it less.",
        ),
        sd.Probe(
            "When do you hash?",
            "When where a request lands changes its price: a cache, a shard, an LLM's prefix. "
            "With a bound on load, so that a hot key spills over.",
        ),
        sd.Probe(
            "Long-lived connections?",
            "Balancing connections freezes yesterday's choice. Balance requests at L7, or close "
            "connections after a while so that they spread again.",
        ),
    ],
    category="concepts",
    summary="Least of two at random, health from probes and from errors, zones with room.",
    sources=[
        "Mitzenmacher, The power of two choices (2001)",
        "envoyproxy.io, load balancing: least request, slow start, panic threshold",
        "istio.io 1.14, performance and scalability",
        "own simulation: 20 FIFO servers, exponential service times",
    ],
)
