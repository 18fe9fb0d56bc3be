"""Words that the shipped font lacks: each is drawn by a font that has all of it, in its place."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.render.board.apart import set_apart


def pieces(label: str) -> Iterator[tuple[str, float, float, bool]]:
    """Text, start, width and whether it asks for an emoji font, of each piece of a card's name."""
    picture = sd.render(sd.Pattern("P", sd.Client("Users") >> sd.Service(label)))
    for text in ElementTree.fromstring(set_apart(picture.decode())).iterfind(".//{*}text"):
        if text.get("class") == "name" and text.text != "Users":
            x, wide = float(text.attrib["x"]), float(text.attrib["textLength"])
            yield text.text or "", x, wide, "Emoji" in text.get("style", "")


def test_emoji_stand_apart_in_their_own_font_and_the_rest_keeps_its_own() -> None:
    assert [(words, emoji) for words, _, _, emoji in pieces("Hot 🔥 path 🇩🇪")] == [
        ("Hot", False),
        ("🔥", True),
        ("path", False),
        ("🇩🇪", True),
    ]


@pytest.mark.parametrize("label", ["a 👩‍👩‍👧‍👦 b", "1️⃣❤️👍🏽", "v2 東京 API", "हिन्दी सेवा"])
def test_the_pieces_stand_where_the_whole_would(label: str) -> None:
    drawn = list(pieces(label))
    assert "".join(words for words, *_ in drawn) == label.replace(" ", "")
    ends = [x + wide for _, x, wide, _ in drawn]
    starts = [x for _, x, *_ in drawn]
    assert all(start >= end - 0.1 for end, start in zip(ends, starts[1:], strict=False))
    whole = sd.render(sd.Pattern("P", sd.Client("Users") >> sd.Service(label))).decode()
    (name,) = (
        one for one in ElementTree.fromstring(whole).iterfind(".//{*}text") if one.text == label
    )
    assert ends[-1] - starts[0] == pytest.approx(float(name.attrib["textLength"]), abs=0.1)


def test_a_line_from_right_to_left_stays_whole() -> None:
    assert [words for words, *_ in pieces("خدمة v2 مع API")] == ["خدمة v2 مع API"]


@pytest.mark.filterwarnings("ignore::sddiagram.DrawingWarning")
@pytest.mark.parametrize(
    "label", ["Fans 👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 👍🏽 1️⃣", "हिन्दी सेवा", "ภาษาไทย", "بوابة 🚀"]
)
@pytest.mark.parametrize("format", ["png", "pdf"])
def test_no_characters_are_too_much_for_the_rasteriser(label: str, format: str) -> None:
    pattern = sd.Pattern(label, sd.Client(label) >> label >> sd.Service("API", note=label))
    assert sd.render(pattern, format)
