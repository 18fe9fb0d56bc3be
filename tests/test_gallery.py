"""The gallery in output/ is what the patterns draw, to the byte."""

import re
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library

GALLERY = Path(__file__).parent.parent / "output"
BUILT_IN = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))


def without_source(picture: bytes) -> bytes:
    """What is drawn, without the Python text inside, which may change on its own."""
    return re.sub(rb"<metadata.*?</metadata>", b"", picture, flags=re.DOTALL)


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: library.name_of(path))
def test_a_pattern_draws_its_golden_picture(path: Path) -> None:
    golden = GALLERY / f"{library.name_of(path)}.svg"
    drawn = sd.render(library.load(path), "svg")
    assert without_source(drawn) == without_source(golden.read_bytes()), (
        "The picture has changed. Look at it; if it is meant, run: sddiagram render --all -f svg"
    )


def test_a_picture_is_small_enough_for_a_page_of_many() -> None:
    sizes = sorted(file.stat().st_size for file in GALLERY.glob("*.svg"))
    assert sizes[len(sizes) // 2] < 100_000


def test_the_gallery_holds_no_picture_of_a_pattern_that_is_gone() -> None:
    assert {path.stem for path in GALLERY.glob("*.svg")} == {
        library.name_of(path) for path in BUILT_IN
    }
