"""CAP theorem: two regions lose their link; what does each answer, operation by operation?"""

import math

import sddiagram as sd

round_trip = 80 * sd.ms  # EU West to NA East [NM]
hot_row = 1 / round_trip
node = 0.99  # availability of one node, assumed


def majority(nodes: int) -> float:
    """Probability that more than half of `nodes` independent nodes are up."""
    need = nodes // 2 + 1
    return sum(
        math.comb(nodes, up) * node**up * (1 - node) ** (nodes - up)
        for up in range(need, nodes + 1)
    )


three, five = majority(3), majority(5)
month = 30 * sd.day
down_one, down_three, down_five = (1 - node) * month, (1 - three) * month, (1 - five) * month
# Assumed: 10M users a day x 20 operations, x 3 at the peak; a hundredth of them move money.
peak = 3 * 10_000_000 * 20 * sd.per_day
money_share, cart_share = 0.01, 0.99
half = 0.5  # of the users in each region (assumed)
# Assumed 1,500 rps per 8-vCPU node, at 65%, and each region can carry both.
service_rate = 1_500 * sd.rps
services = math.ceil(peak / (service_rate * 0.65))

europe, america = sd.Group("Europe"), sd.Group("America")
witness_group = sd.Group("Third site")
orders_eu = sd.Requests("order in Europe", half * peak / 3)
orders_us = sd.Requests("order in America", (1 - half) * peak / 3)
users_eu = sd.Client("Users in Europe", sends=orders_eu)
users_us = sd.Client("Users in America", sends=orders_us)
service_eu = sd.Service(
    "Shop Europe", capacity=service_rate, replicas=services, group=europe, note="orders, carts"
)
service_us = sd.Service(
    "Shop America", capacity=service_rate, replicas=services, group=america, note="orders, carts"
)
one = sd.SQLPrimary("Database", group=europe, note="one copy, one truth")
balance_eu = sd.NoSQL(
    "Balances Europe", technology="etcd", latency=round_trip, group=europe, note="CP: leader"
)
balance_us = sd.NoSQL("Balances America", technology="etcd", group=america, note="CP: follower")
witness = sd.NoSQL("Witness", technology="etcd", group=witness_group, note="a vote, to break ties")
cart_eu = sd.NoSQL("Carts Europe", group=europe, note="AP: sets that merge")
cart_us = sd.NoSQL("Carts America", group=america, note="AP: sets that merge")
exchange = sd.Worker("Anti-entropy", note="compares, sends, merges")
support = sd.Worker("Repair", note="apologise, refund")

