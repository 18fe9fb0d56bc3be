"""Scalable API: keep a read-heavy REST API fast through spikes and a lost zone."""

import sddiagram as sd

people, actions, read_share, cdn_hit, cache_hit = 50_000_000, 40, 0.95, 0.3, 0.9
reads = sd.Requests(
    "read", read_share * actions * sd.per_day, users=people, request=0.3 * sd.KB, response=2 * sd.KB
)
writes = sd.Requests(
    "write", (1 - read_share) * actions * sd.per_day, users=people, request=1 * sd.KB
)
objects = sd.Records(
    "objects",
    of=writes,
    size=1 * sd.KB,
    keep=1 * sd.year,
    key="user_id, object_id",
    fields="body, version, updated_at, deleted_at",
)
# Availabilities and times are assumed, but for the service levels of the sources.
tier, database = 0.9999, 0.9995
hop, spike = sd.latency(0.3 * sd.ms, p99=1 * sd.ms), 10
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")
server = sd.cited(640 * sd.usd, "per 16 vCPU with 2 TB of SSD, at $15 and $0.2 per GB [NM]")
point_reads = sd.planned("PostgreSQL", "point reads")
sent_on = reads.rate * (2 * sd.KB) * (0.05 * sd.usd / sd.GB)
zones = sd.Group("Region, three zones")

users = sd.Client("Users", sends=[reads, writes])
single = sd.Service(
    "App servers",
    capacity=sd.planned("service"),
    replicas=1,
    latency=sd.latency(5 * sd.ms, p99=25 * sd.ms),
    availability=tier,
    cost=node,
    group=zones,
    note="stateless",
)
fleet = single.but(replicas=None)
primary = sd.Shard(  # the only one, until its size asks for more
    "Primary database",
    technology="postgresql",
    replicas=1,
    latency=sd.latency(3 * sd.ms, p99=20 * sd.ms),
    availability=database,
    cost=server,
    group=zones,
    note="all writes",
)
shards = primary.but(replicas=None, holds=objects, node=2 * sd.TB, note="sharded by user id")
replicas = sd.ReadReplica(
    "Read replicas",
    technology="postgresql",
    capacity=point_reads,
    latency=sd.latency(1 * sd.ms, p99=8 * sd.ms),
    stale=0.5 * sd.second,
    availability=tier,
    cost=server,
    group=zones,
    note="late ones are ejected",
)
shard_replicas = replicas.but(holds=objects, node=2 * sd.TB, copies=2, note="two per shard")
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    capacity=sd.planned("NGINX", "plain"),
    latency=hop,
    availability=tier,
    cost=node,
    group=zones,
    note="L4, one per zone",
)
gateway = sd.Gateway(
    "API gateway",
    technology="envoy",
    latency=hop,
    availability=tier,
    cost=node,
    group=zones,
    note="auth, limits, shedding",
)
cdn = sd.CDN(
    "CDN",
    technology="cloudfront",
    caches=reads,
    hit_ratio=cdn_hit,
    stale=1 * sd.second,
    latency=sd.latency(10 * sd.ms, p99=40 * sd.ms),
    availability=0.99999,
    cost=sd.cited(sent_on * sd.month, "per month for the responses, at $0.05 per GB [NM]"),
    note="public reads, lifetime 1 s",
)
cache = sd.Cache(
    "Cache",
    technology="redis",
    caches=reads,
    hit_ratio=cache_hit,
    stale=0.5 * sd.second,
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    cost=sd.cited(100 * sd.usd, "per 2 vCPU and a share of the memory at $2 per GB [NM]"),
    group=zones,
    note="deleted twice on a write",
)
router = sd.Proxy(
    "Shard router",
    capacity=sd.assumed(20_000 * sd.rps, "queries per node of 8 vCPU"),
    latency=hop,
    availability=tier,
    cost=node,
    group=zones,
    note="user to shard, pools",
)
backups = sd.ObjectStorage("Backups", technology="s3", note="base copy and log, 30 days")
jobs = sd.Queue("Job queue", technology="sqs", note="at least once")
failed = sd.DeadLetterQueue("Dead letters", technology="sqs", note="alarm, then replay")
workers = sd.Worker(
    "Workers",
    capacity=sd.assumed(100 * sd.rps, "jobs per node of 8 vCPU"),
    cost=node,
    note="mails, webhooks, idempotent",
)
region = sd.Service("Second region", note="same stack, read only")

into = balancer >> "request" >> gateway >> "with identity" >> fleet
aside = sd.blocks.cache_aside(fleet, replicas, cache=cache, reads=reads)
deletes = fleet >> sd.calls("delete now, and in 0.5 s", of=writes, times=2) >> cache
# Assumed: of the reads, this part follows a write of the same user within seconds.
own = 0.02
fresh = own / (own + 1 - cache_hit)  # of what the cache leaves


