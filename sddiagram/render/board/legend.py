"""The legend: what the kinds of line mean, where there are two or more, and the looks of cards."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from sddiagram.model.flow import Verb
from sddiagram.model.marks import Marks, Tone
from sddiagram.render.board.looks import LOOKS
from sddiagram.render.board.shapes import box, draw_text, number
from sddiagram.render.measure.geometry import Rectangle
from sddiagram.render.measure.text import width

LEGEND_HEIGHT = 30.0
_SAMPLE, _GAP, _SIZE, _APART = 30.0, 8.0, 11.5, 22.0


def looks_of(marks: Marks) -> dict[Tone, str]:
    """The tones that change how a card looks, each with the words of its first mark."""
    said = [mark for mark in marks.values() if mark.text]
    return {
        tone: next(mark.text for mark in said if mark.tone is tone)
        for tone in LOOKS
        if any(mark.tone is tone for mark in said)
    }


def legend_width(verbs: Sequence[Verb], looks: Mapping[Tone, str]) -> float:
    """How wide the legend of `verbs` and `looks` is, in px."""
    words = [*(verb.name for verb in verbs), *looks.values()]
    each = sum(_SAMPLE + _GAP + width(word, _SIZE) + _APART for word in words)
    return max(0.0, each - _APART)


def draw_legend(
    parent: Element, verbs: Sequence[Verb], looks: Mapping[Tone, str], x: float, bottom: float
) -> None:
    """Draw a sample of each of `verbs` and `looks` in a row from `x` on that ends at `bottom`."""
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
    for tone, word in looks.items():
        sample = SubElement(legend, "g", {"class": f"sample {LOOKS[tone]}"})
        place = Rectangle(x, y - 8, _SAMPLE, 16)
        SubElement(sample, "rect", {"class": "swatch", **box(place), "rx": "4"})
        x += _SAMPLE + _GAP
        x += draw_text(legend, word, x, y + 4, _SIZE, "detail") + _APART
