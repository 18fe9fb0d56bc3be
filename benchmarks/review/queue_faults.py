"""Seeded faults of asynchrony: queues, logs, workers, and what is done twice."""

import sddiagram as sd
from benchmarks.review.edits import Edit, actor, design, with_parts
from sddiagram.review.roles import is_a, is_broker


def no_dead_letters(pattern: sd.Pattern) -> sd.Pattern | None:
    """Work goes through a queue, and what fails has no place to go."""
    found = design(pattern)
    dead = [id for id, one in found.there.items() if is_a(one, ("DeadLetterQueue",))]
    queues = [one for one in found.there.values() if is_a(one, ("Queue",))]
    if not queues:
        service = actor(found)
        if service is None:
            return None
        jobs, workers = sd.Queue("Mail jobs"), sd.Worker("Mailers", replicas=2)
        mail = sd.ObjectStorage("Outbox", technology="s3")
        send = service >> sd.emits("mail", share=0.01) >> jobs >> workers >> "put" >> mail
        return with_parts(pattern, send)
    silent = [one.but(note="") for one in queues]
    takers = {arrow.target for one in queues for arrow in found.out_of[one.id]} - {*dead}
    silent += [found.there[id].but(note="") for id in takers if not is_broker(found.there[id])]
    return with_parts(pattern, changes=silent, drops=dead)


def nobody_reads(pattern: sd.Pattern) -> sd.Pattern | None:
    """Events go into a log that nobody reads."""
    service = actor(design(pattern))
    if service is None:
        return None
    log = sd.Stream("Purchases", technology="kafka", replicas=3)
    return with_parts(pattern, service >> sd.emits("purchases", share=0.01) >> log)


def waits_for_a_worker(pattern: sd.Pattern) -> sd.Pattern | None:
    """The request waits for work that belongs in the background."""
    found = design(pattern)
    one = actor(found)
    if one is None or one.id not in found.on_path or is_a(one, ("Workflow", "Scheduler")):
        return None
    work = one >> sd.calls("resize", share=0.01) >> sd.Worker("Image workers", replicas=3)
    return with_parts(pattern, work)


def charged_twice(pattern: sd.Pattern) -> sd.Pattern | None:
    """A payment without a key."""
    service = actor(design(pattern))
    if service is None:
        return None
    billing = sd.Service("Billing", replicas=3)
    charge = service >> sd.calls("bill", share=0.01) >> billing >> "charge" >> sd.Payment("Cards")
    return with_parts(pattern, charge)


def two_readers(pattern: sd.Pattern) -> sd.Pattern | None:
    """Two kinds of workers take from one work queue."""
    one = actor(design(pattern))
    if one is None:
        return None
    jobs = sd.Queue("Finished", technology="rabbitmq", note="dead letters after 5 tries")
    mail = sd.Worker("Mailers", replicas=3) >> "send, by key" >> sd.Notification("Mail")
    bill = sd.Worker("Billing", replicas=3) >> "put" >> sd.ObjectStorage("Bills")
    return with_parts(pattern, one >> sd.emits("finished", share=0.01) >> jobs >> [mail, bill])


def counts_without_log(pattern: sd.Pattern) -> sd.Pattern | None:
    """A stream job that is fed by calls."""
    one = actor(design(pattern))
    if one is None:
        return None
    counts = sd.StreamProcessor("Counts", technology="flink", replicas=3)
    store = sd.NoSQL("Totals", technology="dynamodb")
    return with_parts(pattern, one >> sd.emits("clicks", share=0.01) >> counts >> "upsert" >> store)


def replay_that_is_dropped(pattern: sd.Pattern) -> sd.Pattern | None:
    """Dead letters go back through the check that has seen them."""
    one = actor(design(pattern))
    if one is None:
        return None
    keys, dead = sd.Cache("Done keys", note="set if absent"), sd.DeadLetterQueue("Failed ones")
    api, jobs = sd.Service("Hooks", replicas=3), sd.Queue("Hook jobs")
    workers = sd.Worker("Hook senders", replicas=3)
    return with_parts(
        pattern,
        one >> sd.emits("hook", share=0.01) >> api >> "seen?" >> keys,
        api >> sd.emits("job") >> jobs >> workers >> sd.emits("gave up") >> dead,
        dead >> sd.emits("replayed", share=0) >> api,
    )


QUEUE_FAULTS: tuple[tuple[str, str, Edit], ...] = (
    ("no dead letters", "queue-without-dead-letters", no_dead_letters),
    ("a log that nobody reads", "queue-without-consumer", nobody_reads),
    ("waits for a worker", "waits-for-slow-work", waits_for_a_worker),
    ("charged twice", "side-effect-not-idempotent", charged_twice),
    ("two readers of a queue", "queue-with-two-readers", two_readers),
    ("counts without a log", "stream-job-without-replay", counts_without_log),
    ("a replay that is dropped", "replay-through-dedupe", replay_that_is_dropped),
)
"""What is seeded, the rule that must find it, and how."""
