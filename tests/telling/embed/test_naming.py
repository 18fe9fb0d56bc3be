"""Pictures have names that every system and every link can hold."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, strategies as st

from sddiagram.telling.embed.links import link, links_in
from sddiagram.telling.embed.naming import encoded, has_form, picture_file, safe
from sddiagram.telling.embed.options import Options

Embedded = Callable[..., str]
SHOP = "import sddiagram as sd\npattern = sd.Pattern('Shop', sd.Client('U') >> sd.Service('A'))\n"


@pytest.mark.parametrize("reserved", ["con", "NUL", "Aux", "com1", "lpt9", "com¹", "CONIN$", "prn"])
def test_names_that_windows_takes_for_devices_are_lengthened(reserved: str) -> None:
    assert safe(reserved).endswith("-picture")


@pytest.mark.parametrize("fine", ["console", "com", "com10", "nullable"])
def test_names_that_only_begin_so_stay(fine: str) -> None:
    assert safe(fine) == fine


@pytest.mark.parametrize(
    ("one", "other"), [("Shop", "SHOP"), ("Café", "Cafe\u0301"), ("STRASSE", "straße"), ("İ", "i̇")]
)
def test_no_two_names_differ_only_in_case_or_in_the_spelling_of_an_accent(
    one: str, other: str
) -> None:
    assert safe(one) == safe(other)


def test_long_names_are_cut_and_stay_apart() -> None:
    names = {safe("long " * 80 + end) for end in ("one", "two")}
    assert len(names) == 2
    assert all(len(name.encode()) <= 120 for name in names)


def test_signs_that_make_another_word_stay() -> None:
    assert safe("दिल") != safe("दाल")


@given(st.text(), st.text())
def test_any_name_is_safe(name: str, theme: str) -> None:
    file = picture_file(safe(name), Options(theme=theme + ".toml", stage=10, format="animated"))
    assert len(file.encode()) <= 255
    assert not set(file) & set('/\\:*?"<>|#^[]%()\0\n')
    assert file == file.strip() and not file.startswith(".")
    (written,) = links_in(link(file, "x"))
    assert written.file == file == unquote(encoded(file))


def test_the_form_of_a_name_is_that_of_all_its_pictures() -> None:
    options = Options(stage=2, theme="dark", format="png", numbered=True, sheet=True)
    assert has_form(picture_file("chat", options), "chat")
    assert has_form(picture_file("chat", Options(format="animated")), "chat")
    for other in ("chat.jpg", "chats.svg", "my-chat.svg", "chat-holiday.svg", "chat.svg.bak"):
        assert not has_form(other, "chat")


@pytest.mark.parametrize(
    ("said", "file"),
    [
        ("name=../../escape", "escape.svg"),
        ('name="a/b\\c"', "a-b-c.svg"),
        ("name=nul", "nul-picture.svg"),
        ('name="Über uns"', "über-uns.svg"),
    ],
)
def test_a_name_that_is_asked_for_never_leads_elsewhere(
    note: Path, embedded: Embedded, said: str, file: str
) -> None:
    text = embedded(f"<!-- sddiagram: rag {said} -->\n")
    assert f"]({encoded(file)})" in text
    assert sorted(path.name for path in note.parent.iterdir()) == sorted([file, note.name])


def test_a_file_with_any_name_gives_a_link_that_is_found(note: Path, embedded: Embedded) -> None:
    (note.parent / "my shop (v2) é #1.py").write_text(SHOP)
    text = embedded('<!-- sddiagram: "my shop (v2) é #1.py" -->\n', run=True)
    (found,) = links_in(text.splitlines()[1])
    assert (note.parent / found.file).exists()
    assert "my-shop-v2-%C3%A9-1.svg" in text


def test_a_link_of_obsidian_is_not_encoded(note: Path, embedded: Embedded) -> None:
    embedded("<!-- sddiagram: rag name=größe -->\n")
    asks = "<!-- sddiagram: rag name=größe stage=1 -->\n"
    text = embedded(asks + "![[grösse.svg|300]]\n")
    assert text == asks + "![[grösse-stage-1.svg|300]]\n"
