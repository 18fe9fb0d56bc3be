"""Notes keep their pictures in step, and keep everything else byte for byte."""

from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.embed import refreshed

ASKS = "<!-- sddiagram: scalable-api -->\n"
LINK = "![Scalable API](scalable-api.svg)\n"
BLOCK = """```python sddiagram
import sddiagram as sd

pattern = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API"))
```
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "my notes.md"


def embedded(note: Path, text: str) -> str:
    """The note after its refreshing, which a second one must not change."""
    note.write_bytes(text.encode())
    for _ in range(2):
        done = refreshed(note)
        for picture, content in done.pictures.items():
            picture.write_bytes(content)
        note.write_bytes(done.text)
    assert refreshed(note).stale() == []
    return note.read_bytes().decode()


def test_a_comment_gets_its_picture_and_a_link_beneath(note: Path) -> None:
    assert embedded(note, ASKS) == ASKS + LINK
    assert (note.parent / "scalable-api.svg").read_bytes() == sd.render(sd.load("scalable-api"))


def test_an_old_link_is_replaced(note: Path) -> None:
    assert embedded(note, ASKS + "![old](old.svg)\n\nText.\n") == ASKS + LINK + "\nText.\n"


def test_text_beneath_stays_and_is_set_apart(note: Path) -> None:
    assert embedded(note, ASKS + "Text.\n") == ASKS + LINK + "\nText.\n"


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "Tabs\tand trailing spaces  \n\n\n",
        "# Größe 東京\n",
        "no newline at the end",
        "form\ffeed and \u2028 separators\n",
        "![not ours](a.svg)\n",
        "```\n<!-- sddiagram: nowhere -->\n```\n",
        "~~~python\n'it''s\n~~~\n",
        '```js title="it\'s"\n```\n',
    ],
)
def test_the_rest_stays_byte_for_byte(note: Path, rest: str) -> None:
    before = "\ufeff---\ntitle: x\n---\n"
    assert embedded(note, f"{before}{ASKS}{LINK}\n{rest}") == f"{before}{ASKS}{LINK}\n{rest}"


def test_windows_line_ends_are_kept(note: Path) -> None:
    assert embedded(note, "A\r\n" + ASKS.replace("\n", "\r\n")) == (
        "A\r\n" + ASKS.replace("\n", "\r\n") + LINK.replace("\n", "\r\n")
    )


def test_a_comment_at_the_very_end_gets_its_line(note: Path) -> None:
    assert embedded(note, ASKS.rstrip("\n")) == ASKS + LINK


def test_lists_and_quotations_keep_their_indent(note: Path) -> None:
    assert embedded(note, "- item\n  " + ASKS) == "- item\n  " + ASKS + "  " + LINK
    assert embedded(note, "> " + ASKS) == "> " + ASKS + "> " + LINK


def test_a_link_of_obsidian_stays_one(note: Path) -> None:
    assert embedded(note, ASKS + "![[old.svg]]\n") == ASKS + "![[scalable-api.svg]]\n"


@pytest.mark.parametrize(
    ("options", "link"),
    [
        ("stage=1", "![Scalable API, stage 1 of 4: One server](scalable-api-stage-1.svg)"),
        ("theme=dark numbered", "![Scalable API](scalable-api-numbered-dark.svg)"),
        ("direction=LR format=png", "![Scalable API](scalable-api-lr.png)"),
        ('alt="Mine [1]" name=api', "![Mine \\[1\\]](api.svg)"),
        ("sheet", "![Scalable API](scalable-api-sheet.svg)"),
        ("format=animated", "![Scalable API](scalable-api.animated.svg)"),
    ],
)
def test_what_is_asked_for_is_drawn(note: Path, options: str, link: str) -> None:
    assert embedded(note, f"<!-- sddiagram: scalable-api {options} -->\n").splitlines()[1] == link
    assert (note.parent / link.rpartition("(")[2].rstrip(")")).stat().st_size > 0


@pytest.mark.parametrize(
    "fence", ["```python sddiagram", "```py sddiagram", "``` { .python .sddiagram }"]
)
def test_a_block_of_python_gets_its_picture(note: Path, fence: str) -> None:
    text = BLOCK.replace("```python sddiagram", fence)
    assert embedded(note, text) == text + "![Shop](my-notes-shop.svg)\n"
    assert (note.parent / "my-notes-shop.svg").exists()


def test_a_block_may_say_options(note: Path) -> None:
    text = BLOCK.replace("sddiagram\n", "sddiagram name=shop theme=print\n", 1)
    assert embedded(note, text) == text + "![Shop](shop-print.svg)\n"


def test_other_blocks_are_left_alone(note: Path) -> None:
    text = BLOCK.replace("python sddiagram", "python")
    assert embedded(note, text) == text


def test_a_pattern_file_beside_the_note_is_found(note: Path) -> None:
    (note.parent / "mine.py").write_text(BLOCK.partition("\n")[2].replace("```\n", ""))
    text = embedded(note, "<!-- sddiagram: mine.py -->\n")
    assert text.splitlines()[1] == "![Shop](mine.svg)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n<!-- sddiagram: scalable-ap -->", r"notes\.md:2: .*Did you mean 'scalable-api'"),
        ("<!-- sddiagram: -->", r"notes\.md:1: name a pattern"),
        ("<!-- sddiagram: scalable-api stag=1 -->", r"notes\.md:1: .*Did you mean 'stage'"),
        ("<!-- sddiagram: scalable-api stage=9 -->", r"notes\.md:1: .* no stage 9"),
        ("<!-- sddiagram: scalable-api stage=x -->", r"stage=x: give final"),
        ("<!-- sddiagram: scalable-api format=html -->", r"No picture format"),
        ('<!-- sddiagram: scalable-api alt="x -->', r"close the quotation"),
        ("```python sddiagram\nx = 1\n", r"notes\.md:1: this block has no end"),
        ("\n```python sddiagram\n\nx = 1 / 0\n```\n", r"notes\.md:4: this divides by zero"),
        (BLOCK + BLOCK.replace("API", "Other"), r"give one of the two another name="),
    ],
)
def test_a_mistake_is_told_with_its_line(note: Path, text: str, message: str) -> None:
    note.write_text(text)
    with pytest.raises(sd.SddiagramError, match=message):
        refreshed(note)


def test_a_note_that_is_not_there_is_told(note: Path) -> None:
    with pytest.raises(sd.NotFoundError, match=r"notes\.md: cannot be read"):
        refreshed(note)
