"""A rescue that the text promises and the picture lacks.

What it finds: a risk whose mitigation names a fallback, a standby, a dead-letter queue, a second
region or a backup, where nothing on the board says so.

Why it is bad: the interviewer points at the picture and asks where it is.

For example:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    store = sd.SQLPrimary("Orders", zones=2)
    lost = sd.Risk("the region is lost", effect="no orders", mitigation="the second region serves")
    pattern = sd.Pattern("Shop", users >> api >> "write" >> store, risks=[lost])

Instead:

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    store = sd.SQLPrimary("Orders", zones=2)
    copy = sd.ReadReplica("Orders copy", group=sd.Group("Second region"))
    lost = sd.Risk("the region is lost", effect="no orders", mitigation="the second region serves")
    pattern = sd.Pattern(
        "Shop", users >> api >> "write" >> store >> sd.copies("WAL") >> copy, risks=[lost]
    )

Look-alike: a rescue that needs no box.

    users, api = sd.Client("Users"), sd.Service("API", replicas=3)
    store = sd.SQLPrimary("Orders", zones=2)
    lost = sd.Risk("the store is slow", effect="orders wait", mitigation="shed by priority")
    pattern = sd.Pattern("Shop", users >> api >> "write" >> store, risks=[lost])

False positives: a word that is used of something else; accept it, or say it otherwise.

Source: the interviewer, who points at the picture and asks where it is.
"""

import re
from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.review.design import Design, found

_PROMISES = {
    "a dead-letter queue": r"dead[- ]letter",
    "a standby": r"\bstandby\b",
    "a fallback": r"\bfall(s|ing)?[- ]?back\b",
    "a second region": r"\b(second|other|another) region\b",
    "a backup": r"\bbackups?\b",
}


def promise_not_drawn(design: Design) -> Iterator[Finding]:
    """Rescues in the risks that no component, group or arrow shows."""
    if not design.is_final:
        return
    groups = [group.label for group in design.view.groups]
    drawn = [arrow.link.label for arrow in design.arrows] + groups
    if any(arrow.link.fallback for arrow in design.arrows):
        drawn.append("fallback")
    for one in design.there.values():
        drawn += [one.label, design.note(one), one.kind.noun.replace("DeadLetter", "dead-letter ")]
        drawn.append(
            "standby" if one.instances > 1 or one.copies > 1 or (one.zones or 1) > 1 else ""
        )
    for risk in design.view.pattern.risks:
        said = design.text(risk.mitigation)
        for promise, words in _PROMISES.items():
            if not re.search(words, said, re.IGNORECASE):
                continue
            if any(re.search(words, one, re.IGNORECASE) for one in drawn):
                continue
            yield found(
                None,
                f"When {design.text(risk.failure)}, {promise} is promised, and 0 boxes show one.",
                why="The interviewer points at the picture and asks where it is.",
                way_out="Draw it, with the arrow that makes it work, or promise something else.",
                asks=f"Where is {promise} in your picture, and how does it get its data?",
                number="0 boxes",
            )
