"""Load balancing: how a balancer picks a backend, and how it learns which are well."""

import sddiagram as sd

backends, use, balancers = 20, 0.8, 3
service_time = 20 * sd.ms
carries = sd.assumed(50 * sd.rps, "per backend: one call at a time, of 20 ms")
calls = sd.Requests("call", use * backends * carries / 3, request=2 * sd.KB, response=2 * sd.KB)
endpoints = sd.Records(
    "endpoints",
    count=100,
    size=200 * sd.B,
    key="service, instance_id",
    fields="address, zone, weight, health",
)
# The p99 in service times, as benchmarks/balancing.py simulates it: three balancers that count only
# their own calls, 20 backends at 80%, then 34 at 42% of which one is half as fast.
random_p99, robin_p99, two_p99, own_p99, all_p99, two_of_ten = 23.0, 13.2, 9.0, 7.0, 5.2, 11.2
robin_slow, two_slow = 8.3, 6.6
slow_use = 2 * use  # of a backend that is half as fast and gets an equal share
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)

users = sd.Client("Users", sends=calls)
dns = sd.DNS("DNS", note="one anycast address")
single = sd.LoadBalancer(
    "Balancer",
    technology="nginx",
    replicas=1,
    latency=hop,
    availability=0.999,
    cost=node,
    note="round robin",
)
network = sd.LoadBalancer(
    "L4 balancer",
    technology="lvs",
    capacity=sd.assumed(200_000 * sd.rps, "per node"),
    latency=sd.latency(0.1 * sd.ms, p99=0.3 * sd.ms),
    availability=0.9999,
    cost=node,
    note="hash of the connection",
)
proxy = sd.LoadBalancer(
    "L7 balancer",
    technology="envoy",
    latency=hop,
    availability=0.9999,
    cost=node,
    note="two at random, emptier one",
)
zoned = proxy.but(note="own zone, ejects outliers")
pool = sd.Service(
    "Backends",
    capacity=carries,
    replicas=backends,
    latency=sd.latency(14 * sd.ms, p99=92 * sd.ms),
    availability=0.9999,
    cost=node,
    note="stateless",
)
roomy = pool.but(replicas=None, note="a third may be lost")
affine = pool.but(label="Cached backends", replicas=None, note="by key, with a load bound")
discovery = sd.ServiceDiscovery(
    "Service discovery",
    technology="consul",
    holds=endpoints,
    cost=node,
    note="who is there, in which zone",
)
monitoring = sd.Monitoring("Monitoring", technology="prometheus", note="p99 and errors by backend")

