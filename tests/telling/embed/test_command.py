"""`sddiagram embed`, run as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from stat import S_IMODE
from time import process_time

import pytest

import sddiagram as sd
from sddiagram.cli.embed import embed
from sddiagram.cli.progress import Progress
from sddiagram.telling.embed import Note, Studio, notes_in, refreshed, unused

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

ASKS = "<!-- sddiagram: scalable-api -->\n"
LINK = "![Scalable API](scalable-api.svg)\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and signals of POSIX")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sddiagram", "embed", *arguments],
            cwd=tmp_path,
            env={"PATH": "", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file into the folder."""

    def write(name: str, text: str | bytes = ASKS) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def names(paths: Sequence[Path]) -> set[str]:
    return {path.name for path in paths}


def test_a_check_tells_each_line_and_then_the_files(run: Run, write: Write, tmp_path: Path) -> None:
    note = write("a.md", "\n" + ASKS)
    done = run("a.md", "--check")
    assert done.returncode == 6
    assert done.stderr.splitlines() == [
        "a.md:2: scalable-api.svg is missing.",
        "a.md:2: the link to its picture is missing.",
        "error: Stale: scalable-api.svg, a.md. Run the same command without --check.",
    ]
    assert list(tmp_path.iterdir()) == [note]


def test_many_stale_files_are_told_in_a_short_line(run: Run, write: Write) -> None:
    write("a.md", "".join(f"<!-- sddiagram: rag name=n{number} -->\n\n" for number in range(50)))
    last = run("a.md", "--check").stderr.splitlines()[-1]
    assert "and 46 more" in last and len(last) < 300


def test_a_folder_means_all_the_notes_in_it(write: Write, tmp_path: Path) -> None:
    for name in (
        "a.md",
        "sub/b.md",
        "sub/C.MD",
        "e.qmd",
        "d.txt",
        ".git/e.md",
        "node_modules/x/f.md",
    ):
        write(name)
    assert names(notes_in(tmp_path)) == {"a.md", "b.md", "C.MD", "e.qmd"}


@posix
def test_a_folder_means_no_note_elsewhere(write: Write, tmp_path: Path) -> None:
    outside = write("outside.md")
    inside = write("in/a.md")
    (tmp_path / "in" / "link.md").symlink_to(outside)
    (tmp_path / "in" / "same.md").symlink_to(inside)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert names(notes_in(tmp_path / "in")) == {"a.md"}


def test_a_folder_without_notes_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("empty")
    assert (done.returncode, done.stderr) == (
        3,
        "error: empty: there is no note in this folder; notes end in .markdown, .md, .mdx, .qmd.\n",
    )


def test_a_bad_note_stops_none_of_the_others(run: Run, write: Write, tmp_path: Path) -> None:
    good, bad = write("n/b.md"), write("n/a.md", f"{ASKS}\n<!-- sddiagram: nowhere -->\n")
    write("n/latin.md", "Größe".encode("latin-1"))
    write("n/code.md", "```python sddiagram\n```\n")
    done = run("n", "missing.md")
    assert done.returncode == 3
    assert good.read_text() == ASKS + LINK
    assert bad.read_text().endswith("nowhere -->\n") and LINK not in bad.read_text()
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    told = (
        "n/latin.md: is not UTF-8",
        "n/code.md:1: ",
        "n/a.md:3: No pattern",
        "missing.md: cannot",
    )
    assert len(errors) == 4
    assert all(any(f"error: {part}" in error for error in errors) for part in told)
    assert "Traceback" not in done.stderr


