"""What a call does, as its label or its classes' names say it: it writes, or it reads."""

import re

from sddiagram.model.flow import Arrow

_WRITES = re.compile(
    r"^(writes?|inserts?|updates?|upserts?|saves?|stores?|puts?|sets?|deletes?|creates?|records?|"
    r"commits?|appends?|post(s|ed)?|adds?|state|rows?|entries|orders?|hold|release|increments?|"
    r"confirm|index|mark|log|claim|book|transaction|like|follow|misses, writes)\b",
    re.IGNORECASE,
)
_WRITING = re.compile(r"\b(writ\w+|post\w*|creat\w+|updat\w+|upload\w*|sav\w+|edit\w*)\b", re.I)
"""A class of requests that changes something, by its name."""
_READS = re.compile(
    r"(reads?|gets?|list|look|query|fetch|find|search|top|may|seen)\b", re.IGNORECASE
)
_READING = re.compile(r"\b(read|open|view|search|quer|get)")
"""A class of requests that only looks, by its name."""


def writes(arrow: Arrow) -> bool:
    """Whether a call changes what its target holds."""
    if _WRITES.match(arrow.link.label):
        return True
    return bool(arrow.link.of) and all(_WRITING.search(one.name) for one in arrow.link.of)


def reads(arrow: Arrow) -> bool:
    """Whether a call says that it reads."""
    if _READS.match(arrow.link.label):
        return True
    return bool(arrow.link.of) and all(_READING.search(one.name) for one in arrow.link.of)
