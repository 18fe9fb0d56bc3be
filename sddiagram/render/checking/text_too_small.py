"""Text that is too small to read once the picture is fitted to a note."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.board.style import SIZES
from sddiagram.render.checking.seen import Seen
from sddiagram.render.layout.places import NOTE_WIDTH

LEAST_NAME, LEAST_TEXT = 11.0, 9.0
"""Smallest sizes in px of names, and of any text, in a picture fitted to a note's width."""


def text_too_small(seen: Seen) -> Iterator[Finding]:
    """A picture so wide that a note shows its names or its small print too small to read.

    It matters since a note scales a wide picture down, and a reader does not open every picture.
    """
    shown = min(1.0, NOTE_WIDTH / seen.page.width)
    for least, what, sizes in (
        (LEAST_NAME, "names", [SIZES["name"]]),
        (LEAST_TEXT, "texts", [SIZES[text.style] for text in seen.texts]),
    ):
        if (smallest := min(sizes, default=least) * shown) < least - 0.005:
            yield Finding(
                "text-too-small",
                f"{what} are {smallest:.1f} px in a note of {NOTE_WIDTH:.0f} px, under {least:g}",
                "try the other --direction, shorter labels, or fewer components",
            )
