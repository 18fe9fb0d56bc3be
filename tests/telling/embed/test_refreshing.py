"""Notes keep their pictures in step, and keep everything else byte for byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.render.board.stamp import without_stamp
from sddiagram.telling.embed import Note

Embedded = Callable[..., str]
Refusals = Callable[..., list[str]]

ASKS = "<!-- sddiagram: scalable-api -->\n"
LINK = "![Scalable API](scalable-api.svg)\n"
BLOCK = """```python sddiagram
import sddiagram as sd

pattern = sd.Pattern("Shop", sd.Client("Users") >> sd.Service("API"))
```
"""
CODE = BLOCK.partition("\n")[2].removesuffix("```\n")


def test_a_comment_gets_its_picture_and_a_link_beneath(note: Path, embedded: Embedded) -> None:
    assert embedded(ASKS) == ASKS + LINK
    picture = (note.parent / "scalable-api.svg").read_bytes()
    assert without_stamp(picture) == sd.render(sd.load("scalable-api"))


def test_text_beneath_stays_and_is_set_apart(embedded: Embedded) -> None:
    assert embedded(ASKS + "Text.\n") == ASKS + LINK + "\nText.\n"


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "Tabs\tand trailing spaces  \n\n\n",
        "# Größe 東京\n",
        "no newline at the end",
        "form\ffeed and \u2028 separators\n",
        "a carriage return \r alone\n",
        "![not ours](a.svg)\n",
        "```\n<!-- sddiagram: nowhere -->\n```\n",
        "~~~python\n'it''s\n~~~\n",
        '```js title="it\'s"\n```\n',
    ],
)
def test_the_rest_stays_byte_for_byte(embedded: Embedded, rest: str) -> None:
    before = "\ufeff---\ntitle: x\n---\n"
    assert embedded(f"{before}{ASKS}{LINK}\n{rest}") == f"{before}{ASKS}{LINK}\n{rest}"


def test_a_byte_order_mark_stays_at_the_beginning(embedded: Embedded) -> None:
    assert embedded("\ufeff" + ASKS) == "\ufeff" + ASKS + LINK


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_are_kept(embedded: Embedded, ending: str) -> None:
    before = f"A\n\n{ASKS}".replace("\n", ending)
    assert embedded(before) == before + LINK.replace("\n", ending)


def test_a_new_line_ends_as_the_one_above_it(embedded: Embedded) -> None:
    asks = ASKS.replace("\n", "\r\n")
    assert embedded(f"A\n\n{asks}\nB\n") == f"A\n\n{asks}{LINK[:-1]}\r\n\nB\n"


def test_a_comment_at_the_very_end_gets_its_line(embedded: Embedded) -> None:
    assert embedded(ASKS.rstrip("\n")) == ASKS + LINK


@pytest.mark.parametrize(
    ("first", "further"),
    [
        ("- ", "  "),
        ("1. ", "   "),
        ("> ", "> "),
        ("- item\n  ", "  "),
        ("> - ", ">   "),
        ("   ", "   "),
    ],
)
def test_lists_and_quotations_keep_their_indent(
    embedded: Embedded, first: str, further: str
) -> None:
    assert embedded(first + ASKS) == first + ASKS + further + LINK


def test_the_items_of_a_list_stay_together(embedded: Embedded) -> None:
    assert embedded(f"- a\n  {ASKS}- b\n") == f"- a\n  {ASKS}  {LINK}- b\n"
    assert embedded(f"- a\n  {ASKS}2024 was.\n") == f"- a\n  {ASKS}  {LINK}\n2024 was.\n"


@pytest.mark.parametrize(
    ("html", "refreshed"),
    [
        (
            f"<details>\n<summary>More</summary>\n{ASKS}</details>\n",
            f"<details>\n<summary>More</summary>\n{ASKS}\n{LINK}\n</details>\n",
        ),
        (f"<div>\n\n{ASKS}\n</div>\n", f"<div>\n\n{ASKS}{LINK}\n</div>\n"),
        # What is indented by four columns would be a sample of code.
        (
            f"<table>\n  <tr>\n    <td>\n      {ASKS}    </td>\n",
            f"<table>\n  <tr>\n    <td>\n      {ASKS}\n{LINK}    </td>\n",
        ),
        # A link that an older version wrote where Markdown does not see it.
        (f"<div>\n{ASKS}{LINK}</div>\n", f"<div>\n{ASKS}\n{LINK}</div>\n"),
    ],
)
def test_markdown_sees_the_link_in_html(embedded: Embedded, html: str, refreshed: str) -> None:
    assert embedded(html) == refreshed


def test_a_note_that_markdown_would_then_read_otherwise_is_refused(
    note: Path, refusals: Refusals
) -> None:
    """The second comment would become a part of the text above it."""
    text = f"<div>\n{ASKS}    {ASKS}</div>\n"
    (said,) = refusals(text)
    assert "notes.md:2: the empty line" in said and "outside the HTML" in said
    assert note.read_text() == text


def test_a_link_further_down_in_html_is_not_beneath(embedded: Embedded) -> None:
    html = f"<div>\n{ASKS}<b>x</b>\n{LINK}</div>\n"
    assert embedded(html) == f"<div>\n{ASKS}\n{LINK}\n<b>x</b>\n{LINK}</div>\n"


def test_an_image_of_html_needs_no_empty_line(embedded: Embedded) -> None:
    text = f'<div>\n{ASKS}<img src="scalable-api.svg" width="300">\n</div>\n'
    assert embedded(text) == text


@pytest.mark.parametrize(
    ("options", "link"),
    [
        ("stage=1", "![Scalable API, stage 1 of 4: One server](scalable-api-stage-1.svg)"),
        ("theme=dark numbered", "![Scalable API](scalable-api-numbered-dark.svg)"),
        ("numbered=true sheet=false", "![Scalable API](scalable-api-numbered.svg)"),
        ("direction=LR format=png", "![Scalable API](scalable-api-lr.png)"),
        ('alt="Mine [1]" name=api', "![Mine \\[1\\]](api.svg)"),
        ("sheet", "![Scalable API](scalable-api-sheet.svg)"),
        ("format=animated", "![Scalable API](scalable-api.animated.svg)"),
    ],
)
def test_what_is_asked_for_is_drawn(
    note: Path, embedded: Embedded, options: str, link: str
) -> None:
    assert embedded(f"<!-- sddiagram: scalable-api {options} -->\n").splitlines()[1] == link
    assert (note.parent / link.rpartition("(")[2].rstrip(")")).stat().st_size > 0


def test_a_theme_s_file_stands_beside_the_note(note: Path, embedded: Embedded) -> None:
    (note.parent / "team blue.toml").write_text('accent = "#0000ff"\n')
    asks = '<!-- sddiagram: scalable-api theme="team blue.toml" -->\n'
    assert embedded(asks) == asks + "![Scalable API](scalable-api-team-blue.svg)\n"
    assert b"#0000ff" in (note.parent / "scalable-api-team-blue.svg").read_bytes()


@pytest.mark.parametrize(
    "fence",
    [
        "```python sddiagram",
        "```py sddiagram",
        "```{.python .sddiagram}",
        "``` { .python .sddiagram }",
        '```{ .python .sddiagram linenums="1" title="x {y}" #id .numberLines }',
        '```{ #id .python title="a b" .sddiagram }',
        '```python sddiagram hl_lines="2 3"',
        "```python {.sddiagram}",
    ],
)
def test_a_block_of_python_gets_its_picture(note: Path, embedded: Embedded, fence: str) -> None:
    text = BLOCK.replace("```python sddiagram", fence)
    assert embedded(text, run=True) == text + "![Shop](my-notes-shop.svg)\n"
    assert (note.parent / "my-notes-shop.svg").exists()


@pytest.mark.parametrize("fence", ["python sddiagram {}", "{{ .python .sddiagram {} title='x' }}"])
def test_a_block_may_say_options(embedded: Embedded, fence: str) -> None:
    said = fence.format("name=shop theme=print numbered=true")
    text = BLOCK.replace("python sddiagram", said, 1)
    assert embedded(text, run=True) == text + "![Shop](shop-numbered-print.svg)\n"


@pytest.mark.parametrize(("first", "further"), [("> ", "> "), ("- ", "  "), ("1. ", "   ")])
def test_a_block_in_a_quotation_or_a_list_is_one(
    embedded: Embedded, first: str, further: str
) -> None:
    fence, *lines = BLOCK.splitlines(keepends=True)
    text = first + fence + "".join(further + line for line in lines)
    assert embedded(text, run=True) == text + further + "![Shop](my-notes-shop.svg)\n"


def test_other_blocks_are_left_alone(embedded: Embedded) -> None:
    text = BLOCK.replace("python sddiagram", "python")
    assert embedded(text, run=True) == text


@pytest.mark.parametrize("named", ["mine.py", "sub/mine.py", "./mine.py"])
def test_a_pattern_file_in_the_note_s_tree_is_found(
    note: Path, embedded: Embedded, named: str
) -> None:
    (note.parent / named).parent.mkdir(exist_ok=True)
    (note.parent / named).write_text(CODE)
    asks = f"<!-- sddiagram: {named} -->\n"
    assert embedded(asks, run=True) == asks + "![Shop](mine.svg)\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "\n<!-- sddiagram: scalable-ap -->",
            "notes.md:2: No pattern named 'scalable-ap'. Did you",
        ),
        ("<!-- sddiagram: -->", "notes.md:1: name a pattern"),
        ("<!-- sddiagram: stage=1 -->", "notes.md:1: name a pattern"),
        ("<!-- sddiagram: scalable-api stag=1 -->", "Did you mean 'stage'"),
        ("<!-- sddiagram: scalable-api stage=9 -->", "notes.md:1: scalable-api has no stage 9"),
        ("<!-- sddiagram: scalable-api stage=x -->", "stage=x: give final"),
        ("<!-- sddiagram: scalable-api stage=1 stage=2 -->", "stage is said twice"),
        ("<!-- sddiagram: scalable-api format=html -->", "No picture format"),
        ("<!-- sddiagram: scalable-api numbered=maybe -->", "say only numbered"),
        ("<!-- sddiagram: scalable-api name= -->", "name= is empty"),
        ("<!-- sddiagram: scalable-api theme=darc -->", "Did you mean 'dark'"),
        ("<!-- sddiagram: scalable-api theme=no.toml -->", "no.toml: there is no such file"),
        ('<!-- sddiagram: scalable-api alt="x -->', "close the quotation"),
        ("```python sddiagram\nx = 1\n", "notes.md:1: this block has no end"),
        ("\n```python sddiagram\n\nx = 1 / 0\n```\n", "notes.md:4: this divides by zero"),
        ("```python sddiagram stag=1\n```\n", "Did you mean 'stage'"),
        ("```{ .python .sddiagram them=dark }\n```\n", "Did you mean 'theme'"),
        (BLOCK + BLOCK.replace("API", "Other"), "notes.md:1; give one of the two another name="),
    ],
)
def test_a_mistake_is_told_with_its_line(refusals: Refusals, text: str, message: str) -> None:
    (said,) = refusals(text, run=True)
    assert message in said
    assert "notes.md:" in said
    assert len(said) < 300


def test_all_the_mistakes_of_a_note_are_told_and_nothing_is_written(
    note: Path, refusals: Refusals
) -> None:
    text = f"{ASKS}\n<!-- sddiagram: nowhere -->\n\n<!-- sddiagram: rag stage=9 -->\n"
    assert [one.partition(".md:")[2][:1] for one in refusals(text)] == ["3", "5"]
    assert note.read_text() == text
    assert [path.name for path in note.parent.iterdir()] == [note.name]


def test_a_note_that_is_not_there_is_told(note: Path) -> None:
    with pytest.raises(sd.NotFoundError, match=r"notes\.md: cannot be read"):
        Note.read(note)


def test_a_folder_is_no_note(note: Path) -> None:
    with pytest.raises(sd.NotFoundError, match="no ordinary file"):
        Note.read(note.parent)


def test_a_note_that_is_not_utf_8_is_told(note: Path) -> None:
    note.write_bytes("Größe".encode("latin-1"))
    with pytest.raises(sd.DesignError, match=r"notes\.md: is not UTF-8 text"):
        Note.read(note)
