"""Batch work that nothing starts.

What it finds: batches that move data, with no scheduler or workflow, no `every=`, and no word of
when they run.

Why it is bad: when it runs decides how old the data is, and what happens when a run fails or takes
longer than the time between two.

For example:

    lake, job = sd.DataLake("Events"), sd.BatchProcessor("Totals", technology="spark")
    pattern = sd.Pattern("Report", lake >> sd.batches("rows") >> job >> sd.DataWarehouse("Report"))

Instead:

    lake, job = sd.DataLake("Events"), sd.BatchProcessor("Totals", technology="spark")
    pattern = sd.Pattern(
        "Report", lake >> sd.batches("rows", every=1 * sd.day) >> job >> sd.DataWarehouse("Report")
    )

Look-alike: a scheduler that starts it.

    lake, job = sd.DataLake("Events"), sd.BatchProcessor("Totals", technology="spark")
    flows = sd.Workflow("Runs", technology="airflow")
    pattern = sd.Pattern(
        "Report", flows >> "start" >> job, lake >> sd.batches("rows") >> job
    )

False positives: a job that a person starts by hand; say so in its note.

Source: Google, Site Reliability Engineering, chapter 25, Data Processing Pipelines.
"""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found, named
from sddiagram.review.roles import is_a

_JOBS = ("BatchProcessor", "ETLJob")
_WHEN = (
    r"\b(daily|hourly|nightly|weekly|monthly|yearly|every|a day|per day|each (day|night|hour)|cron|"
    r"schedul\w*|once a|by hand|on demand|\d+ ?(min|h|s|days?|hours?)|micro.?batch\w*|"
    r"orchestrat\w*|continuous\w*|airflow|dagster|prefect|as of)\b"
)


def batch_without_schedule(design: Design) -> Iterator[Finding]:
    """Batch jobs of a design that says of none when it runs; told once."""
    if any(is_a(one, ("Scheduler", "Workflow")) for one in design.there.values()):
        return
    jobs = [
        one
        for id, one in design.there.items()
        if is_a(one, _JOBS)
        and any(arrow.link.verb.name == "batches" for arrow in design.into[id])
        and not design.has_words(id, _WHEN)
        and not any(
            arrow.link.every is not None for arrow in (*design.into[id], *design.out_of[id])
        )
    ]
    if not jobs:
        return
    yield found(
        jobs[0],
        f"Nothing says how often {named(one.label for one in jobs)} "
        f"{'runs' if len(jobs) == 1 else 'run'}.",
        why="When it runs decides how old the data is, and what a failed run means.",
        way_out="Say every= on the arrow, put it into the note, or draw the scheduler.",
        asks="What if last night's run failed, or takes longer than a day?",
        number=str(len(jobs)),
    )
