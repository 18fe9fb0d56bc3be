"""A stream job that is fed by calls, with no log that it could read again.

What it finds: a stream processor into which services or clients send directly, with no log, queue
or files before it.

Why it is bad: while it restarts, what is sent is lost; and after a bug nothing can be computed
again, since the events are gone.

For example:

    app, counts = sd.Service("App", replicas=3), sd.StreamProcessor("Counts", technology="flink")
    pattern = sd.Pattern(
        "Counts", sd.Client("Users") >> app >> sd.emits("click") >> counts >> sd.NoSQL("Totals")
    )

Instead:

    app, counts = sd.Service("App", replicas=3), sd.StreamProcessor("Counts", technology="flink")
    log = sd.Stream("Clicks", technology="kafka", replicas=3)
    pattern = sd.Pattern(
        "Counts",
        sd.Client("Users") >> app >> sd.emits("click") >> log >> counts >> sd.NoSQL("Totals"),
    )

Look-alike: a job that follows a database's log of changes.

    orders, feed = sd.SQLPrimary("Orders"), sd.CDC("Changes", technology="debezium")
    counts = sd.StreamProcessor("Counts", technology="flink")
    pattern = sd.Pattern("Counts", orders >> feed >> sd.streams("rows") >> counts)

False positives: telemetry of which a minute may be lost.

Source: J. Kreps, The Log, 2013; M. Kleppmann, Designing Data-Intensive Applications, chapter 11.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import is_a, is_broker, is_client, is_store

_LOST = r"\b(may be lost|best effort|telemetry|metrics|sampled|at most once)\b"
_REPLAYABLE = ("StreamProcessor", "Collector", "BatchProcessor")


def stream_job_without_replay(design: Design) -> Iterator[Finding]:
    """Stream processors that nothing replayable feeds."""
    for id, one in design.there.items():
        into = [arrow for arrow in design.into[id] if not arrow.link.verb.is_background]
        events = [arrow for arrow in into if arrow.link.verb.name in ("emits", "streams")]
        if not is_a(one, ("StreamProcessor",)) or not events or design.has_words(id, _LOST):
            continue
        sources = [design.there[arrow.source] for arrow in into]
        if any(is_client(source) for source in sources):
            # That a client reaches it is another finding, with the same way out.
            continue
        if any(is_broker(s) or is_store(s) or is_a(s, _REPLAYABLE) for s in sources):
            continue
        rate = design.rate(events[0])
        yield found(
            one,
            f"Events go from {sources[0].label} to {one.label}"
            + (f", {rate} at the peak," if rate else "")
            + " with no log between them.",
            why="While it restarts events are lost, and after a bug nothing can be computed again.",
            way_out="Put a log before it that keeps some days, and read from there.",
            asks="The job had a bug for 2 days: how do you repair the result?",
            number=rate,
        )
