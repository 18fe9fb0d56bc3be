"""A note keeps its own pictures and its own words; in our links only the file's name changes."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import example, given, strategies as st
from markdown_it import MarkdownIt

from sddiagram.model.text import clean
from sddiagram.telling.embed import Refreshed
from sddiagram.telling.embed.escaping import escaped
from sddiagram.telling.embed.links import MAX_LINE, links_in

Embedded = Callable[..., str]
Once = Callable[..., Refreshed]
Refusals = Callable[..., list[str]]

OLD = "<!-- sddiagram: chat stage=1 -->\n"
ASKS = "<!-- sddiagram: chat -->\n"
LINK = "![Chat](chat.svg)\n"


@pytest.mark.parametrize(
    "line",
    [
        "![My holiday](holiday.jpg)",
        "![My holiday](holiday.svg)",
        "![My holiday](chat-holiday.svg)",
        "![[holiday.png|400]]",
        "![[assets/chat.svg]]",
        "![Elsewhere](https://example.org/chat.svg)",
        "![Above](../chat.svg)",
        '<img src="logo.png" alt="Logo">',
        "[a link](chat.svg)",
    ],
)
def test_what_is_the_user_s_own_stays(note: Path, embedded: Embedded, line: str) -> None:
    (note.parent / "holiday.jpg").write_bytes(b"\xff\xd8precious")
    assert embedded(f"{ASKS}{line}\n") == f"{ASKS}{LINK}\n{line}\n"
    assert (note.parent / "holiday.jpg").read_bytes() == b"\xff\xd8precious"


def test_a_picture_that_another_program_drew_stays(note: Path, embedded: Embedded) -> None:
    (note.parent / "chat-dark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    line = "![My own chat](chat-dark.svg)\n"
    assert embedded(ASKS + line) == f"{ASKS}{LINK}\n{line}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("![[{}]]", "![[{}]]"),
        ("![[{}|400]]", "![[{}|400]]"),
        ("![[{}|400x300]]", "![[{}|400x300]]"),
        ("![[{}#right]]", "![[{}#right]]"),
        ("![My own words]({})", "![My own words]({})"),
        ("![Shop|300]({})", "![Shop|300]({})"),
        ('![]({} "A title")', '![]({} "A title")'),
        ("![own](<{}> 'A title')", "![own](<{}> 'A title')"),
        ("![own](./{})", "![own](./{})"),
        ("![own]({}#gh-dark-mode-only)", "![own]({}#gh-dark-mode-only)"),
        ("![own]({}?raw=true)", "![own]({}?raw=true)"),
        ("![own]({}){{ width=300 }}", "![own]({}){{ width=300 }}"),
        ("![own]({}){{: .wide}} and text", "![own]({}){{: .wide}} and text"),
        ("[![own]({})](https://example.org)", "[![own]({})](https://example.org)"),
        ("[![own]({})]({})", "[![own]({})]({})"),
        ('<img src="{}" width="300">', '<img src="{}" width="300">'),
        ("<IMG width=300 alt='own' src='{}'/>", "<IMG width=300 alt='own' src='{}'/>"),
        ('<img data-src="a.svg" src="{}">', '<img data-src="a.svg" src="{}">'),
        ("<img src={} width=300>", "<img src={} width=300>"),
        ('<a href="{}"><img src="{}"></a>', '<a href="{}"><img src="{}"></a>'),
        ('<p align="center">\n<img src="{}">\n</p>', '<p align="center">\n<img src="{}">\n</p>'),
        ("![own [in] brackets]({})  ", "![own [in] brackets]({})  "),
        ("\n![tidied]({})", "\n![tidied]({})"),
    ],
)
def test_only_the_file_s_name_changes(once: Once, embedded: Embedded, old: str, new: str) -> None:
    """No second picture is added, and sizes, titles, words and attributes stay."""
    once(OLD)
    before, after = ("chat-stage-1.svg",) * 2, ("chat.svg",) * 2
    text = embedded(f"{ASKS}{old.format(*before)}\n\nText.\n")
    assert text == f"{ASKS}{new.format(*after)}\n\nText.\n"


def test_the_link_of_another_pattern_is_replaced_when_its_picture_is_ours(
    once: Once, embedded: Embedded
) -> None:
    once("<!-- sddiagram: rag -->\n")
    assert embedded(f"{ASKS}![Mine](rag.svg)\n") == f"{ASKS}![Mine](chat.svg)\n"


def test_the_link_to_a_picture_that_is_gone_is_replaced(embedded: Embedded) -> None:
    assert embedded(f"{ASKS}![Mine](chat-stage-2-dark.png)\n") == f"{ASKS}![Mine](chat.svg)\n"


def test_a_picture_of_ours_that_is_shown_again_further_down_stays(
    once: Once, embedded: Embedded
) -> None:
    once("<!-- sddiagram: rag -->\n")
    assert embedded(f"{ASKS}\n![Mine](rag.svg)\n") == f"{ASKS}{LINK}\n![Mine](rag.svg)\n"


@pytest.mark.parametrize("fence", ["```md", "~~~"])
def test_a_link_in_a_sample_of_code_stays(embedded: Embedded, fence: str) -> None:
    sample = f"{fence}\n![Mine](chat-dark.svg)\n{fence[:3]}\n"
    assert embedded(ASKS + sample) == f"{ASKS}{LINK}\n{sample}"


def test_a_request_does_not_take_the_link_of_the_next_one(embedded: Embedded) -> None:
    rag = "<!-- sddiagram: rag -->\n![RAG](rag.svg)\n"
    assert embedded(ASKS + rag) == f"{ASKS}{LINK}\n{rag}"


def test_words_that_we_wrote_are_refreshed(once: Once, embedded: Embedded, note: Path) -> None:
    once(OLD)
    first = note.read_text().splitlines()[1]
    assert first.startswith("![Chat, stage 1 of ")
    assert embedded(f"{ASKS}{first}\n") == ASKS + LINK
    assert embedded(f"{ASKS}![Chat, stage 1 of 4: Long ago|300](chat.svg)\n").endswith(
        "![Chat, stage 1 of 4: Long ago|300](chat.svg)\n"
    )


def test_words_that_we_wrote_for_an_older_title_are_refreshed(
    note: Path, once: Once, embedded: Embedded
) -> None:
    pattern = (
        "import sddiagram as sd\npattern = sd.Pattern('{}', sd.Client('U') >> sd.Service('A'))"
    )
    (note.parent / "p.py").write_text(pattern.format("Old"))
    once("<!-- sddiagram: p.py -->\n", run=True)
    assert "![Old](p.svg)" in note.read_text()
    (note.parent / "p.py").write_text(pattern.format("New"))
    assert "![New](p.svg)" in embedded(run=True)


def test_words_that_are_asked_for_are_written(embedded: Embedded) -> None:
    text = embedded('<!-- sddiagram: chat alt="Mine" -->\n![Other|300](chat.svg)\n')
    assert text.endswith("![Mine|300](chat.svg)\n")


@example("a [b] \\ `c` *d* _e_ f_g <b> &amp; $5 | 300 ![x](y) \\[")
@example("__0__")
@given(st.text().map(clean).filter(bool))
def test_any_words_mean_themselves_in_a_link(words: str) -> None:
    (link,) = links_in(f"![{escaped(words)}](a.svg)")
    assert (link.alt, link.file) == (words, "a.svg")
    (paragraph,) = MarkdownIt("commonmark").parseInline(link.line)
    (image,) = paragraph.children or [paragraph]
    shown = "".join(token.content for token in image.children or ())
    assert (image.attrs["src"], shown) == ("a.svg", words)


@pytest.mark.parametrize("force", [False, True])
def test_a_picture_that_is_not_ours_is_replaced_only_by_force(
    note: Path, refusals: Refusals, force: bool
) -> None:
    foreign = note.parent / "chat.svg"
    foreign.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    said = refusals(ASKS, force=force)
    assert foreign.read_text().startswith("<svg xmlns='") is not force
    if not force:
        assert "notes.md:1: chat.svg stands there already" in said[0] and "--force" in said[0]
        assert note.read_text() == ASKS


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"not a picture", b"<svg>" * 99])
def test_any_foreign_file_is_left_alone(note: Path, refusals: Refusals, content: bytes) -> None:
    (note.parent / "chat.svg").write_bytes(content)
    assert refusals(ASKS)
    assert (note.parent / "chat.svg").read_bytes() == content


def test_a_picture_of_ours_from_before_there_were_stamps_is_replaced(
    note: Path, embedded: Embedded
) -> None:
    import sddiagram as sd

    (note.parent / "chat.svg").write_bytes(sd.render(sd.load("chat"), theme="dark"))
    assert embedded(ASKS + LINK) == ASKS + LINK


def test_a_link_that_leads_out_of_the_folder_is_not_followed(
    note: Path, refusals: Refusals
) -> None:
    (note.parent / "chat.svg").symlink_to(note.parent.parent / "elsewhere.svg")
    (said,) = refusals(ASKS)
    assert "leads out of the note's folder" in said
    assert not (note.parent.parent / "elsewhere.svg").exists()


@pytest.mark.parametrize("piece", ["![", "![](", "![[", "<img ", "![](<", "![a](((", "[![a\\\\"])
def test_a_hostile_line_is_read_at_once(piece: str) -> None:
    started = monotonic()
    for length in (MAX_LINE, 100 * MAX_LINE):
        links_in((piece * length)[:length])
    assert monotonic() - started < 5
