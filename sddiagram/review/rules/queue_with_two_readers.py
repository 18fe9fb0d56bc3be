"""A work queue with two kinds of readers, each of which gets half of the messages.

What it finds: a queue from which two components of different purpose take messages.

Why it is bad: a queue hands each message to one consumer. The mail is sent for every second order,
and the other half is packed.

For example:

    orders, jobs = sd.Service("Orders"), sd.Queue("Orders placed", technology="rabbitmq")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> orders >> sd.emits("order") >> jobs,
        jobs >> sd.Worker("Packing"),
        jobs >> sd.Worker("Mail"),
    )

Instead:

    orders, topic = sd.Service("Orders"), sd.PubSub("Orders placed", technology="sns")
    pattern = sd.Pattern(
        "Shop",
        sd.Client("Users") >> orders >> sd.emits("order") >> topic,
        topic >> sd.Queue("To pack") >> sd.Worker("Packing"),
        topic >> sd.Queue("To mail") >> sd.Worker("Mail"),
    )

Look-alike: workers of one kind, drawn one by one, and a log that each group reads whole.

    api, jobs = sd.Service("API"), sd.Queue("Jobs", technology="rabbitmq")
    pattern = sd.Pattern(
        "Jobs",
        sd.Client("Users") >> api >> sd.emits("job") >> jobs,
        jobs >> [sd.Worker("Worker 1"), sd.Worker("Worker 2")],
    )

False positives: a broker that copies each message to every queue bound to it; draw the queues.

Source: G. Hohpe and B. Woolf, Enterprise Integration Patterns, Point-to-Point Channel.
"""

import re
from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found, named
from sddiagram.review.roles import QUEUES, TELEMETRY, is_a

_EACH_READS_ALL = r"\b(kafka|kinesis|redpanda|pulsar|streams?|topics?|exchange|fan.?out|groups?)\b"
_BY_KIND = r"\b(by|per|each|priority|routing|route|lane|or)\b"


def queue_with_two_readers(design: Design) -> Iterator[Finding]:
    """Queues that split their messages between unlike consumers."""
    for id, one in design.there.items():
        if not is_a(one, QUEUES) or design.has_words(id, f"{_EACH_READS_ALL}|{_BY_KIND}"):
            continue
        readers = [
            design.there[arrow.target]
            for arrow in design.out_of[id]
            if not arrow.link.verb.is_answer
            and arrow.link.share is None
            and not arrow.link.of
            and not is_a(design.there[arrow.target], TELEMETRY | {"DeadLetterQueue", "Queue"})
        ]
        unlike = {re.sub(r"[\W\d_]+", " ", reader.label).strip().casefold() for reader in readers}
        if len(unlike) < 2:
            continue
        yield found(
            one,
            f"Each message of {one.label} goes to 1 of the {len(unlike)} that take from it: "
            f"{named(reader.label for reader in readers)}.",
            why="Each of them sees a part of the messages only.",
            way_out="Use a topic or a log, with a queue or a group for each reader.",
            asks="Which of them gets the next message, and what does the other one do?",
            number=str(len(unlike)),
        )
