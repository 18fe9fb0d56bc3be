"""A queue whose failing messages have nowhere to go.

What it finds: a queue with consumers, and neither a dead-letter queue near it nor a word of one.

Why it is bad: a message that always fails is tried for ever. It blocks those behind it, or burns
the consumers' time, and nobody looks at it.

For example:

    api, jobs = sd.Service("API"), sd.Queue("Jobs")
    pattern = sd.Pattern(
        "Jobs", sd.Client("Users") >> api >> sd.emits("job") >> jobs >> sd.Worker("Workers")
    )

Instead:

    api, jobs, workers = sd.Service("API"), sd.Queue("Jobs"), sd.Worker("Workers")
    dead = sd.DeadLetterQueue("Dead letters")
    pattern = sd.Pattern(
        "Jobs",
        sd.Client("Users") >> api >> sd.emits("job") >> jobs >> workers,
        workers >> sd.emits("gave up") >> dead,
    )

Look-alike: a log that can be read again, and telemetry that may be lost.

    log, counts = sd.Stream("Clicks", technology="kafka"), sd.StreamProcessor("Counts")
    pattern = sd.Pattern("Clicks", sd.Service("API") >> sd.emits("click") >> log >> counts)

False positives: messages that may be lost; say so in the queue's note, as "best effort".

Source: Amazon SQS developer guide, Dead-letter queues.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import QUEUES, is_a

_SAID = r"dead.?letter|\bdlq\b|poison|quarantin|parking lot|best effort|may be lost|lossy|gave up"


def queue_without_dead_letters(design: Design) -> Iterator[Finding]:
    """Queues with consumers whose failures nobody keeps."""
    for id, one in design.there.items():
        if not is_a(one, QUEUES) or design.has_words(id, _SAID):
            continue
        consumers = [arrow.target for arrow in design.out_of[id] if not arrow.link.verb.is_answer]
        if not consumers or any(_gives_up(consumer, design) for consumer in consumers):
            continue
        if design.has_words(id, r"dead"):
            continue
        rate = design.rate(id)
        yield found(
            one,
            f"Messages of {one.label} that fail again and again have no place to go"
            + (f", of {rate} that come in at the peak." if rate else "."),
            why="One message that always fails is tried for ever, and blocks or starves the rest.",
            way_out="Add a dead-letter queue with an alarm and a way to replay, or say in its note "
            "where failures go.",
            asks="A message crashes its worker each time: what happens to it, and to those behind "
            "it?",
            number=rate,
        )


def _gives_up(id: str, design: Design) -> bool:
    if design.has_words(id, _SAID):
        return True
    return any(is_a(design.there[one.target], ("DeadLetterQueue",)) for one in design.out_of[id])
