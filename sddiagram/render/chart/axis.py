"""The axis of the load, from one to a hundred million and on where the design needs more."""

from dataclasses import dataclass
from math import ceil, log10
from xml.etree.ElementTree import Element, SubElement

from sddiagram.estimate.growth import LEAST, MOST, Growth
from sddiagram.estimate.traffic import people
from sddiagram.render.board.shapes import draw_text, number
from sddiagram.render.measure.text import width

WIDTH = 860.0
LEFT, RIGHT = 206.0, 826.0
_SIZE = 11.5


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis of the load."""

    decades: int
    """How many powers of ten it spans."""
    unit: str

    @classmethod
    def of(cls, growth: Growth) -> "Axis":
        """The axis of a growth, with room for ten times the design's own load.

        Limits that are not much farther stand on it too.
        """
        least = _decades(MOST)
        farthest = max((one.at for one in growth.limits), default=LEAST)
        return cls(
            max(least, _decades(10 * growth.own), min(_decades(farthest), least + 1)), growth.unit
        )

    @property
    def end(self) -> float:
        """The load at its end."""
        return 10.0**self.decades

    def place(self, load: float) -> float:
        """Where a load stands, in px from the left; what is beyond the axis stands at its end."""
        power = log10(max(load, LEAST))
        return LEFT + (RIGHT - LEFT) * min(1.0, power / self.decades)

    def draw(self, root: Element, top: float, bottom: float) -> None:
        """Draw a line for each power of ten, and what it is, below the rows."""
        for power in range(self.decades + 1):
            x = self.place(10.0**power)
            line = f"M{number(x)},{number(top)}V{number(bottom)}"
            SubElement(root, "path", {"class": "grid", "d": line})
            said = people(10.0**power)
            draw_text(root, said, x - width(said, _SIZE) / 2, bottom + 16, _SIZE, "detail")
        wide = width(self.unit, _SIZE)
        draw_text(root, self.unit, LEFT - 16 - wide, bottom + 16, _SIZE, "detail")


def _decades(load: float) -> int:
    """How many powers of ten reach from one to `load`."""
    return ceil(log10(max(LEAST, load)) - 1e-9)
