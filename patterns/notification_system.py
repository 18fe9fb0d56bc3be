"""Notification system: a billion a day over e-mail, text and push, each once and when wanted."""

import math

import sddiagram as sd

daily = 1_000_000_000
average = daily * sd.per_day
campaign, campaign_time = 50_000_000, 10 * sd.minute
burst = campaign / campaign_time
peak = average + burst
api_rate = 1_500 * sd.rps  # assumed, per 8-vCPU node with real logic
nodes = math.ceil(peak / (api_rate * 0.65) * 1.5)
mail_limit = 10_000 * sd.rps  # assumed: what the provider takes
push_share, mail_share, text_share = 0.8, 0.19, 0.01  # assumed
mail_arrival = mail_share * burst
mail_queue = (mail_arrival - mail_limit) * campaign_time
mail_wait = float(mail_queue) / mail_limit
ids = 64 * sd.B
dedupe_memory = daily * ids
status = daily * 200 * sd.B
redis_rate = 50_000 * sd.rps  # planned, of 72 to 79k measured for one process [RED]
dedupe_shards = math.ceil(peak / (redis_rate * 0.65))

producers = sd.Client("Product services")
worker = sd.Worker("Sender", note="one for all")
api = sd.Service("Notification API", capacity=api_rate, replicas=nodes, note="event, user, channel")
seen = sd.Cache(
    "Sent keys",
    technology="redis",
    capacity=redis_rate,
    replicas=dedupe_shards,
    note="set if absent",
)
preferences = sd.NoSQL("Preferences", technology="dynamodb", note="opt-outs, quiet hours")
simple_queue = sd.Queue("Queue", technology="sqs", note="first in, first out")
urgent = sd.Queue("Urgent queue", technology="sqs", note="codes, alarms")
push_queue = sd.Queue("Push queue", technology="sqs", note="by priority")
mail_queue_card = sd.Queue("E-mail queue", technology="sqs", note="by priority")
push_sender = sd.Worker("Push sender", replicas=3, note="limit, backoff")
mail_sender = sd.Worker("E-mail sender", capacity=mail_limit / 3, replicas=3, note="limit, backoff")
urgent_sender = sd.Worker("Urgent sender", replicas=3, note="text, then second provider")
providers = sd.External("Providers", note="APNs, FCM, mail, text")
dead = sd.Queue("Dead letters", technology="sqs", note="and their alarm")
scheduler = sd.Scheduler("Campaigns", technology="temporal", note="rate, time zones, stop")
status_log = sd.Stream("Status events", replicas=3, note="sent, bounced, opened")
tracker = sd.Worker("Status keeper", note="stops bad addresses")

