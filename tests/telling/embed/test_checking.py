"""A check tells from stamps what is stale, and what is not."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

import sddiagram as sd
from sddiagram.telling.embed import Note, Refreshed, Studio, checked

Embedded = Callable[..., str]
Once = Callable[..., Refreshed]
Stale = Callable[[], list[str]]

PATTERN = (
    "import sddiagram as sd\npattern = sd.Pattern('Shop', sd.Client('U') >> sd.Service('A'))\n"
)
FILE = "<!-- sddiagram: shop.py -->\n"
BLOCK = f"```python sddiagram\n{PATTERN}```\n"
BUILT_IN = "<!-- sddiagram: rag stage=1 -->\n"


@pytest.fixture
def shop(note: Path) -> Path:
    path = note.parent / "shop.py"
    path.write_bytes(PATTERN.encode())
    return path


@pytest.fixture(params=["svg", "png", "animated"])
def picture(request: pytest.FixtureRequest, note: Path, once: Once) -> Path:
    """A picture of a note that is in step, in each format."""
    once(f"<!-- sddiagram: chat format={request.param} -->\n")
    return next(path for path in note.parent.iterdir() if path.suffix in (".svg", ".png"))


def test_a_note_that_is_in_step_is_not_stale(picture: Path, stale: Stale) -> None:
    assert stale() == []


def test_a_missing_picture_is_stale(picture: Path, stale: Stale) -> None:
    picture.unlink()
    assert stale() == [f"{picture.name} is missing"]


def test_an_edited_picture_is_stale(picture: Path, stale: Stale) -> None:
    content = bytearray(picture.read_bytes())
    content[len(content) // 2] ^= 1
    picture.write_bytes(content)
    assert stale() == [f"{picture.name} was changed by hand"]


def test_a_renamed_picture_is_stale_even_with_its_link(
    note: Path, picture: Path, stale: Stale
) -> None:
    other = picture.with_name(picture.name.replace("chat", "talk"))
    picture.rename(other)
    note.write_text(note.read_text().replace(f"({picture.name})", f"({other.name})"))
    assert stale() == [f"{picture.name} is missing", "the link to its picture is missing"]


def test_another_picture_of_ours_in_its_place_is_stale(
    note: Path, once: Once, stale: Stale
) -> None:
    once("<!-- sddiagram: rag -->\n")
    once("<!-- sddiagram: chat -->\n")
    (note.parent / "rag.svg").replace(note.parent / "chat.svg")
    assert stale() == ["chat.svg was drawn from something else or by another version"]


def test_a_picture_of_a_newer_version_is_stale(picture: Path, stale: Stale) -> None:
    with patch("sddiagram.telling.embed.asked.VERSION", "99.0"):
        assert stale() == [f"{picture.name} was drawn from something else or by another version"]


def test_a_picture_from_before_there_were_stamps_is_stale(note: Path, stale: Stale) -> None:
    (note.parent / "chat.svg").write_bytes(sd.render(sd.load("chat")))
    note.write_text("<!-- sddiagram: chat -->\n![Chat](chat.svg)\n")
    assert stale() == ["chat.svg has no stamp of sddiagram's"]


def test_another_option_is_stale(note: Path, once: Once, stale: Stale) -> None:
    once("<!-- sddiagram: rag name=x -->\n")
    note.write_text(note.read_text().replace("name=x", "name=x stage=1"))
    assert "x-stage-1.svg is missing" in stale()
    note.write_text(note.read_text().replace("name=x stage=1", "name=x numbered=no"))
    assert stale() == []


@pytest.mark.parametrize("text", [FILE, BLOCK])
def test_a_missing_link_is_stale(
    note: Path, shop: Path, once: Once, stale: Stale, text: str
) -> None:
    once(text, run=True)
    assert stale() == []
    note.write_text(text)
    assert stale() == ["the link to its picture is missing"]


def test_own_words_and_sizes_are_not_stale(note: Path, once: Once, stale: Stale) -> None:
    once(BUILT_IN)
    for link in ("![Mine](rag-stage-1.svg){ width=3 }", "![[rag-stage-1.svg|400]]"):
        note.write_text(f"{BUILT_IN}{link}\n")
        assert stale() == []


def test_other_words_than_those_asked_for_are_stale(note: Path, once: Once, stale: Stale) -> None:
    once('<!-- sddiagram: rag alt="A" -->\n')
    note.write_text(note.read_text().replace("![A]", "![B]"))
    assert stale() == ["its link says something else than alt="]


def test_an_edited_pattern_is_stale(shop: Path, embedded: Embedded, stale: Stale) -> None:
    embedded(FILE, run=True)
    shop.write_text(PATTERN.replace("'A'", "'B'"))
    assert stale() == ["shop.svg was drawn from something else or by another version"]


def test_an_edited_block_is_stale(note: Path, embedded: Embedded, stale: Stale) -> None:
    embedded(BLOCK, run=True)
    note.write_text(note.read_text().replace("'A'", "'B'"))
    assert stale()[0].startswith("my-notes-shop.svg was drawn from something else")


def test_a_file_that_the_pattern_imports_counts(
    note: Path, shop: Path, once: Once, stale: Stale, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(note.parent))
    shared, other = note.parent / "embed_shared.py", note.parent / "embed_other.py"
    shared.write_text("import embed_deeper\nuser = 'U'\n")
    (note.parent / "embed_deeper.py").write_text("x = 1\n")
    other.write_text("")
    shop.write_text("from embed_shared import user\n" + PATTERN)
    assert once(FILE, run=True).errors == []
    other.write_text("changed = True\n")
    assert stale() == []
    (note.parent / "embed_deeper.py").write_text("x = 2\n")
    assert stale() == ["shop.svg was drawn from something else or by another version"]


def test_an_edited_theme_is_stale(note: Path, once: Once, stale: Stale) -> None:
    theme = note.parent / "team.toml"
    theme.write_text('accent = "#0000ff"\n')
    once("<!-- sddiagram: rag theme=team.toml -->\n")
    assert stale() == []
    theme.write_text('accent = "#00ff00"\n')
    assert stale() == ["rag-team.svg was drawn from something else or by another version"]


@pytest.mark.parametrize("text", [FILE, BLOCK, BUILT_IN])
def test_line_ends_make_nothing_stale(
    note: Path, shop: Path, embedded: Embedded, stale: Stale, text: str
) -> None:
    """As when Git checks all files out with the line ends of Windows."""
    embedded(text, run=True)
    for path in note.parent.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert stale() == []


def test_a_check_tells_what_cannot_be_meant(note: Path) -> None:
    note.write_text("\n<!-- sddiagram: nowhere -->\n\n<!-- sddiagram: ../x.py -->\n")
    said = [str(error) for error in checked(Note.read(note), Studio()).errors]
    assert "notes.md:2: No pattern named 'nowhere'" in said[0]
    assert "notes.md:4: ../x.py lies outside" in said[1]