def test_notes_that_ask_for_nothing_are_told(run: Run, write: Write) -> None:
    write("a.md", "# Only text\n")
    done = run("a.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no note asks for a picture" in done.stderr


def test_remarks_are_told_on_standard_error(run: Run, write: Write) -> None:
    write("a.md", "A <!-- sddiagram: rag --> b\n")
    done = run("a.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("warning: a.md:1: this comment stands within")


@posix
def test_a_note_stays_a_link_and_keeps_its_mode(run: Run, write: Write, tmp_path: Path) -> None:
    real = write("real/a.md")
    real.chmod(0o640)
    (tmp_path / "link.md").symlink_to(real)
    assert run("link.md").returncode == 0
    assert (tmp_path / "link.md").is_symlink()
    assert real.read_text() == ASKS + LINK
    assert S_IMODE(real.stat().st_mode) == 0o640
    assert (tmp_path / "real" / "scalable-api.svg").exists()
    assert not (tmp_path / "scalable-api.svg").exists()


def test_a_picture_that_cannot_be_written_leaves_the_note_alone(
    run: Run, write: Write, tmp_path: Path
) -> None:
    note = write("a.md")
    (tmp_path / "scalable-api.svg").mkdir()
    done = run("a.md", "--force")
    assert done.returncode == 4
    assert "scalable-api.svg: cannot be written: it is a folder" in done.stderr
    assert note.read_text() == ASKS


def test_a_read_only_note_gets_no_picture(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the superuser no file is read-only, so the system's answer is given here."""
    note = write("a.md")
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != note and allowed(path, mode))
    with pytest.raises(sd.OutputError, match=r"a\.md: cannot be written: it is read-only"):
        embed([note])
    assert list(tmp_path.iterdir()) == [note]


def test_two_notes_cannot_give_two_pictures_one_name(run: Run, write: Write) -> None:
    write("a.md", "<!-- sddiagram: rag name=x -->\n")
    other = write("b.md", "<!-- sddiagram: chat name=x -->\n")
    done = run("a.md", "b.md")
    assert "b.md:1: x.svg is also the picture of a.md:1" in done.stderr.replace(
        str(other.parent), ""
    )
    assert other.read_text() == "<!-- sddiagram: chat name=x -->\n"


def test_pictures_that_nothing_shows_any_more_are_named_and_kept(
    run: Run, write: Write, tmp_path: Path
) -> None:
    write("a.md")
    run("a.md")
    write("a.md", "<!-- sddiagram: rag -->\n")
    write("mine.svg", "<svg/>")
    done = run("a.md")
    assert done.stderr == (
        "warning: scalable-api.svg: no note here shows this picture any more. --clean removes it.\n"
    )
    assert (tmp_path / "scalable-api.svg").exists()


@pytest.mark.parametrize("text", [LINK, "![[scalable-api.svg]]\n"])
@pytest.mark.parametrize("name", ["n/other.md", "above.md"])
def test_pictures_that_another_note_shows_are_not_named(write: Write, name: str, text: str) -> None:
    note = Note.read(write("n/a.md"))
    for _, path, content in refreshed(note, Studio()).changed():
        path.write_bytes(content)
    asks_no_more = Note.read(write("n/a.md", "text\n"))
    assert names(unused([asks_no_more], [])) == {"scalable-api.svg"}
    write(name, text)
    assert unused([asks_no_more], []) == []


def test_clean_removes_what_nothing_shows_and_only_what_we_drew(
    run: Run, write: Write, tmp_path: Path
) -> None:
    note = write("a.md", ASKS + "\n<!-- sddiagram: rag -->\n")
    write("b.md", "<!-- sddiagram: chat -->\n<!-- sddiagram: sharding -->\n")
    assert run("a.md", "b.md").returncode == 0
    write("own.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    changed = tmp_path / "sharding.svg"
    changed.write_bytes(changed.read_bytes().replace(b"Sharding", b"Mine", 1))
    note.write_text(ASKS)
    write("b.md", "Nothing.\n")
    write("site/page.html", "<img src='../chat.svg'>")
    assert "rag.svg: no note here shows this picture any more. --clean" in run("a.md").stderr
    assert (tmp_path / "rag.svg").exists()
    done = run("a.md", "--clean")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "removed rag.svg",
        "warning: sharding.svg: no note here shows this picture any more. "
        "It was changed by hand, so it stays.",
    ]
    left = {path.name for path in tmp_path.glob("*.svg")}
    assert left == {"scalable-api.svg", "chat.svg", "sharding.svg", "own.svg"}


def test_clean_removes_nothing_when_something_is_wrong(
    run: Run, write: Write, tmp_path: Path
) -> None:
    note = write("a.md", "<!-- sddiagram: rag -->\n")
    assert run("a.md").returncode == 0
    note.write_text("<!-- sddiagram: rga -->\n")
    assert run("a.md", "--clean").returncode == 3
    assert (tmp_path / "rag.svg").exists()


def test_a_thousand_equal_requests_take_under_two_seconds(write: Write) -> None:
    note = Note.read(write("a.md", (ASKS + "\n") * 1_000))
    studio = Studio()
    refreshed(Note.read(write("b.md", ASKS)), studio)
    start = process_time()
    assert refreshed(note, studio).text.decode().count(LINK) == 1_000
    assert process_time() - start < 2


def test_equal_requests_are_drawn_once_in_all_notes(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []

    def counted(*arguments: object, **_: object) -> bytes:
        drawn.append(arguments)
        return sd.render(sd.load("scalable-api"))

    monkeypatch.setattr("sddiagram.telling.embed.studio.render", counted)
    studio = Studio()
    for name in ("a.md", "b/c.md"):
        note = Note.read(
            write(name, (ASKS + "\n") * 20 + "<!-- sddiagram: scalable-api name=x -->\n")
        )
        assert refreshed(note, studio).errors == []
    assert len(drawn) == 1


def test_progress_is_shown_only_on_a_terminal_and_for_several(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for terminal, total in ((False, 3), (True, 1), (True, 3)):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        progress = Progress(total)
        progress.step()
        progress.clear()
        assert ("1/3 pictures" in capsys.readouterr().err) == (terminal and total == 3)


@posix
def test_an_interrupted_run_leaves_whole_files_and_nothing_else(
    run: Run, write: Write, tmp_path: Path
) -> None:
    first = write("a.md")
    # Where the tests run in the background of a shell, they inherit that Ctrl-C is ignored.
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"import os, signal\n{heard}\nos.kill(os.getpid(), signal.SIGINT)\n"
    second = write("b.md", f"{ASKS}\n```python sddiagram\n{code}```\n")
    before = second.read_bytes()
    assert run("a.md", "b.md", "--run").returncode == 130
    assert first.read_text() == ASKS + LINK
    assert second.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md", "scalable-api.svg"]


def test_the_help_says_what_runs_code(run: Run) -> None:
    said = " ".join(run("--help").stdout.split())
    assert "It runs only with --run" in said and "--check runs none of it" in said