pattern = sd.Pattern(
    "Notification system",
    sd.Stage(
        "One queue, one sender",
        producers >> "notify" >> api >> sd.emits("message") >> simple_queue >> "job" >> worker,
        worker >> "send" >> providers,
        why=f"A campaign of {campaign / 1e6:.0f}M stands before everyone's sign-in code.",
    ),
    sd.Stage(
        "Once, and as wanted",
        api >> "seen?" >> seen,
        api >> "may I?" >> preferences,
        api >> sd.emits("push", share=push_share) >> push_queue >> "job" >> push_sender,
        api >> sd.emits("e-mail", share=mail_share) >> mail_queue_card >> "job" >> mail_sender,
        [push_sender, mail_sender] >> sd.calls("send") >> providers,
        replaces=[simple_queue, worker],
        why="A queue a channel: when one provider is slow, the others go on.",
        tradeoffs=[
            sd.TradeOff(
                "a key for event, user and channel",
                gain="a producer's retry sends nothing twice",
                cost=f"{dedupe_memory} of keys for a day",
                instead_of="trusting producers to send once",
            ),
            sd.TradeOff(
                "preferences checked when accepting, and again when sending",
                gain="an opt-out holds for what waits in a queue",
                cost="two reads",
                instead_of="one check",
            ),
        ],
    ),
    sd.Stage(
        "Urgent apart, failures kept",
        api >> sd.emits("urgent", share=text_share) >> urgent >> "job" >> urgent_sender,
        urgent_sender >> "send" >> providers,
        [push_sender, mail_sender] >> sd.emits("gave up") >> dead,
        providers >> sd.emits("webhooks") >> status_log >> "status" >> tracker,
        tracker >> "bad address" >> preferences,
        dead >> sd.emits("replayed", share=0) >> api,
        step=sd.Step.DETAIL,
        why=f"E-mail for one campaign waits {mail_wait}; a sign-in code may not.",
        tradeoffs=[
            sd.TradeOff(
                "queues of their own for urgent messages",
                gain="codes arrive in seconds, whatever marketing does",
                cost="capacity that mostly waits",
                instead_of="priorities in one queue, whose limit is shared all the same",
            ),
        ],
    ),
    sd.Stage(
        "Campaigns at a rate",
        scheduler >> sd.emits("in batches") >> api,
        step=sd.Step.SCALE,
        why=f"{campaign / 1e6:.0f}M in 10 minutes are {burst} on top of {average}.",
        tradeoffs=[
            sd.TradeOff(
                "campaigns fed at the providers' rate",
                gain="short queues, and a campaign that can be stopped",
                cost="the last reader gets it later",
                instead_of="all at once into the queue",
            ),
        ],
    ),
    brief=sd.Brief(
        "Send a billion notifications a day by e-mail, text and push, once each and as users wish.",
        functional=[
            ("Which kinds?", "Codes, events of friends, campaigns."),
            ("What may users choose?", "Channels, topics, quiet hours."),
        ],
        scale=[
            ("How many?", "A billion a day."),
            ("Which burst?", f"A campaign of {campaign / 1e6:.0f}M in 10 minutes."),
        ],
        non_functional=[
            ("How fast?", "Codes within 5 s, the rest within minutes."),
            ("How often may one be lost or doubled?", "Never lost once accepted; doubles rare."),
        ],
        constraints=[
            ("What limits sending?", "Providers' rates, which we do not set."),
            ("Law?", "An unsubscribe holds at once."),
        ],
        traffic=peak,
    ),
    figures=[
        sd.Figure("Average", average, f"{daily:,} a day / 86,400 s"),
        sd.Figure("Campaign burst", burst, f"{campaign:,} in {campaign_time}"),
        sd.Figure("API servers", nodes, f"{peak} / ({api_rate} x 0.65) x 1.5", "nodes"),
        sd.Figure("Keys of a day", dedupe_memory, f"{daily:,} x {ids}"),
        sd.Figure(
            "E-mails that wait",
            float(mail_queue) / 1e6,
            f"({mail_arrival} - {mail_limit}, assumed) x {campaign_time}",
            "M",
        ),
        sd.Figure("The last one waits", mail_wait, f"the queue / {mail_limit}"),
        sd.Figure("Status a day", status, f"{daily:,} x 200 B (assumed)"),
    ],
    risks=[
        sd.Risk(
            "a provider is down",
            effect="its queue grows by the arrival rate",
            mitigation="a second provider for codes, a limit on age for the rest",
        ),
        sd.Risk(
            "a sender dies after sending",
            effect="the job returns, and the user gets it twice",
            mitigation="mark before and after, the provider's own key where it has one",
        ),
        sd.Risk(
            "a campaign has a mistake",
            effect="millions have read it",
            mitigation="a first thousand, a stop button, batches at a rate",
        ),
        sd.Risk(
            "addresses bounce",
            effect="providers throttle or block us",
            mitigation="status events stop bad addresses and complaints at once",
        ),
    ],
    probes=[
        sd.Probe(
            "How long is the queue?",
            f"(Arrival - limit) x time: ({mail_arrival} - {mail_limit}) x 10 minutes, so "
            f"{float(mail_queue) / 1e6:.1f}M e-mails; the last waits {mail_wait}.",
        ),
        sd.Probe(
            "Quiet hours?",
            "Kept with the user's time zone; checked when sending. What may not go out now is "
            "scheduled, or dropped if it will be stale.",
        ),
        sd.Probe(
            "At most once or at least once?",
            "At least once with a key for codes and events. For campaigns at most once: a missing "
            "advertisement is better than two.",
        ),
        sd.Probe(
            "The user unsubscribes while e-mails wait.",
            "Preferences are read again when sending; the read is cached for seconds only.",
        ),
    ],
    category="product systems",
    summary="Dedupe, respect preferences, a queue a channel, codes apart, campaigns at a rate.",
    sources=[
        "AWS documentation, SQS dead-letter queues",
        "redis/redis-doc, benchmarks: throughput of one process",
        "Google SRE book, Handling Overload",
    ],
)
