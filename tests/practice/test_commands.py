"""The three commands as a user types them, with what is typed on standard input."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema

SCHEMA = Path(__file__).parents[2] / "docs" / "progress.schema.json"


def run(
    folder: Path, *arguments: str, typed: str = "", code: int = 0
) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [sys.executable, "-m", "sddiagram", *arguments],
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


def test_a_whole_round_in_lines_then_its_progress(tmp_path: Path) -> None:
    typed = "a\na\n\n\na\n+\ns\na\n\n\n"
    said = run(tmp_path, "practice", "scalable-api", "--minutes", "45", typed=typed).stdout
    assert "Step 5 of 5: Trade-offs" in said
    assert "You did not ask: " in said
    assert "What comes next: sddiagram progress" in said
    (log,) = (tmp_path / "practice").glob("scalable-api-*.md")
    text = log.read_text(encoding="utf-8")
    assert "- State: Finished." in text and "| Detailed design | 20:00 | 0:00 | skipped |" in text

    found = json.loads(run(tmp_path, "progress", "--json").stdout)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [one["name"] for one in found["rounds"]] == ["scalable-api"]
    assert found["plan"][1] == {**found["plan"][1], "name": "scalable-api"}


def test_a_round_that_is_stopped_can_be_resumed(tmp_path: Path) -> None:
    said = run(tmp_path, "practice", "rag", "--step", typed="a\n\nq\n").stdout
    assert "Go on with: sddiagram practice rag --resume" in said
    run(tmp_path, "practice", "rag", "--resume", "--step", code=2)
    assert "practice rag --resume" in run(tmp_path, "progress").stdout
    said = run(tmp_path, "practice", "rag", "--resume", typed="\n\n\n\n").stdout
    assert "Step 2 of 5" in said and "Step 1 of 5" not in said
    assert "The whole round is in" in said
    run(tmp_path, "practice", "rag", "--resume", code=3)


def test_the_end_of_the_input_keeps_the_round(tmp_path: Path) -> None:
    assert "Kept in practice" in run(tmp_path, "practice", "rag").stdout


def test_progress_plans_until_the_interview(tmp_path: Path) -> None:
    said = run(tmp_path, "progress", "--until", "2999-01-01").stdout
    assert "Your interview is on 2999-01-01" in said
    assert "sddiagram practice llm-serving (new)" in said
    assert "2999-01-01" in run(tmp_path, "progress").stdout
    assert "write the day so" in run(tmp_path, "progress", "--until", "soon", code=2).stderr


def test_a_quiz_asks_shows_and_remembers(tmp_path: Path) -> None:
    said = run(tmp_path, "quiz", "--topic", "numbers", "--count", "2", typed="1\n\nq\n").stdout
    assert "Not yet: " in said and "The answer: " in said
    assert "You knew 0 of 2." in said
    kept = json.loads((tmp_path / "practice" / "quiz.json").read_text(encoding="utf-8"))
    assert len(kept) == 2


def test_a_quiz_of_words_is_graded_by_oneself(tmp_path: Path) -> None:
    typed = "\n9\n3\n" * 20
    said = run(tmp_path, "quiz", "--topic", "cap-theorem", "--count", "30", typed=typed).stdout
    assert "How well did you know it?" in said
    kept = json.loads((tmp_path / "practice" / "quiz.json").read_text(encoding="utf-8"))
    assert any(one["last"] == 3 for one in kept.values())
    assert "Nothing is due today." in run(tmp_path, "quiz", "--topic", "cap-theorem").stdout


def test_a_quiz_that_is_stopped_at_once_changes_nothing(tmp_path: Path) -> None:
    assert "No card was answered" in run(tmp_path, "quiz", typed="q\n").stdout
    assert not (tmp_path / "practice").exists()
