"""A picture that needs other files."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen


def outside_reference(seen: Seen) -> Iterator[Finding]:
    """A link to another file or host: the picture breaks when it is moved, and tells who reads."""
    for reference in seen.references:
        if not reference.startswith(("#", "data:")):
            yield Finding("outside-reference", reference, "report it as a bug")
