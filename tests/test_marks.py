"""Marks: the one way to write onto a picture, and options that a format does not honour."""

import re
from xml.etree.ElementTree import Element

import pytest

import sddiagram as sd
from sddiagram.render.board.mark_places import free_place
from sddiagram.render.board.marks import draw_marks
from sddiagram.render.board.scope import plain
from sddiagram.render.checking import audit
from sddiagram.render.checking.seen import seen_in
from sddiagram.render.measure.geometry import Rectangle, crosses, meet

users, api, db = sd.Client("Users"), sd.Service("API"), sd.SQLPrimary("Orders")
READ = api >> "read" >> db
PATTERN = sd.Pattern("P", sd.Stage("One", users >> "order" >> api), sd.Stage("Two", READ))
MARKS: dict[str | sd.Arrow, sd.Mark] = {
    "orders": sd.Mark("120%", sd.Tone.ALARM),
    READ.arrows[0]: sd.Mark("4k rps"),
}


def marked(picture: bytes) -> list[tuple[str, str, str]]:
    """Tone, owner and words of each mark."""
    found = re.findall(
        r'class="(\w+) mark" data-of="([^"]+)">.*?class="number"[^>]*>([^<]+)<',
        plain(picture).decode(),
    )
    return [(tone, owner, words) for tone, owner, words in found]


def test_marks_stand_on_components_and_arrows() -> None:
    assert marked(sd.render(PATTERN, marks=MARKS)) == [
        ("alarm", "orders", "120%"),
        ("plain", "api--orders", "4k rps"),
    ]


def test_a_stage_shows_the_marks_of_what_is_on_its_board() -> None:
    assert marked(sd.render(PATTERN, stage=1, marks=MARKS)) == []


def test_the_numbers_of_a_request_are_marks() -> None:
    assert [words for *_, words in marked(sd.render(PATTERN, numbered=True))] == ["1", "2"]


@pytest.mark.parametrize("theme", ["light", "dark", "print", "sketch"])
def test_marks_leave_a_picture_clean(theme: str) -> None:
    assert audit(sd.render(PATTERN, marks=MARKS, numbered=True, theme=theme)) == []


def test_a_number_stands_on_its_arrow_where_there_is_room_and_else_at_its_start() -> None:
    seen = seen_in(sd.render(PATTERN, numbered=True, direction="TB"))
    edges = {edge.id: edge for edge in seen.edges}
    numbers = [text for text in seen.texts if text.style == "number"]
    assert len(numbers) == 2
    for one in numbers:
        middle = one.place.x + one.place.width / 2, one.place.y + one.place.height / 2
        x, y = edges[one.owner].points[0]
        assert abs(middle[0] - x) < 2 and abs(middle[1] - y) < 3
    apart = sd.Pattern("P", users >> "a" >> api)
    seen = seen_in(sd.render(apart, numbered=True, direction="LR"))
    (number,) = (text.place for text in seen.texts if text.style == "number")
    assert crosses(seen.edges[0].points, number)
    assert not any(meet(number, card) for card in seen.cards.values())


@pytest.mark.parametrize("format", ["html", "excalidraw", "mermaid"])
def test_every_format_of_shapes_writes_marks(format: str) -> None:
    drawn = sd.render(PATTERN, format, marks=MARKS).decode()
    assert "4k rps" in drawn and "120%" in drawn


@pytest.mark.parametrize(
    ("format", "options", "message"),
    [
        ("json", {"theme": "dark"}, "json cannot use theme; formats that can: svg, png"),
        ("dot", {"numbered": True}, "dot cannot use numbered"),
        ("pdf", {"scale": -4}, "pdf cannot use scale; formats that can: png"),
        ("svg", {"scale": 3}, "svg cannot use scale"),
        ("html", {"sheet": True}, "html cannot use sheet"),
    ],
)
def test_an_option_that_a_format_does_not_honour_is_refused(
    format: str, options: dict[str, object], message: str
) -> None:
    with pytest.raises(sd.DesignError, match=message):
        sd.render(PATTERN, format, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_long_marks_on_short_arrows_keep_off_all_letters(direction: str) -> None:
    queue = sd.Queue("A queue with a long name")
    chain = users >> "ask" >> api >> "read" >> db >> "say it all" >> queue >> sd.Worker("Mail")
    marks: dict[str | sd.Arrow, sd.Mark] = {arrow: sd.Mark("123k rps") for arrow in chain.arrows}
    marks |= {one.id: sd.Mark("not assessed") for one in chain.components}
    drawn = sd.render(sd.Pattern("P", chain), marks=marks, direction=direction)
    assert audit(drawn) == []
    assert len(marked(drawn)) == len(marks)


def test_a_mark_takes_the_first_place_on_the_page_that_is_free() -> None:
    page, taken = Rectangle(0, 0, 100, 100), Rectangle(0, 0, 30, 100)
    off, on_words, free = (Rectangle(x, 10, 30, 18) for x in (80, 20, 40))
    assert free_place([([off, on_words, free], [taken])], [], page) == free


def test_a_mark_keeps_off_the_ends_of_the_page() -> None:
    model = sd.ModelServer("T0", replicas=6)
    pattern = sd.Pattern("P", api >> model >> sd.Cache("Store 0", technology="redis"))
    marks: dict[str | sd.Arrow, sd.Mark] = {
        one.id: sd.Mark("not assessed") for one in pattern.view().components
    }
    seen = seen_in(sd.render(pattern, marks=marks, direction="TB"))
    for words in (one.place for one in seen.texts if one.words == "not assessed"):
        assert words.x > 8 and words.x + words.width < seen.page.width - 8


def test_a_mark_on_a_card_keeps_off_the_card_beside_it() -> None:
    cards = {"left": Rectangle(0, 0, 100, 60), "right": Rectangle(110, 0, 100, 60)}
    letters = [Rectangle(20, -5, 20, 20), Rectangle(60, 50, 20, 20)]
    board, page = Element("g"), Rectangle(-50, -50, 400, 200)
    draw_marks(board, {"left": sd.Mark("not assessed")}, cards, {}, {}, {}, letters, page)
    drawn = board.find("g/rect")
    assert drawn is not None
    assert float(drawn.get("x", 0)) + float(drawn.get("width", 0)) < cards["right"].x
