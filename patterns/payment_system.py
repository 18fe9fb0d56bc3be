"""Payment system: charge once, book twice, and find every cent that differs."""

import sddiagram as sd

payments_a_day = 10_000_000
average = payments_a_day * sd.per_day
peak = 10 * average  # sales and holidays
entries, entry = 4, 200 * sd.B
ledger_daily = payments_a_day * entries * entry
ledger_yearly = 365 * ledger_daily
ledger_rate = entries * peak
database_rate = 5_000 * sd.rps  # writes of one primary, TPC-B read-write [PGB]
commit_load = float(peak / database_rate)
key_life = 24 * sd.hour
keys = payments_a_day * 500 * sd.B
provider_time = 800 * sd.ms  # assumed
node_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
in_flight = float(peak * provider_time)
unknown = 0.001  # assumed: time-outs of the provider
pending = unknown * payments_a_day
down_minutes = (1 - 0.9999) * 30 * sd.day

shop = sd.Client("Checkout", note="one key a payment")
first = sd.Service("Payment service", note="calls, then writes")
api = sd.Gateway("Payment API", capacity=node_rate, replicas=3, note="auth, Idempotency-Key")
keys_store = sd.SQLPrimary(
    "Idempotency keys", technology="postgres", capacity=database_rate, note="first result, 24 h"
)
orchestrator = sd.Service(
    "Orchestrator", capacity=node_rate, replicas=3, note="state machine, time-outs"
)
workflow = orchestrator.but(technology="temporal", note="retries, routes")
provider = sd.Payment("Provider A", latency=provider_time, note="cards")
second = sd.Payment("Provider B", latency=provider_time, note="when A fails")
vault = sd.SQLPrimary("Card vault", note="tokens; PCI zone apart")
ledger = sd.SQLPrimary(
    "Ledger", technology="postgres", capacity=database_rate, note="append only, serialisable"
)
standby = sd.ReadReplica("Standby", technology="postgres", note="synchronous, other zone")
outbox = sd.Stream("Payment events", replicas=3, note="from the outbox")
consumers = sd.Service("Orders, mail", replicas=3, note="idempotent")
webhooks = sd.Service("Webhooks", replicas=3, note="verified, deduplicated")
reconcile = sd.BatchProcessor("Reconciliation", note="daily, line by line")
settlement = sd.ObjectStorage("Settlement files", note="what was really paid")
finance = sd.Client("Finance")

