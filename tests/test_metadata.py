"""What a list says is read from a file without running it."""

from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.library.metadata import Metadata, indexed, metadata_of

BUILT_IN = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: library.name_of(path))
def test_the_syntax_tree_says_what_the_pattern_is(path: Path) -> None:
    pattern = library.load(path)
    said = (pattern.title, pattern.category, len(pattern.stages), pattern.summary)
    assert metadata_of(path) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("T = 'Shop'\nsd.Pattern(T, sd.Stage('A', a >> b))", Metadata("Shop", "practice", 1, "")),
        ("Pattern(f'{x}', a >> b, summary='S')", Metadata("", "practice", 1, "S")),
        ("sd.Pattern('P', *stages)", Metadata("P", "practice", None, "")),
        ("sd.Pattern('P', [sd.Stage('A'), sd.Stage('B')])", Metadata("P", "practice", 2, "")),
        (
            "sd.Pattern('P', sd.Stage('A'), sd.Stage('B'), sd.row(a, b))",
            Metadata("P", "practice", 2, ""),
        ),
        ("R = sd.row(a, b)\nPattern('P', Stage('A'), R)", Metadata("P", "practice", 1, "")),
        ("sd.Pattern('P', a >> b, sd.row(a, b))", Metadata("P", "practice", 1, "")),
        ("x = 1", None),
    ],
)
def test_what_is_not_written_plainly_is_left_open(
    tmp_path: Path, source: str, said: Metadata | None
) -> None:
    path = tmp_path / "p.py"
    path.write_text(source)
    assert metadata_of(path) == said


def test_an_entry_of_the_index_holds_for_the_file_that_it_was_made_of_only(tmp_path: Path) -> None:
    import json

    path = tmp_path / "p.py"
    path.write_text("sd.Pattern('Before', a >> b)")
    index = json.loads(indexed([path]).replace("Before", "Indexed"))
    assert metadata_of(path, index) == Metadata("Indexed", "practice", 1, "")
    path.write_text("sd.Pattern('After!', a >> b)")
    assert metadata_of(path, index) == Metadata("After!", "practice", 1, "")


def test_a_file_that_is_no_python_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "p.py"
    path.write_text("x = 1\nif:\n")
    with pytest.raises(sd.PatternFileError, match=r"p\.py:2: "):
        metadata_of(path)
