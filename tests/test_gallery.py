"""The gallery in output/ is what the patterns draw, to the byte."""

from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library

GALLERY = Path(__file__).parent.parent / "output"
BUILT_IN = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: library.name_of(path))
def test_a_pattern_draws_its_golden_picture(path: Path) -> None:
    golden = GALLERY / f"{library.name_of(path)}.svg"
    assert sd.render(library.load(path), "svg") == golden.read_bytes(), (
        "The picture has changed. Look at it; if it is meant, run: sddiagram render --all -f svg"
    )


def test_the_gallery_holds_no_picture_of_a_pattern_that_is_gone() -> None:
    assert {path.stem for path in GALLERY.glob("*.svg")} == {
        library.name_of(path) for path in BUILT_IN
    }
