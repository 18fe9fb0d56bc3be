"""Text that does not stand out from its ground."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.board.contrast import LEAST_CONTRAST, faint_texts
from sddiagram.render.checking.seen import Seen


def faint_text(seen: Seen) -> Iterator[Finding]:
    """A theme's text colour too near to its ground, for many eyes and every projector."""
    for texts, ratio in faint_texts(seen.style_sheet):
        yield Finding(
            "faint-text",
            f"{texts} has a contrast of {ratio:.1f}, under {LEAST_CONTRAST}",
            "change one of the two colours in the theme",
        )
