"""Work whose result reaches nobody.

What it finds: a consumer of a queue that a user's request fills, or what an answer is streamed
through, from which nothing comes back: no store that is read, no message, no client.

Why it is bad: the user asked for something. An interviewer asks how they get it, and the drawing
has no arrow for it.

For example:

    users, api = sd.Client("Users"), sd.Service("Video API", replicas=3)
    jobs, workers = sd.Queue("Uploads"), sd.Worker("Transcoders", replicas=9)
    pattern = sd.Pattern("Video", users >> api >> sd.emits("video") >> jobs >> workers)

Instead:

    users, api = sd.Client("Users"), sd.Service("Video API", replicas=3)
    jobs, workers = sd.Queue("Uploads"), sd.Worker("Transcoders", replicas=9)
    files = sd.ObjectStorage("Videos", technology="s3")
    pattern = sd.Pattern(
        "Video", users >> api >> sd.emits("video") >> jobs >> workers >> "put" >> files
    )

Look-alike: counts and training, which no user waits for, and mail, which leaves the system.

    users, api = sd.Client("Users"), sd.Service("Shop API", replicas=3)
    jobs, workers = sd.Queue("Mails"), sd.Worker("Senders", replicas=3)
    pattern = sd.Pattern(
        "Mail", users >> api >> sd.emits("mail") >> jobs >> workers >> sd.Notification("Mail")
    )

False positives: work whose whole effect is outside of the drawing; say so in the worker's note.

Source: G. Hohpe and B. Woolf, Enterprise Integration Patterns, Request-Reply and Return Address.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.model.component import Component, Family
from sddiagram.review.design import Design, found, named
from sddiagram.review.roles import BATCH, QUEUES, TELEMETRY, is_a, is_broker, is_client, is_store

_ENDS = BATCH | TELEMETRY | {"Notification", "External", "Payment", "DeadLetterQueue"}
_OUTSIDE = (
    r"\b(mails?|e-?mails?|notif\w*|webhooks?|clean\w*|delet\w*|purge\w*|expire\w*|reports?|"
    r"bill\w*)\b"
)


def result_never_returns(design: Design) -> Iterator[Finding]:
    """Consumers of users' work, and takers of streamed answers, that lead to nothing."""
    for arrow in design.arrows:
        source, target = design.there[arrow.source], design.there[arrow.target]
        is_taken = is_a(source, QUEUES) and _is_asked(source.id, design)
        is_streamed = arrow.link.verb.name == "streams" and source.id in design.on_path
        if arrow.link.verb.is_answer or not (is_taken or is_streamed):
            continue
        if is_broker(target) or is_store(target) or is_client(target) or is_a(target, _ENDS):
            continue
        if is_streamed and _is_called(target.id, design):
            continue
        if any(_is_end(design.there[id], design) for id in design.past(target.id)):
            continue
        if design.has_words(target.id, _OUTSIDE):
            continue
        rate = design.rate(arrow)
        moved = f"{rate} go" if rate else "Work goes"
        last = [design.there[id].label for id in design.past(target.id) if id != target.id]
        there = f"beyond {named(last)}" if last else "on from there"
        yield found(
            target,
            f"{moved} from {source.label} to {target.label}, and no arrow leads {there}.",
            why="A user asked for it, and waits for what comes of it.",
            way_out="Draw where the result is kept and read, or the arrow that takes it to the "
            "user.",
            asks="How does the user get the result?",
            number=rate,
        )


def _is_asked(queue: str, design: Design) -> bool:
    """Whether something that a client waits for fills a queue."""
    return any(arrow.source in design.on_path for arrow in design.into[queue])


def _is_called(id: str, design: Design) -> bool:
    return any(arrow.target == id and arrow.link.verb.name == "calls" for arrow in design.calls)


def _is_end(one: Component, design: Design) -> bool:
    """Whether a result is well kept there: a client, a store, the outside, or the path itself."""
    return (
        is_client(one)
        or is_store(one)
        or is_a(one, _ENDS)
        or (one.id in design.on_path and one.kind.family is Family.EDGE)
        or (is_broker(one) and not is_a(one, QUEUES))
    )
