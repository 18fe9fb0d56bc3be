import json
from dataclasses import replace
from pathlib import Path

import pytest

from sddiagram.errors import DesignError
from sddiagram.practice.log import as_markdown, logs, read, unfinished, write
from sddiagram.practice.record import Asked, Record, Result
from sddiagram.practice.session import Session
from sddiagram.practice.turn import Turn

SESSION = Session.planned(["Clarify", "Draw"], [5, 10]).begun(0)
RECORD = Record(
    name="shop",
    title="Shop",
    started="2026-11-30T18:05",
    minutes=15,
    with_clock=True,
    session=SESSION,
    design="shop-2026-11-30-1805.py",
    prompt="Design a shop.",
    questions=(Asked("Scale", "How many?", "5M."), Asked("Scale", "How large?", "1 KB.")),
    shown=1,
)
FINISHED = replace(
    RECORD,
    session=SESSION.advanced(310).advanced(400),
    turn=Turn("load", "Ten times?", "API is full.", "--load 10x"),
    result=Result(("error: API",), 1, ("n",), (("Missing", ("a cache",)),), 0.5, ("a cache",)),
)


def test_what_is_written_is_read_again_and_its_clock_stands_still(tmp_path: Path) -> None:
    write(tmp_path / "log.md", FINISHED)
    assert read(tmp_path / "log.md") == FINISHED
    write(tmp_path / "log.md", RECORD)
    assert read(tmp_path / "log.md").session == replace(SESSION, since=None)


def test_a_log_says_the_times_and_what_took_longer() -> None:
    text = as_markdown(FINISHED)
    assert "| Clarify | 5:00 | 5:10 | 0:10 over |" in text
    assert "- Time: 6:40 of 15:00" in text


def test_the_answers_to_questions_that_were_not_asked_stay_hidden_until_the_end() -> None:
    assert "5M." in as_markdown(RECORD) and "1 KB." not in as_markdown(RECORD)
    assert "1 KB." in as_markdown(FINISHED)


def test_an_unfinished_log_says_how_to_go_on() -> None:
    assert "`sddiagram practice shop --resume`" in as_markdown(RECORD)
    assert "--resume" not in as_markdown(FINISHED)


def test_my_own_notes_stay(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    write(path, RECORD)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Write here what", "Ask for the peak."), encoding="utf-8")
    write(path, FINISHED)
    assert "Ask for the peak." in path.read_text(encoding="utf-8")


def test_marks_of_markdown_in_a_text_stay_a_text() -> None:
    assert "Design \\<b>" in as_markdown(replace(RECORD, prompt="Design <b>"))


def test_the_newest_unfinished_log_of_a_pattern_is_found(tmp_path: Path) -> None:
    write(tmp_path / "1.md", RECORD)
    write(tmp_path / "2.md", replace(RECORD, started="2026-12-01T09:00"))
    write(tmp_path / "3.md", replace(FINISHED, started="2026-12-02T09:00"))
    write(tmp_path / "4.md", replace(RECORD, name="chat", started="2026-12-03T09:00"))
    found = unfinished("shop", tmp_path)
    assert found and found[0].name == "2.md"
    assert unfinished("feed", tmp_path) is None


def test_a_file_that_is_no_log_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path / "1.md", RECORD)
    (tmp_path / "mine.md").write_text("Some notes", encoding="utf-8")
    found, problems = logs(tmp_path)
    assert len(found) == 1 and not problems
    with pytest.raises(DesignError, match="there is no record of a round"):
        read(tmp_path / "mine.md")


@pytest.mark.parametrize("design", ["../design.py", "/tmp/design.py", "a/b.py"])
def test_a_log_names_no_design_but_the_one_beside_it(design: str, tmp_path: Path) -> None:
    write(tmp_path / "log.md", replace(RECORD, design=design))
    with pytest.raises(DesignError, match="which is not beside it"):
        read(tmp_path / "log.md")


@pytest.mark.parametrize("data", ["{", "[]", "{}", json.dumps({"version": 9})])
def test_a_record_that_was_spoilt_is_refused_with_its_file(data: str, tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text(f"## Record\n\n```json\n{data}\n```\n", encoding="utf-8")
    with pytest.raises(DesignError, match=r"log\.md: its record cannot be read"):
        read(path)