def up(n: sd.Numbers, of: sd.Requests) -> float:
    """The part of the time in which the path of these requests is there."""
    return next(one.availability or 0 for one in n.answered if one.requests.id == of.id)


def in_two_regions(n: sd.Numbers) -> sd.Quantity:
    """The same for reads, which another region answers when the first cannot."""
    one = up(n, reads)
    both = cdn.availability * (1 - (1 - one / cdn.availability) ** 2)  # type: ignore[operator]
    return sd.assumed(
        round(both, 6) * (100 * sd.percent),
        f"of the time, from {one:.3%} in each of two regions that fail independently",
    )


pattern = sd.Pattern(
    "Scalable API",
    sd.Stage(
        "One server",
        users >> "HTTPS" >> single >> "SQL" >> primary,
        why=lambda n: f"It works, but one node carries {single.capacity} of the {n.peak}.",
    ),
    sd.Stage(
        "Balance and replicate",
        users >> "HTTPS" >> into,
        fleet >> sd.calls("reads", of=reads) >> replicas,
        fleet >> sd.calls("writes", of=writes) >> primary,
        fleet >> sd.calls("own fresh reads", of=reads, share=own) >> primary,
        primary >> sd.copies("WAL") >> replicas,
        primary >> sd.batches("WAL archive", every=1 * sd.minute) >> backups,
        backups >> sd.answers("restore") >> primary,
        changes=[fleet],
        drops=[users >> "HTTPS" >> single, single >> "SQL" >> primary],
        why=lambda n: f"{n.peak} need {n[fleet]} nodes, and a lost zone must not stop the API.",
        tradeoffs=[
            sd.TradeOff(
                "asynchronous replicas",
                gain="a commit does not wait for a copy",
                cost="a failover can lose the last second; users read their own writes elsewhere",
                instead_of="synchronous replicas, which are right for money",
            ),
            sd.TradeOff(
                "a SQL database first",
                gain="transactions, constraints and any query",
                cost="sharding is our own work later",
                instead_of="a NoSQL store before rate or size asks for it",
            ),
        ],
    ),
    sd.Stage(
        "Cache twice",
        users >> "HTTPS" >> cdn >> "misses, writes" >> into,
        aside.flow,
        deletes,
        drops=[users >> "HTTPS" >> balancer, fleet >> sd.calls("reads", of=reads) >> replicas],
        why=lambda n: (
            f"Two caches leave {n.at(aside.flow.components[0] >> 'misses' >> replicas)} "
            f"of {reads.at_peak} for the replicas."
        ),
        step=sd.Step.DETAIL,
        tradeoffs=[
            sd.TradeOff(
                "cache-aside, deleted at the write and again when the replicas have caught up",
                gain="a reader cannot put an old value back for long",
                cost=lambda n: f"{n.at(deletes)} of deletes, and a short lifetime in the CDN",
                instead_of="a lifetime alone, which is stale for as long as it lasts",
            )
        ],
    ),
    sd.Stage(
        "Shard and survive",
        fleet >> sd.calls("misses, writes", of=[reads, writes], after=cache) >> router,
        fleet >> sd.calls("own fresh reads", of=reads, share=own) >> router,
        router >> sd.calls("reads", of=reads, share=1 - fresh) >> shard_replicas,
        router >> sd.calls("writes", of=writes) >> shards,
        router >> sd.calls("own fresh reads", of=reads, share=fresh) >> shards,
        shards >> sd.emits("outbox rows, by CDC", of=writes) >> jobs >> "job" >> workers,
        jobs >> sd.emits("failed 5 times", share=0.001) >> failed >> sd.emits("replay") >> jobs,
        cdn >> sd.calls("first is down", fallback=balancer) >> region,
        shards >> sd.copies("WAL to the region") >> region,
        sd.row(fleet, region),
        changes=[shards, shard_replicas],
        drops=[
            fleet >> "misses" >> replicas,
            fleet >> "writes" >> primary,
            fleet >> "own fresh reads" >> primary,
        ],
        why=lambda n: f"{n[objects]} per year fit no single node; one region is not 99.99% up.",
        tradeoffs=[
            sd.TradeOff(
                "shards by user id",
                gain="size and writes grow with the nodes",
                cost="queries over many users ask all shards; moving a shard live is hard work",
                instead_of="a larger primary",
            ),
            sd.TradeOff(
                "an outbox for slow work",
                gain="responses do not wait, and a committed write always makes its job",
                cost="jobs run at least once, so workers must be idempotent",
                instead_of="writing to the database and to the queue, one of which may fail",
            ),
        ],
    ),
    brief=sd.Brief(
        "Design a read-heavy REST API that answers in under 100 ms at p95, answers reads 99.99% of "
        "the time and survives traffic spikes.",
        functional=[
            ("What does it do?", "Users create, read, update and delete objects that they own."),
            ("Do transactions span objects?", "No, each request changes one object."),
        ],
        scale=[
            ("How many users and requests?", f"{people / 1e6:g}M daily, {actions} requests each."),
            ("What is the share of reads?", f"{read_share:.0%}."),
            ("How large is an object?", "1 KB stored, 2 KB in a response, kept for a year."),
            ("How bad are spikes?", f"{spike} times for 5 minutes; shedding is allowed."),
        ],
        non_functional=[
            ("How fast?", sd.at_most(100 * sd.ms, percentile=95)),
            (
                "How available are reads?",
                sd.at_least(99.99 * sd.percent, of=reads, value=in_two_regions),
            ),
            ("How available are writes?", sd.at_least(99.9 * sd.percent, of=writes)),
            ("How stale may a read be?", sd.stale_at_most(2 * sd.seconds, of=reads)),
        ],
        constraints=[
            ("Does a user see their own writes?", "Yes, at once."),
            ("Where does it run?", "One region with three zones; a second one for reads."),
        ],
    ),
    api=[
        sd.Endpoint(
            "GET /v1/objects/{id}", "id", "200 with the object and its ETag", "CDN if public"
        ),
        sd.Endpoint("POST /v1/objects", "body, Idempotency-Key", "201 with the id"),
        sd.Endpoint("PATCH /v1/objects/{id}", "fields, If-Match", "200; 412 if it has changed"),
    ],
    figures=[
        sd.Figure(
            "Requests at the peak",
            lambda n: n.peak,
            f"{people:,} users x {actions} per day, x 3 for the busiest time",
        ),
        sd.Figure(
            "Cache memory", 1.3 * 10_000_000 * (2 * sd.KB), "10M hot objects x 2 KB x 1.3, assumed"
        ),
        sd.Figure(
            "Admitted in a tenfold spike",
            lambda n: 100 / (spike * (n.use(fleet) or 1)),
            lambda n: f"{n[fleet]} nodes x {fleet.capacity} of {spike * n.at(fleet)}",
            "% of what reaches the app servers",
        ),
    ],
    risks=[
        sd.Risk(
            "the primary of a shard fails",
            effect=lambda n: f"one user in {n[shards]} gets 503 on writes for 30 to 60 s",
            mitigation="a replica is promoted after fencing; clients retry with their key",
        ),
        sd.Risk(
            "three layers retry three times each",
            effect=f"a short fault becomes {3**3} times the load, and the API stays down",
            mitigation="one layer retries, with jitter, for at most 10% of its requests [SRE]",
        ),
        sd.Risk(
            "one object is read by everyone",
            effect="requests for that object time out on one cache node",
            mitigation="a copy in each app server for one second, or the key under several names",
        ),
    ],
    probes=[
        sd.Probe(
            "Redis dies. What happens?",
            lambda n: (
                f"{n.at(fleet >> 'get' >> cache)} of reads go to replicas that carry "
                f"{n[shard_replicas] / 2 * point_reads}, since their number follows from size. "
                "The three replicas of stage 3 would be nearly full, so equal reads are coalesced."
            ),
        ),
        sd.Probe(
            "Which tier is full first at ten times the load?",
            lambda n: (
                "By rate: "
                + ", ".join(
                    f"{one.component.label} at {one.breaks_at:.1f}x" for one in n.breaks_first[:3]
                )
                + ". By size the shards come first, because their disks are planned 70% full."
            ),
        ),
        sd.Probe(
            "Is one region enough for 99.99%?",
            lambda n: (
                f"No. In series a read has {up(n, reads):.2%} and a write {up(n, writes):.2%}; a "
                "managed database alone promises 99.95% [RDS]. A second region repairs the reads."
            ),
        ),
        sd.Probe(
            "Where does the money go?",
            lambda n: (
                f"{n.cost.month} per month, {n.cost.each_thousand} per 1,000 requests. Most of it "
                "is three copies of the data on SSD; moving cold objects to S3 saves most."
            ),
        ),
        sd.Probe(
            "How do you move to shards while users write?",
            "Make many logical shards on one node first. Copy one, follow its log, stop its writes "
            "for a moment, flip the map, and keep the old copy to go back.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws balancer, stateless servers, cache-aside and replicas, and computes the peak.",
        senior="Names what each cache makes stale, repairs read-your-writes, sizes each tier with "
        "a zone lost, and sheds load in a spike.",
        staff="Shows that the availability target fails in one region, what each further nine "
        "costs, and why storage and not rate decides the shards.",
    ),
    category="distributed systems",
    summary="Balance, cache twice, replicate, then shard when size asks for it.",
    sources=[
        sd.Source(
            "SRE",
            "Site Reliability Engineering, chapter 21: Handling overload",
            "Google",
            2016,
            "https://sre.google/sre-book/handling-overload/",
        ),
        sd.Source(
            "RDS",
            "Amazon RDS service level agreement: 99.95% over several zones",
            "AWS",
            2024,
            "https://aws.amazon.com/rds/sla/",
        ),
    ],
)