pattern = sd.Pattern(
    "Payment system",
    sd.Stage(
        "Call and write",
        shop >> "pay" >> first >> "charge" >> provider,
        first >> "paid" >> ledger,
        why="A crash between charge and write: the customer paid; unaware, we charge again.",
    ),
    sd.Stage(
        "Once, and booked twice",
        shop >> "pay, key" >> api >> "first result?" >> keys_store,
        api >> "payment" >> orchestrator >> "charge, key" >> provider,
        orchestrator >> "state, entries" >> ledger >> sd.copies("WAL") >> standby,
        orchestrator >> "token" >> vault,
        replaces=first,
        why=f"{average} on average: correctness is the problem, not scale.",
        tradeoffs=[
            sd.TradeOff(
                "an idempotency key from the client to the provider",
                gain="retries are safe on every hop",
                cost=f"{keys} of first results for {float(key_life / sd.hour):.0f} h",
                instead_of="hoping that a time-out means failure",
            ),
            sd.TradeOff(
                "a double-entry ledger, append only",
                gain="each cent has come from somewhere, and mistakes are corrected, not erased",
                cost=f"{entries} entries a payment: {ledger_yearly} a year",
                instead_of="a balance column that is updated",
            ),
            sd.TradeOff(
                "a synchronous standby",
                gain="no committed payment is lost with the primary",
                cost="a slower commit, and none while both standbys are down",
                instead_of="asynchronous copies, good enough elsewhere",
            ),
        ],
    ),
    sd.Stage(
        "Events and webhooks",
        provider >> sd.emits("webhook") >> webhooks >> sd.calls("outcome", share=0) >> orchestrator,
        ledger >> sd.emits("outbox rows") >> outbox >> sd.streams("events") >> consumers,
        step=sd.Step.DETAIL,
        why=f"{pending:,.0f} time-outs a day (assumed 0.1%) are pending, never failed.",
        tradeoffs=[
            sd.TradeOff(
                "an outbox in the ledger's transaction",
                gain="an event exists exactly when the payment does",
                cost="a relay, and consumers that see an event twice",
                instead_of="writing to database and log, one of which may fail",
            ),
        ],
    ),
    sd.Stage(
        "Reconcile and fail over",
        api >> "payment" >> workflow >> "charge, key" >> provider,
        workflow >> sd.calls("charge, key", share=0.05) >> second,
        workflow >> "state, entries" >> ledger,
        workflow >> "token" >> vault,
        webhooks >> sd.calls("outcome", share=0) >> workflow,
        [provider, second] >> sd.batches("daily") >> settlement >> sd.batches("lines") >> reconcile,
        ledger >> sd.batches("entries") >> reconcile >> sd.emits("differences") >> finance,
        changes=[workflow],
        step=sd.Step.SCALE,
        why="Only the provider's file says what was paid; one provider is one point of failure.",
        tradeoffs=[
            sd.TradeOff(
                "a second provider",
                gain="sales go on when the first is down, and fees can be compared",
                cost="tokens for both, and never a retry elsewhere while the outcome is unknown",
                instead_of="one provider and its status page",
            ),
        ],
    ),
    brief=sd.Brief(
        "Take ten million payments a day, never charge twice, and account for every cent.",
        functional=[
            ("Which operations?", "Authorise, capture, also in parts; refund; chargebacks."),
            ("Who calls?", "The checkout, which retries."),
            ("Who moves the money?", "Providers; we keep the books."),
        ],
        scale=[
            (
                "How many payments?",
                f"{payments_a_day / 1e6:.0f}M a day, ten times that rate in a sale.",
            ),
            ("How long are books kept?", "Ten years."),
        ],
        non_functional=[
            ("What comes first?", "Correctness, then availability, then latency."),
            ("Availability?", "99.99%."),
        ],
        constraints=[
            ("Card data?", "In a zone of its own (PCI DSS); others see tokens."),
            ("Audit?", "Nothing is changed or deleted."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Payments", average, f"{payments_a_day:,} a day / 86,400 s"),
        sd.Figure("At the peak", peak, "x 10"),
        sd.Figure("Ledger entries", ledger_rate, f"{entries} x {peak}, in one commit a payment"),
        sd.Figure("Ledger's load", 100 * commit_load, f"{peak} / {database_rate}", "% of one node"),
        sd.Figure("Ledger a day", ledger_daily, f"{payments_a_day:,} x {entries} x {entry}"),
        sd.Figure("Ledger a year", ledger_yearly, f"365 x {ledger_daily}"),
        sd.Figure("Calls in flight", in_flight, f"Little: {peak} x {provider_time} (assumed)"),
        sd.Figure("Down in a month", down_minutes, "99.99% of 30 days"),
    ],
    risks=[
        sd.Risk(
            "the provider times out",
            effect="paid or not: nobody knows",
            mitigation="pending; ask by key, wait for the webhook, reconcile in the end",
        ),
        sd.Risk(
            "the checkout sends again",
            effect="a second charge",
            mitigation="the key's first result is returned; other parameters are refused",
        ),
        sd.Risk(
            "webhooks come twice or out of order",
            effect="a refund before its payment",
            mitigation="verify, dedupe by id, let the state machine refuse impossible steps",
        ),
        sd.Risk(
            "the ledger's primary fails",
            effect="no payments for half a minute",
            mitigation="the synchronous standby is promoted by quorum; clients retry by key",
        ),
        sd.Risk(
            "books and bank differ",
            effect="money is missing, or not ours",
            mitigation="daily reconciliation, differences as cases with an owner and an age",
        ),
    ],
    probes=[
        sd.Probe(
            "Exactly once?",
            "At least once and idempotent: the same key on each hop, a unique constraint, and the "
            "first result kept.",
        ),
        sd.Probe(
            "The charge timed out. Do you try the other provider?",
            "Not before the first has said no: query it by key, or void it. Else both may charge.",
        ),
        sd.Probe(
            "How is a refund booked?",
            "As new entries the other way, referring to the first. Nothing is updated, so the "
            "history explains each balance.",
        ),
        sd.Probe(
            "Why SQL?",
            f"{peak} of small transactions are {commit_load:.0%} of one node, and serialisable "
            "isolation is the point.",
        ),
    ],
    category="product systems",
    summary="Idempotency keys on every hop, a double-entry ledger, an outbox, reconciliation.",
    sources=[
        "docs.stripe.com, idempotent requests",
        "ClickHouse/PostgresBench, result files",
        "PCI DSS 4.0",
        "Kleppmann, Designing Data-Intensive Applications",
    ],
)
