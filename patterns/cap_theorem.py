"""CAP theorem: two regions lose their link; what does each answer, operation by operation?"""

import math

import sddiagram as sd

people, actions, money_share = 10_000_000, 20, 0.01
between, third = 80 * sd.ms, 30 * sd.ms  # round trips: EU West to NA East [NM]; assumed
node_up = 0.99  # of one node, assumed
each = people / 2 * actions * sd.per_day
carts_eu = sd.Requests("cart in Europe", (1 - money_share) * each)
carts_us = sd.Requests("cart in America", (1 - money_share) * each)
pays_eu = sd.Requests("payment in Europe", money_share * each)
pays_us = sd.Requests("payment in America", money_share * each)
accounts = sd.Records(
    "accounts", count=people, size=200 * sd.B, key="account_id", fields="balance, version"
)
carts = sd.Records(
    "carts", count=people, size=2 * sd.KB, key="user_id, item_id", fields="added, removed, versions"
)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")
spanner = sd.assumed(1_000 * sd.usd, "per node with its share of the witness")


def majority(nodes: int) -> float:
    """How often more than half of independent nodes are up."""
    ways = range(nodes // 2 + 1, nodes + 1)
    return sum(math.comb(nodes, up) * node_up**up * (1 - node_up) ** (nodes - up) for up in ways)


def down(up: float) -> sd.Quantity:
    """The time in a month in which it is not there."""
    return (1 - up) * sd.month


europe, america, elsewhere = sd.Group("Europe"), sd.Group("America"), sd.Group("Third site")
users_eu = sd.Client("Users in Europe", sends=[carts_eu, pays_eu])
users_us = sd.Client("Users in America", sends=[carts_us, pays_us])
door_eu = sd.LoadBalancer(
    "Balancer Europe",
    technology="nginx",
    capacity=sd.planned("NGINX", "plain"),
    latency=sd.latency(0.3 * sd.ms, p99=1 * sd.ms),
    availability=0.9999,
    cost=node,
    group=europe,
    note="L4, one per zone",
)
door_us = door_eu.but(label="Balancer America", group=america)
shop_eu = sd.Service(
    "Shop Europe",
    capacity=sd.planned("service"),
    latency=sd.latency(5 * sd.ms, p99=25 * sd.ms),
    availability=0.9999,
    cost=node,
    group=europe,
    note="sign-in, orders, carts",
)
shop_us = shop_eu.but(label="Shop America", group=america)
one = sd.SQLPrimary(
    "Database",
    technology="postgresql",
    latency=sd.latency(3 * sd.ms, p99=20 * sd.ms),
    availability=node_up,
    group=europe,
    note="one copy, one truth",
)
money_eu = sd.Database(
    "Balances Europe",
    technology="spanner",
    capacity=sd.assumed(2_000 * sd.rps, "commits per node"),
    copies=2,
    latency=sd.latency(5 * sd.ms, p99=20 * sd.ms),
    availability=0.9999,
    holds=accounts,
    node=1 * sd.TB,
    cost=spanner,
    group=europe,
    note="CP: leads, 2 of 5 votes",
)
money_us = sd.Database(
    "Balances America",
    technology="spanner",
    capacity=sd.assumed(2_000 * sd.rps, "commits per node"),
    copies=2,
    latency=sd.latency(between, p99=between + 10 * sd.ms),
    availability=0.9999,
    cost=spanner,
    group=america,
    note="CP: follows, 2 of 5 votes",
)
witness = sd.Coordinator(
    "Witness",
    technology="spanner",
    latency=sd.latency(third, p99=third + 10 * sd.ms),
    availability=0.9999,
    group=elsewhere,
    note="votes, 1 of 5",
)
cart_eu = sd.KeyValue(
    "Carts Europe",
    technology="riak",
    capacity=sd.assumed(5_000 * sd.rps, "operations per node of 8 vCPU"),
    copies=3,
    stale=1 * sd.second,
    latency=sd.latency(3 * sd.ms, p99=15 * sd.ms),
    availability=0.9999,
    holds=carts,
    node=1 * sd.TB,
    cost=node,
    group=europe,
    note="AP: sets that merge",
)
cart_us = cart_eu.but(label="Carts America", group=america)
retrier = sd.Worker(
    "Pending payments", cost=node, group=america, note="tries until the link is back"
)

pattern = sd.Pattern(
    "CAP theorem",
    sd.Stage(
        "One node",
        users_eu >> "HTTPS" >> door_eu >> "request" >> shop_eu >> "SQL" >> one,
        users_us >> "HTTPS" >> door_us >> "request" >> shop_us >> f"SQL, {between}" >> one,
        why=f"Consistent, but at {node_up:.0%} it is down {down(node_up)} per month and too small.",
    ),
    sd.Stage(
        "CP: a quorum for money",
        shop_eu >> sd.calls("pay", of=pays_eu) >> money_eu >> sd.calls("vote") >> witness,
        shop_us >> sd.calls("pay", of=pays_us) >> money_us,
        money_us >> sd.calls("to the leader", of=pays_us) >> money_eu,
        money_eu >> sd.copies("log") >> money_us,
        shop_eu >> sd.calls("cart", of=carts_eu) >> cart_eu,
        shop_us >> sd.calls("cart", of=carts_us) >> cart_eu,
        replaces=one,
        why="Link cut: Europe and the witness have 3 of 5 votes; America refuses to pay.",
        tradeoffs=[
            sd.TradeOff(
                "consistency for balances",
                gain="no cent is spent twice, whatever fails",
                cost="users on the minority's side cannot pay while the link is down",
                instead_of="availability, and debts to collect afterwards",
            ),
            sd.TradeOff(
                "a quorum over three sites, one of them a witness [SPA]",
                gain="survives the loss of any one site without losing a commit",
                cost=f"each commit waits {third} for the nearest other site, also on good days",
                instead_of="asynchronous copies, which lose the last writes",
            ),
        ],
    ),
    sd.Stage(
        "AP: both answer for carts",
        shop_us >> sd.calls("cart", of=carts_us) >> cart_us,
        cart_eu >> sd.copies("changes") >> cart_us,
        cart_us >> sd.copies("changes") >> cart_eu,
        shop_us >> sd.calls("pay later", fallback=money_us) >> cart_us,
        cart_us >> sd.emits("pending orders", share=0) >> retrier,
        retrier >> sd.calls("pay", share=0) >> money_us,
        drops=shop_us >> "cart" >> cart_eu,
        step=sd.Step.SCALE,
        why="Link cut: both sides take items, and the carts merge when it is back.",
        tradeoffs=[
            sd.TradeOff(
                "availability for carts",
                gain="an item can always be added, in milliseconds",
                cost="a removed item may come back, and stock may be promised twice",
                instead_of="refusing the minority, and the sale with it",
            ),
            sd.TradeOff(
                "data types that merge [CRDT]",
                gain="no addition is lost, in whatever order the changes meet",
                cost="works only for what can be modelled as sets and counters",
                instead_of="the last write wins, which forgets without a trace",
            ),
        ],
    ),
    brief=sd.Brief(
        "Two regions lose their link. What does each operation do?",
        functional=[
            ("Which data?", "Carts and balances."),
            ("Who writes?", "Users of both regions, sometimes to the same account or cart."),
        ],
        scale=[
            (
                "How many operations?",
                f"Assumed: {people / 1e6:g}M users per day with {actions} each, {money_share:.0%} "
                "of them payments, half of all in each region.",
            )
        ],
        non_functional=[
            ("How fast is a cart?", sd.at_most(60 * sd.ms, of=[carts_eu, carts_us])),
            ("How fast is a payment in Europe?", sd.at_most(100 * sd.ms, of=pays_eu)),
            ("How fast is a payment in America?", sd.at_most(200 * sd.ms, of=pays_us)),
            (
                "How late may the other region see a cart?",
                sd.stale_at_most(2 * sd.seconds, of=carts_us),
            ),
            ("How available are carts?", sd.at_least(99.95 * sd.percent, of=[carts_eu, carts_us])),
            ("And payments?", sd.at_least(99.9 * sd.percent, of=[pays_eu, pays_us])),
        ],
        constraints=[
            ("Which must be consistent?", "Balances."),
            ("Which must be available?", "Carts."),
            (
                "How far apart are the sites?",
                f"{between} there and back [NM]; the third is {third} from Europe, assumed.",
            ),
            ("May a partition be excluded?", "No. It will happen, so choose beforehand."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/cart/items", "item, operation id", "200 with the merged cart"),
        sd.Endpoint("DELETE /v1/cart/items/{id}", "version seen", "200; concurrent additions stay"),
        sd.Endpoint(
            "POST /v1/payments", "order, Idempotency-Key", "201 paid; 202 pending without a quorum"
        ),
    ],
    figures=[
        sd.Figure(
            "One node, down in a month", down(node_up), f"assumed {node_up:.0%} of 730 hours"
        ),
        sd.Figure(
            "Two of three",
            down(majority(3)),
            f"binomial: {majority(3):.2%} up, if failures are independent",
        ),
        sd.Figure("Three of five", down(majority(5)), f"binomial: {majority(5):.3%} up"),
        sd.Figure("Commits on one account", 1 / third, f"1 / {third}, one after the other"),
    ],
    risks=[
        sd.Risk(
            "the minority goes on writing balances",
            effect="some users spend the same money twice",
            mitigation="the lease of a leader ends by itself, and storage checks fencing tokens",
        ),
        sd.Risk(
            "the last write wins in carts",
            effect="items disappear from carts without a trace",
            mitigation="sets with versions that merge, and a log of conflicts",
        ),
        sd.Risk(
            "Europe is lost",
            effect="payments stop for seconds, then are slower in America",
            mitigation="America and the witness have 3 of 5 votes and elect a leader",
        ),
        sd.Risk(
            "there are two sites and no third",
            effect="nobody can pay while the link is down, since neither side has a majority",
            mitigation="a witness at a third site, with links of its own",
        ),
    ],
    probes=[
        sd.Probe(
            "Is R + W > N linearizable?",
            "Not by itself. A read that meets a half-finished write may see it, and the next read "
            "may not. It needs a repair before the answer, or consensus.",
        ),
        sd.Probe(
            "Is a database on one node CA?",
            "No. CAP lets you choose between C and A only when messages are lost [GIL]; a node "
            "that clients cannot reach is not available.",
        ),
        sd.Probe(
            "And while there is no partition?",
            "Then the choice is latency or consistency: wait for a quorum, or answer from the "
            "nearest copy (PACELC) [ABA].",
        ),
        sd.Probe(
            "What does the user see during the partition?",
            "In America carts work. Paying answers that the order is kept as pending, and it is "
            "paid or refused when the link is back.",
        ),
        sd.Probe(
            "What does consistency cost?",
            lambda n: (
                f"{n.cost.month} per month in all, of which the balances are "
                f"${1_000 * (n[money_eu] + n[money_us]):,}; and {third} in each commit, or "
                f"{between + third} from America."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Explains the choice between C and A during a partition, with one example of each.",
        senior="Chooses by operation, computes quorums and their latency, and says what users see.",
        staff="Places the third site, bounds what a merge may lose, and plans the way back after "
        "the partition.",
    ),
    category="concepts",
    summary="During a partition balances refuse in the minority, carts answer on both sides.",
    sources=[
        sd.Source(
            "GIL",
            "Brewer's conjecture and the feasibility of consistent, available, partition-tolerant "
            "web services",
            "Gilbert and Lynch, ACM",
            2002,
            "https://doi.org/10.1145/564585.564601",
        ),
        sd.Source(
            "ABA",
            "Consistency tradeoffs in modern distributed database system design",
            "Abadi, IEEE",
            2012,
            "https://doi.org/10.1109/MC.2012.33",
        ),
        sd.Source(
            "SPA",
            "Spanner replication: read-write, read-only and witness replicas",
            "Google",
            None,
            "https://cloud.google.com/spanner/docs/replication",
        ),
        sd.Source(
            "CRDT",
            "Conflict-free replicated data types",
            "Shapiro and others, INRIA",
            2011,
            "https://inria.hal.science/inria-00609399",
        ),
    ],
)
