"""The result of a layout: the places of everything, and how large a note shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sddiagram.model.flow import Arrow
from sddiagram.render.measure.geometry import Rectangle, Route

NOTE_WIDTH, NOTE_HEIGHT = 800.0, 1000.0
"""The space that a picture has in a note, in px; what reads largest in it is kept."""


def legibility(width: float, height: float) -> float:
    """How large a note shows a picture of this size, 1 at the most."""
    return min(1.0, NOTE_WIDTH / width, NOTE_HEIGHT / height)


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of everything that any stage shows, from (0, 0)."""

    width: float
    height: float
    cards: Mapping[str, Rectangle]
    panels: Mapping[str, Rectangle]
    titles: Mapping[str, Rectangle]
    """Where the titles of the panels stand, in their top rows."""
    routes: Mapping[Arrow, Route]
    is_narrow: bool = False
    """Whether the words of the cards stand in narrow lines."""

    @property
    def legibility(self) -> float:
        """How large a note shows it, 1 at the most."""
        return legibility(self.width, self.height)
