"""How large a card, an edge's label and a group's title are, and how their words break."""

from dataclasses import dataclass
from functools import lru_cache

from sddiagram.model.component import Component, Family
from sddiagram.model.prose import plain
from sddiagram.render.measure.text import width, wrap_in

NAME_SIZE = 14.0
DETAIL_SIZE = 11.5
LABEL_SIZE = 11.5
GROUP_SIZE = 12.5
NAME_LINE = 18.0
DETAIL_LINE = 15.0
LABEL_LINE = 14.0
PADDING = 10.0
ICON = 32.0
ICON_GAP = 10.0
BADGE_GAP = 8.0

# Widths in px and numbers of lines, tried in turn: what has no room in the last is cut.
_NAME_ROOMS = ((150.0, 3), (190.0, 3), (230.0, 4))
_DETAIL_ROOMS = ((160.0, 2), (200.0, 2), (230.0, 3))
_LABEL_ROOMS = ((130.0, 3), (165.0, 3), (200.0, 4))
_NARROW_ROOMS = ((108.0, 3), (134.0, 3), *_DETAIL_ROOMS)
_GROUP_ROOMS = ((260.0, 1), (420.0, 1), (560.0, 1))


@dataclass(frozen=True, slots=True)
class Card:
    """A component's card, in px: icon at the left, name in bold, a short grey line under it."""

    name: tuple[str, ...]
    detail: tuple[str, ...]
    badge: str
    """How many there are: `×3`, or nothing for one."""
    family: Family
    width: float
    height: float

    @property
    def text_x(self) -> float:
        """Where its words start, from its left border."""
        return PADDING + ICON + ICON_GAP


def technology_shown(component: Component) -> str:
    """The technology's name under a label, which says it already of one that is called so."""
    name = component.technology.name if component.technology else ""
    return "" if name.casefold() == component.label.casefold() else name


@lru_cache(maxsize=4096)
def card_of(component: Component, *, is_narrow: bool = False) -> Card:
    """The card of `component`, as large as its words need; narrow ones have more lines."""
    name = wrap_in(component.label, NAME_SIZE, _NAME_ROOMS, bold=True)
    technology = technology_shown(component)
    said = " · ".join(part for part in (technology, plain(component.note)) if part)
    detail = (
        wrap_in(said, DETAIL_SIZE, _NARROW_ROOMS if is_narrow else _DETAIL_ROOMS) if said else ()
    )
    badge = f"×{component.instances:,}" if component.instances > 1 else ""
    first = width(name[0], NAME_SIZE, bold=True)
    if badge:
        first += BADGE_GAP + width(badge, DETAIL_SIZE, bold=True)
    words = max(
        first,
        *(width(line, NAME_SIZE, bold=True) for line in name),
        *(width(line, DETAIL_SIZE) for line in detail),
    )
    lines = len(name) * NAME_LINE + len(detail) * DETAIL_LINE
    return Card(
        name,
        detail,
        badge,
        component.kind.family,
        width=float(round(PADDING + ICON + ICON_GAP + words + PADDING + 2)),
        height=float(round(max(ICON, lines) + 2 * PADDING)),
    )


@dataclass(frozen=True, slots=True)
class Label:
    """The words on an edge or at the top of a group, in px."""

    lines: tuple[str, ...]
    width: float
    height: float

    @staticmethod
    @lru_cache(maxsize=4096)
    def of_edge(text: str) -> "Label":
        """An edge's label, with the air that keeps it off its line."""
        lines = wrap_in(text, LABEL_SIZE, _LABEL_ROOMS)
        widest = max(width(line, LABEL_SIZE) for line in lines)
        return Label(lines, float(round(widest + 10)), len(lines) * LABEL_LINE + 4)

    @staticmethod
    @lru_cache(maxsize=512)
    def of_group(text: str) -> "Label":
        """A group's title, on one line."""
        lines = wrap_in(text, GROUP_SIZE, _GROUP_ROOMS, bold=True)
        return Label(lines, float(round(width(lines[0], GROUP_SIZE, bold=True) + 8)), 18.0)
