"""Words of an arrow or a group on a card."""

from collections.abc import Iterator

from sddiagram.finding import Finding
from sddiagram.render.checking.seen import Seen
from sddiagram.render.measure.geometry import meet


def words_on_card(seen: Seen) -> Iterator[Finding]:
    """Words over a card's border or its icon: neither is read, and they seem to be the card's."""
    for text in seen.texts:
        if text.style in ("label", "group-title"):
            for id, place in seen.cards.items():
                if meet(text.place, place):
                    where = f"{text.words!r} stands on {id}"
                    yield Finding(
                        "words-on-card", where, "shorten it, or try the other --direction"
                    )
