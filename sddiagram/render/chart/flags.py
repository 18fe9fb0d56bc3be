"""What stands on the axis: a flag for each stage, where it starts to be needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from sddiagram.estimate.growth import LEAST, Growth
from sddiagram.render.board.shapes import draw_text, number
from sddiagram.render.chart.axis import WIDTH, Axis
from sddiagram.render.measure.text import width, wrap

LEVEL = 22.0
"""How much higher one flag hangs than the next."""
_HEIGHT, _SIZE, _APART, _WIDEST = 18.0, 11.5, 6.0, 200.0


@dataclass(frozen=True, slots=True)
class Flag:
    """The flag of a stage, and its pole; the first stage needs no pole."""

    said: str
    pole: float
    left: float
    width: float
    level: int
    is_first: bool


def flags_of(growth: Growth, axis: Axis) -> list[Flag]:
    """The flags from left to right, on as many levels as keep them apart; none of one stage."""
    if len(growth.stages) == 1:
        return []
    found: list[Flag] = []
    ends: list[float] = []
    needed = [one for one in growth.stages if one.at is not None]
    for one in sorted(needed, key=lambda one: (one.at or LEAST, one.view.number)):
        pole = axis.place(one.at or LEAST)
        said = wrap(f"{one.view.number} {one.view.stage.title}", _SIZE, _WIDEST, 1, bold=True)[0]
        wide = width(said, _SIZE, bold=True) + 14
        left = pole if pole + wide < WIDTH - 8 else pole - wide
        level = next((at for at, end in enumerate(ends) if end <= left), len(ends))
        ends[level:] = [left + wide + _APART, *ends[level + 1 :]]
        found.append(Flag(said, pole, left, wide, level, one.view.number == 1))
    return found


def flags_height(flags: Sequence[Flag]) -> float:
    """How high all levels are, in px."""
    return LEVEL * max((one.level + 1 for one in flags), default=0)


def draw_poles(root: Element, flags: Sequence[Flag], top: float, bottom: float) -> None:
    """Draw the lines at which stages start to be needed; `top` is that of the highest flag."""
    for one in flags:
        if not one.is_first:
            line = f"M{number(one.pole)},{number(top + LEVEL * one.level)}V{number(bottom)}"
            SubElement(root, "path", {"class": "pole", "d": line})


def draw_flags(root: Element, flags: Sequence[Flag], top: float) -> None:
    """Draw the flags, which hide what runs behind them."""
    for one in flags:
        y = top + LEVEL * one.level
        flag = SubElement(root, "g", {"class": "flag"})
        box = {"x": one.left, "y": y, "width": one.width, "height": _HEIGHT}
        SubElement(flag, "rect", {**{side: number(at) for side, at in box.items()}, "rx": "4"})
        draw_text(flag, one.said, one.left + 7, y + 13, _SIZE, "said", bold=True)


def draw_own(root: Element, growth: Growth, axis: Axis, top: float, bottom: float) -> None:
    """Draw the load for which the design is made."""
    line = f"M{number(axis.place(growth.own))},{number(top)}V{number(bottom)}"
    SubElement(root, "path", {"class": "own", "d": line})
