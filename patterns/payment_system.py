"""Payment system: charge once, book twice, and find every cent that differs."""

import sddiagram as sd

per_day, peak, entries, unknown = 10_000_000, 10, 4, 0.001
pays = sd.Requests("payment", per_day * sd.per_day, peak=peak)
outcomes = sd.Requests("webhook", per_day * sd.per_day, peak=peak)
books = sd.Records(
    "ledger entries",
    of=pays,
    size=entries * (200 * sd.B),
    keep=90 * sd.days,
    key="payment_id, entry_no",
    fields="account, debit, credit, currency, booked_at, corrects",
)
keys = sd.Records(
    "idempotency keys",
    of=pays,
    size=500 * sd.B,
    keep=1 * sd.day,
    key="merchant_id, key",
    fields="request_hash, state, response",
)
cards = sd.Records(
    "cards", count=100e6, size=500 * sd.B, key="token", fields="encrypted card number, expiry"
)
node = sd.cited(120 * sd.usd, "per node of 8 vCPU, at $15 per vCPU [NM]")
tier, database = 0.99995, 0.9999  # three tiers assumed; the database as promised [AUR]
accepted = sd.assumed(
    round(tier**3 * database, 5) * (100 * sd.percent),
    "of the time: three tiers and the ledger, no provider",
)

unseen = sd.assumed(2 * sd.days, "at most: a day until the file is there, a day until the job")

shop = sd.Client("Checkout", sends=pays, note="one key per payment")
first = sd.Service(
    "Payment service",
    capacity=sd.planned("service"),
    replicas=1,
    latency=sd.latency(5 * sd.ms, p99=25 * sd.ms),
    availability=0.999,
    cost=node,
    note="calls, then writes",
)
balancer = sd.LoadBalancer(
    "Load balancer",
    technology="nginx",
    latency=sd.latency(0.3 * sd.ms, p99=1 * sd.ms),
    availability=tier,
    cost=node,
    note="TLS, one per zone",
)
api = sd.Gateway(
    "Payment API",
    technology="envoy",
    latency=sd.latency(0.5 * sd.ms, p99=2 * sd.ms),
    availability=tier,
    cost=node,
    note="who calls, limits, no cards",
)
orchestrator = sd.Service(
    "Orchestrator",
    capacity=sd.planned("service"),
    latency=sd.latency(5 * sd.ms, p99=25 * sd.ms),
    availability=tier,
    cost=node,
    note="state machine, time-outs",
)
vault = sd.Service(
    "Card vault",
    capacity=sd.planned("service"),
    latency=sd.latency(5 * sd.ms, p99=25 * sd.ms),
    availability=tier,
    holds=cards,
    cost=node,
    group=sd.Group("PCI zone"),
    note="tokens for card numbers",
)
vault_door = sd.LoadBalancer(
    "Vault balancer",
    technology="nginx",
    latency=sd.latency(0.3 * sd.ms, p99=1 * sd.ms),
    availability=tier,
    cost=node,
    group=vault.group,
    replicas=3,
    note="TLS ends in the PCI zone",
)
forgetful = sd.Payment(
    "Provider A",
    technology="adyen",
    sends=outcomes,
    latency=sd.latency(600 * sd.ms, p99=2_500 * sd.ms),
    availability=0.999,
    note="charges at each call",
)
provider = forgetful.but(note="charges once per key")
second = sd.Payment("Provider B", technology="stripe", note="for new payments alone")
single = sd.SQLPrimary(
    "Ledger",
    technology="postgresql",
    latency=sd.latency(4 * sd.ms, p99=25 * sd.ms),
    availability=database,
    holds=[books, keys],
    node=2 * sd.TB,
    cost=sd.cited(640 * sd.usd, "per 16 vCPU with 2 TB of SSD, at $15 and $0.2 per GB [NM]"),
    note="appends only",
)
ledger = single.but(copies=2, note="keys and books, standby")
webhooks = sd.Service(
    "Webhooks", capacity=sd.planned("service"), cost=node, note="checks the signature"
)
events = sd.Stream("Payment events", technology="kafka", note="from the outbox")
consumers = sd.Worker(
    "Orders, receipts",
    capacity=sd.assumed(200 * sd.rps, "events per node of 8 vCPU"),
    cost=node,
    note="idempotent by payment",
)
parked = sd.DeadLetterQueue("Dead letters", technology="kafka", note="alarm, then replay")
files = sd.ObjectStorage("Files", technology="s3", note="settlements, old entries")
reconcile = sd.BatchProcessor("Reconciliation", cost=node, note="daily, line by line")
finance = sd.Dashboard("Finance cases", note="each has an owner, an age")
commit = sd.calls("key, then state and entries", of=pays, times=2)

