"""The layout engine: found without PATH, and clear when it is missing or fails."""

import sys
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.render.layout import engine

PATTERN = sd.Pattern("P", sd.Client("Users") >> sd.Service("API"))


def script(folder: Path, body: str) -> str:
    program = folder / "engine"
    program.write_text(f"#!{sys.executable}\n{body}\n")
    program.chmod(0o755)
    return str(program)


def test_the_embedded_engine_needs_no_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert Path(engine.program("auto")).stem == "graphviz-pure"


def test_without_any_engine_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "_embedded", lambda: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(sd.EngineError, match="pip install graphviz-pure"):
        engine.program("auto")


def test_a_missing_dot_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(sd.EngineError, match="no `dot` on PATH"):
        engine.program("dot")


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(sd.NotFoundError, match="Known: auto, embedded, dot"):
        engine.program("doot")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("import sys; sys.stdin.read(); sys.exit('out of ideas')", "out of ideas"),
        ("import sys; sys.stdin.read(); print('{}')", "left something out"),
        ("import sys; sys.exit(3)", "status 3"),
    ],
    ids=["fails", "draws nothing", "ends early"],
)
def test_an_engine_that_fails_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, message: str
) -> None:
    program = script(tmp_path, body)
    monkeypatch.setattr(engine, "program", lambda name: program)
    pattern = sd.Pattern("Other", sd.Client("Users") >> sd.Service("API"))
    with pytest.raises(sd.EngineError, match=message):
        sd.render(pattern)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_an_engine_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = script(tmp_path, "import time; time.sleep(60)")
    monkeypatch.setattr(engine, "program", lambda name: program)
    monkeypatch.setattr(engine, "TIME_LIMIT", 0.2)
    pattern = sd.Pattern("Slow", sd.Client("Users") >> sd.Service("API"))
    with pytest.raises(sd.EngineError, match="took longer"):
        sd.render(pattern)


@pytest.mark.exe
def test_a_system_dot_draws_the_same_components() -> None:
    assert b'id="users' in sd.render(PATTERN, "svg", engine="dot")
