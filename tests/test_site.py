"""What the site's written pages show is true: one page after the other is carried out.

A page is carried out from top to bottom in an empty folder. A block with a title is that file, a
command of ours is run, and a block of text behind it quotes what it prints, line by line. Blocks
without a title that hold Python are run, too, and those with prompts (`>>>`) are doctests.
"""

import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import sddiagram as sd
from tools.website import words
from tools.website.pages import MADE, filled

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = sorted(page for page in DOCS.rglob("*.md") if page.parent.name != "decisions")
FENCE = re.compile(r"^( *)(`{3,})([^\n]*)\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)
OTHERS = ("python3 -m venv", "pip install", "pipx install", "uvx sddiagram", "mkdocs build")
"""How commands begin that are shown, and not run: they install, or are other people's."""


class Block(NamedTuple):
    """A fenced block: its language, the file that it is, and what it holds."""

    language: str
    title: str
    text: str


def blocks_of(page: Path) -> Iterator[Block]:
    for indent, _, info, text in FENCE.findall(page.read_text(encoding="utf-8")):
        language = re.search(r"\w+", info)
        title = re.search(r'title="([^"]*)"', info)
        code = re.sub(rf"^{indent}", "", text, flags=re.MULTILINE)
        yield Block(language[0] if language else "", title[1] if title else "", code)


def named(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_what_a_page_shows_is_carried_out(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = ""
    for block in blocks_of(page):
        if block.title:
            file = tmp_path / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        if block.language == "console":
            printed = "".join(map(run, block.text.splitlines()))
        elif block.language == "text":
            for line in block.text.splitlines():
                assert " ".join(line.split()) in " ".join(printed.split())
        elif block.language == "python":
            run_python(block.text)


def run(line: str) -> str:
    """What a command prints, on both streams."""
    command, _, expected = line.partition("# ends with ")
    if command.startswith(OTHERS):
        return ""
    assert command.startswith("sddiagram "), f"{command}: is it ours, or one of OTHERS?"
    arguments = [sys.executable, "-m", *shlex.split(command, comments=True)]
    if "watch" in arguments:
        return first_line([*arguments, "--port=0", "--no-open"])
    done = subprocess.run(
        arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == int(expected or 0), f"{command}\n{done.stderr}"
    return done.stdout + done.stderr


def first_line(arguments: list[str]) -> str:
    """What a command that goes on until it is stopped says first."""
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = process.stdout.readline()
        process.terminate()
    assert "http://127.0.0.1" in said
    return said


def run_python(code: str) -> None:
    names: dict[str, object] = {}
    if ">>> " in code:
        example = doctest.DocTestParser().get_doctest(code, names, "page", None, None)
        assert not doctest.DocTestRunner().run(example).failed
    elif "postgers" in code:
        with pytest.raises(sd.SddiagramError):
            exec(code, names)
    else:
        exec(code, names)
        pattern = names["pattern"]
        assert isinstance(pattern, sd.Pattern)
        assert sd.render(pattern)


@pytest.mark.parametrize("made", MADE)
def test_a_table_is_made_and_asked_for_once(made: str) -> None:
    asking = [page for page in WRITTEN if f"<!-- made: {made} -->" in page.read_text("utf-8")]
    asking += [DOCS / "decisions/index.md"] if made == "decisions" else []
    assert len(asking) == 1
    assert "<!-- made" not in filled(f"<!-- made: {made} -->")


def test_every_word_of_the_language_is_on_a_page() -> None:
    shown = "\n".join(MADE[one]() for one in ("language", "kinds", "units", "errors"))
    said = set(re.findall(r"\bsd\.(\w+)", shown))
    assert set(words.WORDS) - {"DrawingWarning"} <= said


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page for page in map(named, WRITTEN) if not re.search(rf"[ \[]{page}\b", menu)] == []


def test_ci_builds_it_with_warnings_as_errors() -> None:
    """With `--quiet` MkDocs does not see its own warnings, and builds all the same."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    (build,) = (line for line in script if "mkdocs build" in line)
    assert build.endswith("mkdocs build --strict")
