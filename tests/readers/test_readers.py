"""One SVG for every reader: words, icons and colours are where they must be, in pixels."""

from collections.abc import Callable, Iterator

import pytest
from PIL import Image

import sddiagram as sd
from sddiagram.render.checking.seen import Seen, seen_in
from sddiagram.render.measure.card import ICON, ICON_GAP, PADDING
from sddiagram.render.measure.geometry import Rectangle
from sddiagram.render.theme import DARK, LIGHT

Drawn = Callable[[bytes], Image.Image]
Colour = tuple[int, int, int]

OFFICE = sd.Group("Back office")
USERS = sd.Client("Users")
API = sd.Service("Order service", replicas=3, note="stateless, three zones")
EVENTS = sd.Queue("Events", technology="kafka", group=OFFICE)
CARTS = sd.Cache("Carts", technology="redis", note="a day")
PATTERN = sd.Pattern(
    "Shop",
    sd.Stage("Sell", USERS >> "place an order" >> API),
    sd.Stage("Tell", API >> sd.emits("order placed") >> EVENTS, API >> CARTS, why="Mail is slow."),
)
LOGOS = {"events": "#000000", "carts": "#a41e11"}
"""A colour of each logo."""


def picture(theme: str = "auto") -> bytes:
    return sd.render(PATTERN, stage=2, theme=theme)


def rgb(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def is_near(one: Colour, other: Colour, most: int = 48) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= most


def pixels(image: Image.Image, place: Rectangle) -> list[list[Colour]]:
    """The columns of `place`."""
    across = range(round(place.x), round(place.x + place.width))
    down = range(round(place.y), round(place.y + place.height))
    return [[image.getpixel((x, y)) for y in down] for x in across]  # type: ignore[misc]


def inked(image: Image.Image, place: Rectangle, ground: str) -> list[bool]:
    """Which columns of `place` hold anything."""
    bare = rgb(ground)
    return [not all(is_near(one, bare) for one in column) for column in pixels(image, place)]


def icons(seen: Seen) -> Iterator[tuple[str, Rectangle]]:
    for id, card in seen.cards.items():
        top = card.y + (card.height - ICON) / 2
        yield id, Rectangle(card.x + PADDING, top, ICON, ICON)


@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_all_words_are_there(theme: str, drawn: Drawn) -> None:
    image, seen = drawn(picture(theme)), seen_in(picture(theme))
    for text in seen.texts:
        place = text.place
        ground = image.getpixel((round(place.x) - 2, round(place.y)))
        assert isinstance(ground, tuple)
        ink = inked(image, place, f"#{bytes(ground[:3]).hex()}")
        assert sum(ink) > 0.5 * len(ink), text.words


@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_no_words_run_out_of_their_card(theme: str, drawn: Drawn, reader: str) -> None:
    if reader == "qt":
        pytest.skip("Qt reads one font only, and draws another where that is missing")
    image, seen = drawn(picture(theme)), seen_in(picture(theme))
    cards = (DARK if theme == "dark" else LIGHT).accent_tint
    for id in ("events", "carts"):
        card = seen.cards[id]
        end = max(text.place.x + text.place.width for text in seen.texts if text.owner == id)
        beside = Rectangle(end + 2, card.y + 12, card.x + card.width - end - 5, card.height - 24)
        assert not any(inked(image, beside, cards)), id


def test_icons_keep_their_place_and_their_size(drawn: Drawn) -> None:
    image, seen = drawn(picture()), seen_in(picture())
    for id, place in icons(seen):
        card = LIGHT.card if id in ("users", "order-service") else LIGHT.accent_tint
        beside = Rectangle(place.x + ICON + 2, place.y, ICON_GAP - 4, ICON)
        assert sum(inked(image, place, card)) > 0.4 * ICON, id
        assert not any(inked(image, beside, card)), id


def test_icons_keep_their_colours(drawn: Drawn) -> None:
    image, seen = drawn(picture()), seen_in(picture())
    families = {one.id: LIGHT.families[one.kind.family] for one in (USERS, API)}
    for id, place in icons(seen):
        colour = rgb({**families, **LOGOS}[id])
        shown = [is_near(one, colour) for column in pixels(image, place) for one in column]
        assert 0.01 < sum(shown) / len(shown) < 0.8, id


def test_what_is_new_has_the_accent(drawn: Drawn) -> None:
    image, seen = drawn(picture()), seen_in(picture())
    for id, is_new in (("order-service", False), ("events", True), ("carts", True)):
        card = seen.cards[id]
        border = Rectangle(card.x + card.width / 2, card.y - 2, 1, 4)
        shown = [is_near(one, rgb(LIGHT.accent), 70) for one in pixels(image, border)[0]]
        assert any(shown) == is_new, id


@pytest.mark.parametrize(("theme", "ground"), [("auto", LIGHT.ground), ("dark", DARK.ground)])
def test_the_ground_is_that_of_the_theme(theme: str, ground: str, drawn: Drawn) -> None:
    assert is_near(drawn(picture(theme)).getpixel((4, 4)), rgb(ground), 8)  # type: ignore[arg-type]
