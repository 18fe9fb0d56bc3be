"""What is wrong with a page, mended line by line: other words' places first, then another way."""

from collections.abc import Mapping

from sddiagram.render.layout.passing import Page
from sddiagram.render.layout.soundness import Fault, faults
from sddiagram.render.measure.geometry import Rectangle

_MOST = 8
"""Faults of a page that is worth mending."""


def mended(page: Page, cards: Mapping[str, Rectangle], titles: Mapping[str, Rectangle]) -> bool:
    """Mend the page; False when something stays wrong."""

    def found() -> list[Fault]:
        return list(faults(page.pattern, page.plan, cards, titles, page.ways, page.words))

    left = found()
    tried: set[str] = set()
    while left and len(left) <= _MOST:
        id = next((id for fault in left for id in fault.lines if id not in tried), None)
        if id is None:
            return False
        tried.add(id)
        for way_out in (page.put_words, page.draw, page.redraw):
            ways, words = dict(page.ways), dict(page.words)
            now = left if way_out(id) is False else found()
            if len(now) < len(left):
                left = now
                tried.clear()
                break
            page.ways, page.words = ways, words
    return not left
