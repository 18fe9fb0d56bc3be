"""Notification system: a billion per day over push, e-mail and text, each once and when wanted."""

import sddiagram as sd

audience, wanted_time, paced_time = 50_000_000, 10 * sd.minutes, 30 * sd.minutes
mail_limit = 10_000 * sd.rps  # assumed: what the e-mail provider takes from us
mail = 0.14  # the rest of events and campaigns goes by push; assumed
codes = sd.Requests("code", 10_000_000 * sd.per_day, request=500 * sd.B)
events = sd.Requests("event", 940_000_000 * sd.per_day, request=500 * sd.B)
status = sd.Requests("status", 1_000_000_000 * sd.per_day, request=200 * sd.B)


def campaign_within(time: sd.Quantity) -> sd.Requests:
    """One campaign per day, sent within this time."""
    average = audience * sd.per_day
    peak = float(audience / time / average)
    return sd.Requests("campaign", average, peak=peak, request=500 * sd.B)


burst, campaign = campaign_within(wanted_time), campaign_within(paced_time)
bulk = [events, campaign]
backlog = (mail * (burst.at_peak + events.at_peak) - mail_limit) * wanted_time
notifications = sd.Records(  # of 30 days
    "notifications",
    key="event_id, user_id, channel",
    fields="template, parameters, state, attempts, provider id",
    count=3e10,
    size=450 * sd.B,
)
wishes = sd.Records(
    "preferences",
    key="user_id",
    fields="channels, topics, quiet hours, time zone, sent keys of a day",
    count=5e8,
    size=500 * sd.B,
)
guide = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide"
dead_letters = f"{guide}/sqs-dead-letter-queues"
tier, database = 0.9999, 0.9995  # availability of a replicated tier and of a database, assumed
node = sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]")
disk = sd.cited(640 * sd.usd, "per node of 16 vCPU and 2 TB of SSD [NM]")
logic = sd.assumed(5_000 * sd.rps, "appends per node of 8 vCPU")
sends = sd.assumed(2_000 * sd.rps, "calls to providers per node, over many open streams")
hop = sd.latency(0.3 * sd.ms, p99=1 * sd.ms)
work = sd.latency(5 * sd.ms, p99=25 * sd.ms)
write = sd.latency(5 * sd.ms, p99=30 * sd.ms)
change_lag, provider_time = 500 * sd.ms, 2 * sd.s  # assumed, the second until the phone rings

products = sd.Client("Product services", sends=[codes, events, burst], note="retry with one key")
balancer = sd.LoadBalancer(
    "Balancer", technology="envoy", availability=tier, latency=hop, cost=node, note="layer 7"
)
api = sd.Service(
    "Notification API",
    capacity=logic,
    availability=tier,
    latency=work,
    cost=node,
    note="checks, stores",
)
queue = sd.Queue("Queue", technology="rabbitmq", cost=node, note="first in, first out")
worker = sd.Worker("Sender", capacity=sends, cost=node, note="all channels")
store = sd.Shard(
    "Notifications",
    technology="postgres",
    capacity=sd.planned("PostgreSQL"),
    holds=notifications,
    node=2 * sd.TB,
    copies=2,
    availability=database,
    latency=write,
    cost=disk,
    note="unique key, state, by user",
)
router = sd.Worker("Router", capacity=logic, cost=node, note="channel, quiet hours")
preferences = sd.NoSQL(
    "Preferences",
    technology="cassandra",
    holds=wishes,
    node=2 * sd.TB,
    copies=3,
    latency=write,
    cost=disk,
    note="and sent marks of a day",
)
push_queue = sd.Queue("Push queue", technology="rabbitmq", cost=node, note="by priority")
mail_queue = sd.Queue("E-mail queue", technology="rabbitmq", cost=node, note="by priority")
push_sender = sd.Worker("Push sender", capacity=sends, cost=node, note="rate limit, back-off")
mail_sender = sd.Worker("E-mail sender", capacity=sends, cost=node, note="rate limit, back-off")
urgent = sd.Queue("Urgent queue", technology="rabbitmq", cost=node, note="codes and alarms only")
urgent_sender = sd.Worker("Urgent sender", capacity=sends, cost=node, note="text, 5 s at most")
providers = sd.External("Providers", note="push, e-mail, text")
reporting = providers.but(sends=status)
second = sd.External("Second provider", note="when the first fails")
dead = sd.DeadLetterQueue(
    "Dead letters", technology="rabbitmq", replicas=3, cost=node, note="alarm, send again by hand"
)
campaigns = sd.Workflow(
    "Campaigns", technology="temporal", sends=campaign, cost=node, note="rate, time zones, stop"
)