pattern = sd.Pattern(
    "CAP theorem",
    sd.Stage(
        "One node",
        users_eu >> "order" >> service_eu >> "SQL" >> one,
        users_us >> "order" >> service_us >> f"SQL, {round_trip}" >> one,
        why=f"Consistent, until it or the link is down: {float(down_one / sd.hour):.1f} h a month.",
    ),
    sd.Stage(
        "CP: a quorum for money",
        service_eu >> sd.calls("pay", share=money_share) >> balance_eu,
        service_us >> sd.calls("pay", share=money_share) >> balance_eu,
        balance_eu >> sd.copies("log") >> [balance_us, witness],
        replaces=one,
        why="Link cut: Europe and the witness are 2 of 3 and go on; America refuses to pay.",
        tradeoffs=[
            sd.TradeOff(
                "consistency for balances",
                gain="no cent is spent twice, whatever fails",
                cost="the minority's users cannot pay while the link is down",
                instead_of="availability, and debts to collect afterwards",
            ),
            sd.TradeOff(
                "a quorum over regions",
                gain=f"survives a region; {three:.2%} with three nodes of {node:.0%}",
                cost=f"{round_trip} a commit, always: {float(hot_row / sd.rps):.1f} a second on "
                "one row",
                instead_of="asynchronous copies, which lose the last writes",
            ),
        ],
    ),
    sd.Stage(
        "AP: both answer for carts",
        service_eu >> sd.calls("add item", share=cart_share) >> cart_eu,
        service_us >> sd.calls("add item", share=cart_share) >> cart_us,
        [cart_eu, cart_us] >> sd.copies("both ways") >> exchange,
        exchange >> sd.emits("conflicts") >> support,
        step=sd.Step.SCALE,
        why="Link cut: both sides take items; when it is back the carts are merged.",
        tradeoffs=[
            sd.TradeOff(
                "availability for carts",
                gain="an item can always be added, in milliseconds",
                cost="a deleted item may come back, and someone must say sorry",
                instead_of="refusing the minority, and the sale with it",
            ),
            sd.TradeOff(
                "data types that merge",
                gain="no write is lost, in whatever order they meet",
                cost="only for what can be modelled as sets and counters",
                instead_of="the last write wins, which forgets silently",
            ),
        ],
    ),
    brief=sd.Brief(
        "Two regions lose their link. What does each operation do?",
        functional=[
            ("Which data?", "Carts, balances and a feed."),
            ("Who writes?", "Users of both regions, to the same accounts at times."),
        ],
        scale=[
            ("How many operations?", "Assumed: 10M users a day, 20 each."),
            ("How many copies?", "Three, or five."),
        ],
        non_functional=[
            ("Which must be consistent?", "Balances."),
            ("Which must be available?", "Carts and the feed."),
        ],
        constraints=[
            ("How far apart are the regions?", f"{round_trip} there and back."),
            ("May a partition be excluded?", "No. It will happen, so choose beforehand."),
        ],
    ),
    figures=[
        sd.Figure("One node, down in a month", down_one, f"assumed {node:.0%}, of 30 days"),
        sd.Figure("Two of three", down_three, f"binomial: {three:.4%} of the time up"),
        sd.Figure("Three of five", down_five, f"binomial: {five:.4%} of the time up"),
        sd.Figure("Commit over regions", round_trip, "at least one round trip"),
        sd.Figure("Commits on one hot row", hot_row, f"1 / {round_trip}, one after the other"),
        sd.Figure("Operations at the peak", peak, "assumed: 10M users x 20 a day, x 3"),
    ],
    risks=[
        sd.Risk(
            "the minority goes on writing",
            effect="two histories of one balance",
            mitigation="a leader's lease that ends by itself, and fencing tokens in storage",
        ),
        sd.Risk(
            "the last write wins",
            effect="an item, or an address, is gone without a trace",
            mitigation="version vectors or types that merge, and a log of conflicts",
        ),
        sd.Risk(
            "sloppy quorums",
            effect="R + W > N holds on paper, and a read is stale all the same",
            mitigation="strict quorums where freshness counts",
        ),
        sd.Risk(
            "two sites, no third",
            effect="neither is a majority: the CP store stops in both",
            mitigation="a witness at a third site",
        ),
    ],
    probes=[
        sd.Probe(
            "Is R + W > N linearizable?",
            "Not by itself: a read that meets a write half done may see it, and the next read may "
            "not. It needs read repair before answering, or consensus.",
        ),
        sd.Probe(
            "Is a database on one node CA?",
            "Partitions are not a choice: if clients cannot reach the node it is not available. CA "
            "is what you have while nothing fails.",
        ),
        sd.Probe(
            "And while there is no partition?",
            "Then the choice is latency or consistency (PACELC): wait a round trip for the quorum, "
            "or answer from the nearest copy.",
        ),
        sd.Probe(
            "What does the user see during the partition?",
            "In America: carts and the feed work; paying says that it will be tried again, with "
            "the order kept as pending.",
        ),
    ],
    category="concepts",
    summary="During a partition balances refuse in the minority, carts answer on both sides.",
    sources=[
        "Gilbert and Lynch, Brewer's conjecture (2002)",
        "Abadi, Consistency tradeoffs in modern distributed database system design (2012)",
        "DeCandia et al., Dynamo (2007)",
        "sirupsen/napkin-math: round trips between regions",
    ],
)
