"""A backup or a checkpoint that nothing is restored from.

What it finds: a store of backups, checkpoints or snapshots with no arrow out of it, and no word of
a restore.

Why it is bad: a backup that was never restored is a hope. How long a restore takes is the answer
to "when are you back?", and it is longer than people think.

For example:

    orders, files = sd.SQLPrimary("Orders"), sd.ObjectStorage("Backups", technology="s3")
    pattern = sd.Pattern("Shop", sd.Service("API") >> orders >> sd.batches("nightly") >> files)

Instead:

    orders, files = sd.SQLPrimary("Orders"), sd.ObjectStorage("Backups", technology="s3")
    pattern = sd.Pattern(
        "Shop",
        sd.Service("API") >> orders >> sd.batches("nightly") >> files,
        files >> sd.batches("restore, tested monthly") >> orders,
    )

Look-alike: an archive that is kept for the law.

    orders, files = sd.SQLPrimary("Orders"), sd.ObjectStorage("Archive", technology="s3")
    pattern = sd.Pattern("Shop", sd.Service("API") >> orders >> sd.batches("yearly") >> files)

False positives: a note that says how a restore goes ("restore in 30 min, tested") is enough.

Source: Google, Site Reliability Engineering, chapter 26, Data Integrity: people want restores.
"""

import re
from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found
from sddiagram.review.roles import FILES, is_a

_BACKUP = r"\b(backups?|check.?points?|snapshots?)\b"
_RESTORED = r"\b(restor\w*|recover\w*|resum\w*|reload\w*|tested|pitr|point.in.time)\b"


def backup_without_restore(design: Design) -> Iterator[Finding]:
    """Backups that data goes into, and never comes out of."""
    for id, one in design.there.items():
        is_backup = is_a(one, FILES) and design.has_words(id, _BACKUP)
        if not is_backup or design.out_of[id] or not design.into[id]:
            continue
        if design.has_words(id, _RESTORED) or any(
            re.search(_RESTORED, design.note(design.there[arrow.source]), re.IGNORECASE)
            for arrow in design.into[id]
        ):
            continue
        if any(design.is_only_read(arrow) for arrow in design.into[id]):
            continue
        yield found(
            one,
            f"Data goes into {one.label}, and nothing says how it is restored.",
            why="A backup that was never restored is a hope, and the restore decides the downtime.",
            way_out="Draw the arrow of the restore, or say in its note how long one takes and how "
            "often it is tested.",
            asks="When did you last restore it, and how long did that take?",
            number="0 restores",
        )
