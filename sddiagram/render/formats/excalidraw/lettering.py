"""How wide Excalidraw's own fonts are, in which it draws what a scene says."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sddiagram.errors import EngineError
from sddiagram.render.measure import text
from sddiagram.render.measure.text import wrap

_WIDTHS = Path(text.__file__).parent.parent / "fonts" / "excalifont.json"


@dataclass(frozen=True, slots=True)
class Lettering:
    """A font of Excalidraw's."""

    family: int
    """Its number there."""
    is_hand: bool

    def width(self, words: str, size: float) -> float:
        """Width of `words` in px at `size` px."""
        if not self.is_hand:
            return text.width(words, size)
        widths = _excalifont()
        # Excalidraw falls back on fonts that we do not have for what its own lacks.
        return size * sum(widths[one] if one in widths else text.width(one, 1.0) for one in words)

    def widest(self, lines: Sequence[str], size: float) -> float:
        """Width of the widest of `lines`."""
        return max(self.width(line, size) for line in lines)

    def fitting(self, lines: Sequence[str], size: float, room: float) -> float:
        """`size`, or the smaller one at which `lines` fit into `room` px."""
        widest = self.widest(lines, size)
        return size if widest <= room else round(size * room / widest, 2)

    def wrapped(self, words: str, size: float, room: float) -> tuple[str, ...]:
        """All `words` in lines of at most `room` px, or nearly."""
        share = text.width(words, size) / (self.width(words, size) or 1.0)
        return wrap(words, size, room * min(1.0, share), len(words) + 1)


HELVETICA = Lettering(2, is_hand=False)
"""Drawn as Arial or what has its widths, as our own font has."""
EXCALIFONT = Lettering(5, is_hand=True)
"""The hand. Its pairs of letters stand a little closer than the sum of their widths."""


@cache
def _excalifont() -> dict[str, float]:
    try:
        metrics = json.loads(_WIDTHS.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise EngineError(
            "The widths of Excalidraw's font, which ship with sddiagram in excalifont.json, are "
            "missing or damaged; install sddiagram again."
        ) from error
    em = metrics["units_per_em"]
    widths = [width / em for width in metrics["regular"]]
    return dict(zip(metrics["characters"], widths, strict=True))
