"""Standard streams that end, are full, are closed or take few characters: never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    "list",
    "show llm-serving",
    "brief llm-serving --json",
    "guide concepts",
    "technologies",
    "render rag -f json -o -",
    "--help",
]
SDDIAGRAM = f"{sys.executable} -m sddiagram"


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=os.environ | environment, capture_output=True
    )


pytestmark = pytest.mark.skipif(os.name != "posix", reason="these are lines for sh")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_sentence(command: str, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = shell(f"{SDDIAGRAM} {command} > /dev/full", tmp_path)
    assert done.returncode == 4
    assert done.stderr.startswith(b"error: ") and done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_leaves_early_is_no_error(command: str, tmp_path: Path) -> None:
    assert shell(f"{SDDIAGRAM} {command} | head -n 1", tmp_path).stderr == b""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_output_gives_no_traceback(command: str, tmp_path: Path) -> None:
    assert b"Traceback" not in shell(f"{SDDIAGRAM} {command} >&-", tmp_path).stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_an_encoding_lacks_is_replaced(encoding: str, tmp_path: Path) -> None:
    done = shell(f"{SDDIAGRAM} show llm-serving", tmp_path, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_command_in_a_file_is_shown_and_not_sent(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("raise ValueError('\\x1b]0;owned\\x07')\n")
    assert b"\x1b" not in shell(f"{SDDIAGRAM} render bad.py", tmp_path).stderr


def test_a_name_that_ends_like_a_format_is_the_file(tmp_path: Path) -> None:
    shell(f"{SDDIAGRAM} render rag -o shown.json", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["shown.json"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("rag -o a.jpg", b"no format ends so; known endings: .svg"),
        ("rag -o a.png -f svg", b"does not end in .svg"),
        ("rag --stage all -o a.svg", b"takes one picture, not"),
        ("rag -f json --theme dark -o -", b"json cannot use theme; formats that can: svg"),
    ],
)
def test_an_output_that_cannot_be_is_refused(arguments: str, said: bytes, tmp_path: Path) -> None:
    done = shell(f"{SDDIAGRAM} render {arguments}", tmp_path)
    assert done.returncode in (2, 4) and said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_of_several_that_write_one_new_pattern_at_once_one_succeeds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sddiagram", "new", "same"]
    runs = [
        subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(4)
    ]
    assert sorted(one.wait() for one in runs) == [0, 4, 4, 4]
