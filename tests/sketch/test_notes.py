"""A block of a note that is a sketch is drawn without --run, since nothing of it is run."""

from pathlib import Path

import pytest

from sddiagram.errors import DrawingWarning
from sddiagram.telling.embed import Note, Studio, checked, refreshed

NOTE = """# Shop

```sddiagram theme=light
title: Shop
Users -> API -> Redis
```
"""


def refresh(path: Path) -> list[str]:
    """Write what has changed; what was refused."""
    done = refreshed(Note.read(path), Studio())
    for _, file, content in done.changed():
        file.write_bytes(content)
    return [str(error) for error in done.errors]


def test_a_sketch_gets_its_picture_and_is_then_in_step(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text(NOTE, encoding="utf-8")
    assert refresh(note) == []
    assert note.read_text(encoding="utf-8") == f"{NOTE}![Shop](n-shop-light.svg)\n"
    assert checked(Note.read(note), Studio()).stale == []
    note.write_text(note.read_text(encoding="utf-8").replace("API", "App"), encoding="utf-8")
    assert [one.path.name for one in checked(Note.read(note), Studio()).stale] == [
        "n-shop-light.svg"
    ]


def test_a_mistake_is_told_with_its_line_in_the_note(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text(NOTE.replace("-> Redis", "->"), encoding="utf-8")
    assert refresh(note)[0].endswith(
        "n.md:3: line 5, column 14: an arrow leads nowhere; write API -> Database."
    )


def test_what_a_sketch_leaves_open_is_a_warning(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text(NOTE.replace("Redis", "Frobnicator"), encoding="utf-8")
    with pytest.warns(DrawingWarning, match="line 5, column 17: 'Frobnicator' is not in"):
        refresh(note)


def test_python_in_a_sketch_is_not_run(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text("```sddiagram\nimport sddiagram as sd\n```\n", encoding="utf-8")
    assert refresh(note)[0].endswith("this block is Python; start it with ```python sddiagram.")
