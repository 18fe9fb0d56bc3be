"""A queue or a log that nobody reads, or that nobody fills.

What it finds: a broker with no arrow out of it and no consumer that polls it, or with no arrow
into it.

Why it is bad: what waits there is never done; or a part of the drawing is missing, and the
interviewer asks for it.

For example:

    api = sd.Service("API")
    pattern = sd.Pattern("Shop", sd.Client("Users") >> api >> sd.emits("order") >> sd.Queue("Jobs"))

Instead:

    api, jobs = sd.Service("API"), sd.Queue("Jobs")
    pattern = sd.Pattern(
        "Shop", sd.Client("Users") >> api >> sd.emits("order") >> jobs >> sd.Worker("Packing")
    )

Look-alike: dead letters wait for people, and workers may be drawn as polling.

    jobs, workers = sd.Queue("Jobs"), sd.Worker("Workers")
    dead = sd.DeadLetterQueue("Dead letters")
    pattern = sd.Pattern(
        "Jobs",
        sd.Scheduler("Every minute") >> sd.emits("job") >> jobs,
        workers >> "poll" >> jobs,
        workers >> sd.emits("gave up") >> dead,
    )

False positives: a partner outside reads it, or it is kept for an audit: draw them, or say it in
its note.

Source: AWS Builders' Library, Avoiding insurmountable queue backlogs.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a, is_broker

_POLLS = r"\b(polls?|takes?|consum\w+|reads?|pulls?|subscri\w+|receiv\w+|fetch\w*|dequeue)\b"
_KEPT = r"\b(audit|archive|kept|partner|external|dead|dlq|replay)\b"


def queue_without_consumer(design: Design) -> Iterator[Finding]:
    """Brokers with one side only."""
    for id, one in design.there.items():
        if not is_broker(one) or is_a(one, ("DeadLetterQueue", "Notification")):
            continue
        into = design.into[id]
        takers = [*design.out_of[id], *(arrow for arrow in into if design.has_words(arrow, _POLLS))]
        fillers = [arrow for arrow in into if not design.has_words(arrow, _POLLS)]
        fillers += [arrow for arrow in design.out_of[id] if arrow.link.verb.is_answer]
        if design.has_words(id, _KEPT):
            continue
        if into and not takers:
            rate = design.rate(id)
            yield found(
                one,
                f"Nobody reads {one.label}"
                + (f", into which {rate} go at the peak." if rate else "."),
                why="What waits there is never done, and it grows until it is full.",
                way_out="Draw the consumer, or leave it out of this stage.",
                asks=f"Who takes the messages out of {one.label}, and how fast?",
                number=rate,
            )
        elif takers and not fillers:
            yield found(
                one,
                f"Nobody writes to {one.label}.",
                why="Its consumers wait for messages that never come.",
                way_out="Draw the arrow that fills it.",
                asks=f"Where do the messages in {one.label} come from?",
            )