pattern = sd.Pattern(
    "Load balancing",
    sd.Stage(
        "Round robin",
        users >> "HTTPS" >> single >> "next in turn" >> pool,
        why=f"Simple, but a backend of half the speed gets {slow_use:.0%} of what it can do.",
        tradeoffs=[
            sd.TradeOff(
                "round robin",
                gain="no state, and an even count of calls",
                cost=f"p99 of {robin_p99:g} service times at {use:.0%}; it ignores slow backends",
                instead_of=f"random choice, with a p99 of {random_p99:g} service times",
            )
        ],
    ),
    sd.Stage(
        "Least of two, and checked",
        users >> sd.calls("name", share=0) >> dns,
        users >> "HTTPS" >> network >> "connection" >> proxy >> "least of two" >> pool,
        proxy >> sd.calls("health check", share=0) >> pool,
        pool >> sd.calls("register", share=0) >> discovery >> sd.copies("endpoints") >> proxy,
        replaces=single,
        why=f"Two at random, the emptier one: p99 {two_p99:g} service times, not {robin_p99:g}.",
        tradeoffs=[
            sd.TradeOff(
                "power of two choices [TWO], as the least-request way of Envoy [ENV]",
                gain="two counters to look at, and no herd onto the emptiest backend",
                cost=f"each balancer knows only its own calls; with ten, the p99 is {two_of_ten:g}",
                instead_of=f"the least of all own counts ({own_p99:g}), which must look at each "
                "backend for each call",
            ),
            sd.TradeOff(
                "L7 behind L4",
                gain="retries, routes and counts for each request",
                cost="one more hop, and TLS ends there",
                instead_of="L4 alone, which sees connections only",
            ),
        ],
    ),
    sd.Stage(
        "Zones, outliers, affinity",
        zoned >> sd.calls("least of two", share=0.9) >> roomy,
        zoned >> sd.calls("by key", share=0.1) >> affine,
        affine >> sd.calls("register", share=0) >> discovery,
        zoned >> sd.emits("status, time", share=0) >> monitoring,
        changes=[zoned, roomy],
        drops=proxy >> "least of two" >> pool,
        step=sd.Step.SCALE,
        why=lambda n: (
            f"To lose a zone at this load takes {n[roomy]} backends, {n.use(roomy):.0%} used."
        ),
        tradeoffs=[
            sd.TradeOff(
                "consistent hashing with a load bound [BND], where a cache pays",
                gain=lambda n: (
                    f"keys return to the backend that has them; one more backend moves "
                    f"{1 / (n[affine] + 1):.0%} of them"
                ),
                cost="uneven load, up to the bound",
                instead_of="sticky sessions, which bind users and not data",
            ),
            sd.TradeOff(
                "eject by the errors that calls meet, inside each balancer",
                gain="a backend that answers health checks but fails users is found",
                cost="a bad release can eject all; below half, Envoy ignores health [PAN]",
                instead_of="active health checks alone",
            ),
        ],
    ),
    brief=sd.Brief(
        "Choose how a balancer picks a backend, and defend the choice.",
        functional=[
            ("What do backends do?", "One call at a time, such as a model's prediction."),
            ("Is there a cache to keep warm?", "For a tenth of the calls, assumed."),
            (
                "Are connections long-lived?",
                "HTTP/2, so requests are balanced and not connections.",
            ),
        ],
        scale=[
            ("How many backends?", f"{backends}, one of which may be half as fast."),
            ("How much traffic?", f"{calls.at_peak} at the peak, {use:.0%} of what they can do."),
        ],
        non_functional=[
            ("How fast is a call?", sd.at_most(150 * sd.ms)),
            ("How available is it?", sd.at_least(99.95 * sd.percent)),
            (
                "What may a month cost?",
                sd.costs_at_most(10_000 * sd.usd, value=lambda n: n.cost.month),
            ),
        ],
        constraints=[
            ("How many balancers?", f"{balancers}, which do not talk to each other."),
            ("What must it survive?", "A backend, a balancer and a zone."),
        ],
    ),
    api=[
        sd.Endpoint("GET /healthz", "nothing", "200 if it can serve, 503 while it drains"),
        sd.Endpoint("register", "instance, address, zone", "a lease that it must renew"),
        sd.Endpoint(
            "watch endpoints", "service name", "a stream of endpoints with zone and health"
        ),
    ],
    figures=[
        sd.Figure(
            "In flight",
            lambda n: float(n.peak * service_time),
            lambda n: f"Little's law: {n.peak} x {service_time}",
            "calls",
        ),
        sd.Figure(
            "p99, least of two",
            two_p99,
            f"simulated: {backends} FIFO backends at {use:.0%}, {balancers} balancers",
            "service times",
        ),
        sd.Figure("p99, round robin", robin_p99, "the same simulation", "service times"),
        sd.Figure(
            "p99, every queue known",
            all_p99,
            "the same with one balancer that counts all",
            "service times",
        ),
    ],
    risks=[
        sd.Risk(
            "a backend fails fast",
            effect="many calls fail, since it is always the emptiest and draws traffic",
            mitigation="errors count as load, and outliers are ejected for some seconds",
        ),
        sd.Risk(
            "a new backend gets its full share at once",
            effect="its first users meet time-outs while its caches are cold",
            mitigation="slow start: its share grows over a minute",
        ),
        sd.Risk(
            "all backends look unhealthy",
            effect="every call fails, although most backends could answer",
            mitigation="a panic threshold: below half, health is ignored [PAN]",
        ),
        sd.Risk(
            "a balancer dies",
            effect="open calls on it fail once; clients retry",
            mitigation="the L4 tier hashes its connections to the others",
        ),
    ],
    probes=[
        sd.Probe(
            "Why not the least connections of all?",
            f"With a view of every queue the p99 would be {all_p99:g}. But each of several "
            "balancers knows its own calls only, and shared counts are late: then all pick the "
            "same backend at once.",
        ),
        sd.Probe(
            "One backend is half as fast: what does each way do?",
            f"Round robin gives it {slow_use:.0%} of what it can do, so its queue never drains. "
            "Least of two sees its queue and gives it less.",
        ),
        sd.Probe(
            "Does the way still matter when there is room for a lost zone?",
            f"Little while all are equal. With one slow backend of 34, the simulated p99 is "
            f"{two_slow:g} service times for least of two and {robin_slow:g} for round robin.",
        ),
        sd.Probe(
            "When do you hash?",
            "When it matters where a call lands: for caches, shards and prefixes of prompts. Bound "
            "the load, so that a hot key spills over to the next backend.",
        ),
        sd.Probe(
            "What does the spare zone cost?",
            lambda n: (
                f"{n[roomy] + n[affine]} backends instead of {backends}, in all "
                f"{n.cost.month} per month. Over two zones it would take twice the backends that "
                "the load needs, over three half as many again."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Names the usual ways, L4 against L7, and adds health checks and a second balancer.",
        senior="Explains why least of two beats round robin, ejects outliers, and keeps room for "
        "a zone.",
        staff="Knows what each balancer can know, bounds hashing, and foresees herds, panic and "
        "bad releases.",
    ),
    category="concepts",
    summary="Least of two at random, health from checks and from errors, zones with room.",
    sources=[
        sd.Source(
            "TWO",
            "The power of two choices in randomized load balancing",
            "Mitzenmacher, IEEE",
            2001,
            "https://doi.org/10.1109/71.963420",
        ),
        sd.Source(
            "ENV",
            "Supported load balancers: weighted least request",
            "Envoy",
            None,
            "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/load_balancers",
        ),
        sd.Source(
            "PAN",
            "Panic threshold",
            "Envoy",
            None,
            "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/panic_threshold",
        ),
        sd.Source(
            "BND",
            "Consistent hashing with bounded loads",
            "Mirrokni, Thorup, Zadimoghaddam",
            2016,
            "https://arxiv.org/abs/1608.01350",
        ),
    ],
)