pattern = sd.Pattern(
    "Payment system",
    sd.Stage(
        "Call and write",
        shop >> "pay" >> first >> sd.calls("charge", of=pays) >> forgetful,
        first >> "paid" >> single,
        why="A crash between charge and write: the customer has paid, and we charge again.",
    ),
    sd.Stage(
        "Once, and booked twice",
        shop
        >> sd.calls("card, for a token", share=0)
        >> vault_door
        >> sd.calls("card", share=0)
        >> vault,
        shop
        >> "token, key"
        >> balancer
        >> sd.calls("pay", of=pays)
        >> api
        >> "pay"
        >> orchestrator,
        orchestrator >> commit >> ledger,
        orchestrator >> sd.calls("charge token, key", of=pays) >> vault,
        vault >> sd.calls("card, key", of=pays) >> provider,
        changes=[ledger, provider],
        replaces=first,
        why=f"{pays.rate} on average: correctness is the problem, and not scale.",
        tradeoffs=[
            sd.TradeOff(
                "one idempotency key from the checkout to the provider",
                gain="a retry is safe on every hop, as at Stripe [IDEM]",
                cost=lambda n: f"{keys.size} per payment for a day, and a commit before the charge",
                instead_of="hoping that a time-out means failure",
            ),
            sd.TradeOff(
                "a double-entry ledger that only appends",
                gain="each cent comes from somewhere, and mistakes are corrected, not erased",
                cost=lambda n: f"{entries} entries per payment, {n[books]} in 90 days",
                instead_of="a balance column that is updated",
            ),
            sd.TradeOff(
                "cards go to the vault, and nowhere else",
                gain="only the vault and its zone are audited for PCI DSS [PCI]",
                cost="the vault is on the path of each charge",
                instead_of="cards through the API, which puts all of it under audit",
            ),
        ],
    ),
    sd.Stage(
        "Events and webhooks",
        provider >> sd.emits("outcome", of=outcomes) >> balancer,
        balancer >> sd.calls("webhook", of=outcomes) >> webhooks,
        webhooks >> sd.calls("outcome") >> orchestrator,
        orchestrator >> sd.calls("if it is new", of=outcomes, share=0.01) >> ledger,
        orchestrator >> sd.calls("outcome by key?", of=pays, share=unknown) >> provider,
        ledger >> sd.emits("outbox", of=pays, share=0.5, size=1 * sd.KB) >> events,
        events >> sd.streams("events") >> consumers,
        consumers >> sd.emits("failed 5 times", share=0.001, size=1 * sd.KB) >> parked,
        parked >> sd.emits("replay", share=0) >> events,
        step=sd.Step.DETAIL,
        why=f"{unknown * per_day:,.0f} time-outs per day, assumed, are pending and never failed.",
        tradeoffs=[
            sd.TradeOff(
                "an outbox in the ledger's transaction",
                gain="an event exists exactly when the payment does",
                cost="consumers may see an event twice",
                instead_of="writing to the database and the log, one of which may fail",
            )
        ],
    ),
    sd.Stage(
        "Reconcile and fail over",
        vault >> sd.calls("card, new key", fallback=provider) >> second,
        [provider, second] >> sd.batches("settlements", every=1 * sd.day) >> files,
        ledger >> sd.batches("old entries", every=1 * sd.day) >> files,
        files >> sd.batches("lines", every=1 * sd.day) >> reconcile,
        ledger >> sd.batches("entries", every=1 * sd.day) >> reconcile,
        reconcile >> sd.emits("differences", share=0) >> finance,
        step=sd.Step.SCALE,
        why="Only the provider's file tells what was paid; one provider is one point of failure.",
        tradeoffs=[
            sd.TradeOff(
                "a second provider",
                gain="sales go on when the first is down, and fees can be compared",
                cost="no payment whose outcome is unknown may move to it",
                instead_of="one provider and its status page",
            )
        ],
    ),
    brief=sd.Brief(
        "Take ten million payments per day, never charge twice, and account for every cent.",
        functional=[
            (
                "Which operations?",
                "Authorise, capture (also in parts), refund; chargebacks come in.",
            ),
            ("Who calls?", "The checkout, which retries."),
            ("Who moves the money?", "Providers; we keep the books."),
        ],
        scale=[
            (
                "How many payments?",
                f"{per_day / 1e6:g}M per day, {peak} times that rate in a sale.",
            ),
            ("How long are books kept?", "Ten years, of which 90 days in the database."),
        ],
        non_functional=[
            ("How fast is a payment?", sd.at_most(3 * sd.seconds, percentile=95, of=pays)),
            (
                "How often is a payment accepted, even if pending?",
                sd.at_least(99.95 * sd.percent, of=pays, value=lambda n: accepted),
            ),
            (
                "How late may books and bank differ unseen?",
                sd.stale_at_most(2 * sd.days, value=lambda n: unseen),
            ),
        ],
        constraints=[
            ("What comes first?", "Correctness, then availability, then speed."),
            ("Who may see cards?", "The vault in its own zone; all others see tokens."),
            ("What does an audit ask?", "Nothing is changed or deleted."),
        ],
    ),
    api=[
        sd.Endpoint("POST /v1/tokens", "card number, expiry", "201 with a token", "vault only"),
        sd.Endpoint(
            "POST /v1/payments",
            "token, amount, currency, Idempotency-Key",
            "201 paid; 202 pending; 402 refused; 422 other amount for this key",
        ),
        sd.Endpoint(
            "POST /v1/payments/{id}/refunds", "amount, Idempotency-Key", "201 with the refund"
        ),
        sd.Endpoint("GET /v1/payments/{id}", "id", "200 with state and entries"),
    ],
    figures=[
        sd.Figure("Payments at the peak", pays.at_peak, f"{per_day:,} per day x {peak}"),
        sd.Figure(
            "Ledger's use",
            lambda n: 100 * (n.use(ledger) or 0),
            lambda n: f"{n.at(ledger)} of commits / {sd.planned('PostgreSQL')}",
            "%",
        ),
        sd.Figure(
            "Calls in flight",
            float(pays.at_peak * (600 * sd.ms)),
            f"Little's law: {pays.at_peak} x 600 ms at the provider, assumed",
            "calls",
        ),
        sd.Figure(
            "Ledger in ten years",
            books.size * per_day * 3_650,
            f"{per_day:,} x {books.size} per day",
        ),
    ],
    risks=[
        sd.Risk(
            "the provider times out",
            effect="the order shows as pending, for minutes at most",
            mitigation="ask by key, wait for the webhook, and reconcile in the end",
        ),
        sd.Risk(
            "webhooks come twice or out of order",
            effect="a wrong state for a moment, such as a refund before its payment",
            mitigation="duplicates are found by id, and the state machine refuses impossible steps",
        ),
        sd.Risk(
            "the ledger's primary fails",
            effect="no payments for about half a minute",
            mitigation="the synchronous standby takes over; a managed one promises 99.99% [AUR]",
        ),
        sd.Risk(
            "books and bank differ",
            effect="a refund is missing, or a customer was charged too much",
            mitigation="daily reconciliation; each difference is a case with an owner",
        ),
    ],
    probes=[
        sd.Probe(
            "Exactly once?",
            "At least once, and idempotent: the same key on each hop, a unique constraint, and the "
            "first result kept in the same transaction as the books.",
        ),
        sd.Probe(
            "The charge timed out. Do you try the other provider?",
            "Not before the first has said no. Ask by key, or cancel by key; otherwise both may "
            "charge.",
        ),
        sd.Probe(
            "How is a refund booked?",
            "As new entries in the other direction, which refer to the first ones. Nothing is "
            "updated, so the history explains each balance.",
        ),
        sd.Probe(
            "Why SQL, and when do you shard?",
            lambda n: (
                f"{n.at(ledger)} of commits are {n.use(ledger):.0%} of one primary, and "
                "serialisable isolation is the point. At twice the peak, shard by merchant."
            ),
        ),
        sd.Probe(
            "What does a payment cost us?",
            lambda n: (
                f"{n.cost.month} per month, that is "
                f"{(n.cost.month or 0 * sd.usd) / (per_day * 365 / 12 / 1000)} per 1,000 payments. "
                "A provider's fee of some cents per payment, assumed, is thousands of times that."
            ),
        ),
    ],
    levels=sd.Levels(
        mid="Uses an idempotency key, a state machine and a ledger, and does not store cards.",
        senior="Treats a time-out as pending, commits key and books together, and adds an outbox.",
        staff="Reconciles with the provider's files, bounds the audit, and routes over providers "
        "without a double charge.",
    ),
    category="product systems",
    summary="Idempotency keys on every hop, a double-entry ledger, an outbox, reconciliation.",
    sources=[
        sd.Source(
            "IDEM",
            "Idempotent requests",
            "Stripe",
            None,
            "https://docs.stripe.com/api/idempotent_requests",
        ),
        sd.Source(
            "PCI",
            "PCI Data Security Standard",
            "PCI Security Standards Council",
            2024,
            "https://www.pcisecuritystandards.org/standards/pci-dss/",
        ),
        sd.Source(
            "AUR",
            "Amazon Aurora service level agreement: 99.99% over several zones",
            "AWS",
            2022,
            "https://aws.amazon.com/rds/aurora/sla/",
        ),
    ],
)
