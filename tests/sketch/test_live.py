"""The live page draws what is typed, on the page or in a terminal."""

import json
from pathlib import Path
from urllib.request import urlopen

import pytest

from sddiagram.cli import live
from sddiagram.preview.child import Author
from sddiagram.preview.showing import Showing


def test_a_sketch_on_the_page_is_drawn_with_its_remarks() -> None:
    showing = Showing(Author())
    answer = showing.answer({"sketch": "Users @ 9 rps -> Frobnicator", "theme": "light"})
    assert str(answer["svg"]).startswith("<?xml")
    assert str(answer["remarks"]).count("is not in the vocabulary") == 1
    assert showing.answer({"sketch": "Users -> App", "file": "mermaid"})["file"] == "sketch.mmd"


def test_lines_of_a_terminal_come_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    with live.live_page() as show:
        show("Users -> Frobnicator")
        answer = json.loads(urlopen(f"{opened[0]}picture?name=sketch", timeout=30).read())
        assert "Frobnicator" in answer["svg"]
        show("Users -> App")
        answer = json.loads(urlopen(f"{opened[0]}picture?name=sketch", timeout=30).read())
        assert "Frobnicator" not in answer["svg"]
    assert len(opened) == 1


def test_a_file_with_a_sketch_is_watched(tmp_path: Path) -> None:
    path = tmp_path / "shop.sketch"
    path.write_text("Users -> App", encoding="utf-8")
    showing = Showing(Author())
    assert showing.answer({"load": str(path)}) == {"files": [str(path.resolve())]}
    assert showing.answer({"theme": "light"})["title"] == "Shop"
