"""A user who waits for work that belongs in the background.

What it finds: a call, on the way of a client's request, to a worker, a batch job, a training job,
a crawler or a sender of mail.

Why it is bad: the request takes as long as the slowest of it, its thread is held, and when the
work fails the user sees it. A burst of requests is a burst of work.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    pattern = sd.Pattern("Video", users >> api >> "transcode" >> sd.Worker("Transcoders"))

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    jobs = sd.Queue("Uploads", technology="sqs", note="with dead-letter queue")
    pattern = sd.Pattern("Video", users >> api >> sd.emits("video") >> jobs >> sd.Worker("Coders"))

Look-alike: a call that only starts the work, and is answered at once.

    users, flows = sd.Client("Users"), sd.Workflow("Runs", technology="temporal")
    pattern = sd.Pattern("Jobs", users >> sd.Service("API", replicas=3) >> "start run" >> flows)

False positives: work of milliseconds that happens to be drawn as a worker; draw a service.

Source: Azure Architecture Center, Asynchronous Request-Reply pattern and Queue-Based Load
Leveling pattern.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a, is_client, is_of_the_house

_SLOW = ("Worker", "BatchProcessor", "ETLJob", "TrainingJob", "Crawler", "Notification")
_AT_ONCE = (
    r"\b(start\w*|submit\w*|enqueue\w*|202|async\w*|accept\w*|schedul\w*|trigger\w*|subscribe|"
    r"poll\w*)\b"
)
_STARTERS = ("Workflow", "Scheduler", "External")


def waits_for_slow_work(design: Design) -> Iterator[Finding]:
    """Calls on the request path to what works in the background."""
    for arrow in design.calls:
        source, target = design.there[arrow.source], design.there[arrow.target]
        is_on_path = source.id in design.for_users or is_client(source)
        if not is_a(target, _SLOW) or not is_on_path or is_a(source, (*_SLOW, *_STARTERS)):
            continue
        if is_of_the_house(source) or arrow.link.verb.name != "calls":
            continue
        # Whose time is stated is a hop of the path, whatever it is called.
        if design.has_words(arrow, _AT_ONCE) or target.latency is not None:
            continue
        rate = design.rate(arrow)
        yield found(
            arrow,
            f"A user's request waits for the work of {target.label}"
            + (f", {rate} at the peak." if rate else "."),
            why="The request takes as long as the work, and fails when the work fails.",
            way_out="Put a queue between them, answer at once, and tell the user when it is done.",
            asks="How long does the user wait when it falls behind?",
            number=rate,
        )