def accepted(n: sd.Numbers) -> sd.Quantity:
    """Within which time 99 of 100 codes are stored and acknowledged."""
    delay = next(one.delay for one in n.answered if one.requests.id == codes.id)
    return delay.p99 if delay else 1 * sd.minute


pattern = sd.Pattern(
    "Notification system",
    sd.Stage(
        "One queue, one sender",
        products >> "notify" >> balancer >> "notify" >> api,
        api >> sd.emits("message") >> queue >> "job" >> worker >> "send" >> providers,
        why=f"A campaign of {audience / 1e6:.0f}M stands before everybody's sign-in code.",
    ),
    sd.Stage(
        "Once, and as wanted",
        api >> sd.calls("insert once", of=[codes, *bulk]) >> store,
        store >> sd.streams("committed rows", of=[codes, *bulk]) >> router,
        router >> "may I?" >> preferences,
        router >> sd.emits("push", of=bulk, share=1 - mail) >> push_queue,
        router >> sd.emits("e-mail", of=bulk, share=mail) >> mail_queue,
        router >> sd.emits("code", of=codes) >> mail_queue,
        push_queue >> "job" >> push_sender >> "send" >> providers,
        mail_queue >> "job" >> mail_sender >> "send" >> providers,
        [push_sender, mail_sender] >> sd.calls("wanted? sent?", costs=2) >> preferences,
        replaces=[queue, worker],
        why="One queue per channel: when one provider is slow, the other channels go on.",
        tradeoffs=sd.TradeOff(
            "store the notification, then queue it from the change log of the table",
            gain="a repeated request changes nothing, and a crash loses nothing",
            cost="a database that takes every row, and half a second of lag",
            instead_of="a key in Redis, set before the message is queued",
        ),
    ),
    sd.Stage(
        "Urgent first, failures kept",
        router >> sd.emits("code", of=codes) >> urgent >> "job" >> urgent_sender,
        urgent_sender >> "send" >> providers,
        urgent_sender >> sd.calls("sent?", costs=2) >> preferences,
        urgent_sender >> sd.calls("fallback", fallback=providers) >> second,
        [push_sender, mail_sender] >> sd.emits("gave up", share=0.001) >> dead,
        dead >> sd.batches("again") >> router,
        providers >> sd.calls("webhooks", of=status) >> balancer,
        api >> sd.calls("state", of=status) >> store,
        api >> sd.calls("bounces", of=status, share=0.01) >> preferences,
        changes=reporting,
        drops=router >> "code" >> mail_queue,
        step=sd.Step.DETAIL,
        why=lambda n: f"E-mail of one campaign waits {backlog / mail_limit:.1f}; a code may not.",
        tradeoffs=sd.TradeOff(
            "a separate queue and sender for urgent messages",
            gain="codes arrive in seconds, whatever marketing does",
            cost="capacity that is idle most of the time",
            instead_of="priorities in one queue, whose senders are shared",
        ),
    ),
    sd.Stage(
        "Campaigns at a rate",
        campaigns >> sd.emits("batches of 500", of=campaign) >> balancer,
        changes=products.but(sends=[codes, events]),
        step=sd.Step.SCALE,
        why=f"Over {paced_time} a campaign is {campaign.at_peak}, not {burst.at_peak}.",
        tradeoffs=sd.TradeOff(
            "campaigns at the rate of the providers",
            gain="short queues, and a campaign that can be stopped",
            cost=f"the last user gets it after {paced_time}",
            instead_of="the whole audience at once",
        ),
    ),
    brief=sd.Brief(
        "Send a billion notifications per day by e-mail, text and push, once each and as users "
        "wish.",
        functional=[
            ("Which kinds?", "Sign-in codes, events of friends, campaigns."),
            ("What may users choose?", "Channels, topics, quiet hours."),
            ("May one be lost or sent twice?", "Never lost once accepted; sent twice only rarely."),
        ],
        scale=[
            ("How many?", "A billion per day: 94% events, 5% campaigns, 1% codes."),
            (
                "Which burst?",
                f"A campaign of {audience / 1e6:.0f}M; 10 minutes are wanted, 30 are accepted.",
            ),
        ],
        non_functional=[
            (
                "How fast does a code arrive?",
                sd.at_most(
                    5 * sd.s,
                    percentile=None,
                    value=lambda n: accepted(n) + change_lag + provider_time,
                ),
            ),
            (
                "Which availability, for accepting?",
                sd.at_least(99.9 * sd.percent, of=[codes, events]),
            ),
            ("How fast is one accepted?", sd.at_most(200 * sd.ms, of=[codes, events])),
            (
                "What may a million cost, without the fees of providers?",
                sd.costs_at_most(
                    10 * sd.usd, value=lambda n: n.cost.month and n.cost.month / (30.4 * 1_000)
                ),
            ),
        ],
        constraints=[
            ("What limits sending?", "The providers' rates, which we do not set."),
            ("Law?", "An unsubscribe holds at once."),
        ],
    ),
    api=[
        sd.Endpoint(
            "POST /v1/notifications", "event_id, user_id, template, parameters, urgency", "202"
        ),
        sd.Endpoint("PUT /v1/users/{id}/preferences", "channels, topics, quiet hours", "200"),
        sd.Endpoint("POST /v1/campaigns", "audience, template, rate", "201, and a way to stop it"),
        sd.Endpoint("POST /v1/webhooks/{provider}", "signed state events", "200"),
    ],
    figures=[
        sd.Figure("Events at the peak", events.at_peak, "940M per day / 86,400 s, x 3"),
        sd.Figure("Campaign at once", burst.at_peak, f"{audience:,} in {wanted_time}"),
        sd.Figure("Campaign, paced", campaign.at_peak, f"{audience:,} in {paced_time}"),
        sd.Figure(
            "E-mails that wait",
            backlog * sd.unit("e-mail"),
            f"({mail:.0%} of {burst.at_peak + events.at_peak} - {mail_limit}) x {wanted_time}",
        ),
        sd.Figure("The last one waits", backlog / mail_limit, "the e-mails that wait / the limit"),
    ],
    risks=[
        sd.Risk(
            "many addresses bounce",
            effect="users get nothing, since providers throttle us",
            mitigation="webhooks stop bad addresses and complaints at once",
        ),
        sd.Risk(
            "a provider is down",
            effect="users miss messages of that channel, or get them late",
            mitigation="the second provider for codes; for the rest an age limit",
        ),
        sd.Risk(
            "a sender dies after sending, before marking",
            effect="a few users get the same message twice",
            mitigation="mark before and after; pass our key to providers that accept one",
        ),
        sd.Risk(
            "a campaign has a mistake",
            effect="millions of users read it",
            mitigation="a first batch of a thousand, a stop button, batches at a rate",
        ),
    ],
    probes=[
        sd.Probe(
            "How long is the e-mail queue?",
            f"(Arrivals - limit) x time: {float(backlog) / 1e6:.1f}M e-mails, and the last waits "
            f"{backlog / mail_limit:.1f}. Paced over {paced_time}, none wait.",
        ),
        sd.Probe(
            "A dead letter is sent again: does deduplication drop it?",
            "No. Deduplication is at the insert. A dead letter is moved back [SQS] through the "
            "router, and the sender only asks whether it is already marked as sent.",
        ),
        sd.Probe(
            "How do quiet hours work?",
            "With the user's time zone, checked when sending. What may not go out now is scheduled "
            "for later, or dropped if it would be stale.",
        ),
        sd.Probe(
            "What does it cost?",
            lambda n: (
                f"Our side costs {n.cost.month} per month. The fee of a text message is far above "
                "that of our servers, so push comes first wherever the user allows it."
            ),
        ),
        sd.Probe(
            "At most once or at least once?",
            "At least once with a key for codes and events. For campaigns at most once: a missing "
            "advertisement is better than two.",
        ),
    ],
    levels=sd.Levels(
        mid="Draws a queue per channel with workers, retries and dead letters, and preferences.",
        senior="Makes acceptance and queueing one write, separates urgent work, sizes backlogs.",
        staff="Paces campaigns, handles provider failures, reputation, law and cost per message.",
    ),
    accepts=sd.Accepted(
        "queue-without-dead-letters",
        on=urgent,
        because="a late code is worthless: the product sees its state and offers another way",
    ),
    category="product systems",
    summary="Store once, honour preferences, one queue per channel, and pace the campaigns.",
    sources=sd.Source("SQS", "Using dead-letter queues in Amazon SQS", "AWS", None, dead_letters),
)
