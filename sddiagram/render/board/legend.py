"""The legend: what the kinds of line mean, for a picture that has two or more."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.flow import Verb
from sddiagram.render.board.shapes import draw_text, number
from sddiagram.render.measure.text import width

LEGEND_HEIGHT = 30.0
_SAMPLE, _GAP, _SIZE, _APART = 30.0, 8.0, 11.5, 22.0


def legend_width(verbs: Sequence[Verb]) -> float:
    """How wide the legend of `verbs` is, in px."""
    each = sum(_SAMPLE + _GAP + width(verb.name, _SIZE) + _APART for verb in verbs)
    return max(0.0, each - _APART)


def draw_legend(parent: Element, verbs: Sequence[Verb], x: float, bottom: float) -> None:
    """Draw a sample of each of `verbs` in a row that starts at `x` and ends at `bottom`."""
    legend = SubElement(parent, "g", {"class": "legend", "id": "sddiagram_legend"})
    y = bottom - 6
    for verb in verbs:
        sample = SubElement(legend, "g", {"class": f"edge {verb.name}"})
        end = x + _SAMPLE - 8
        line = f"M{number(x)},{number(y)}H{number(end)}"
        SubElement(sample, "path", {"class": "line", "d": line})
        tip = f"M{number(x + _SAMPLE)},{number(y)}l-9,-3.8v7.6Z"
        SubElement(sample, "path", {"class": "head", "d": tip})
        x += _SAMPLE + _GAP
        x += draw_text(legend, verb.name, x, y + 4, _SIZE, "detail") + _APART
