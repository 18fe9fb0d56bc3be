"""The checker finds what a reader would stumble over, and nothing in the built-in library."""

from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.render.audit import audit

BUILT_IN = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))
CLEAN = sd.render(
    sd.Pattern("P", sd.Client("Users") >> "ask" >> sd.Service("API", note="stateless"))
).decode()


def defects(picture: str) -> set[str]:
    return {finding.defect for finding in audit(picture.encode())}


def test_a_clean_picture_has_no_findings() -> None:
    assert defects(CLEAN) == set()


@pytest.mark.parametrize("path", BUILT_IN, ids=library.name_of)
def test_the_built_in_library_has_none(path: Path) -> None:
    pattern = library.load(path)
    for stage in (None, *range(1, len(pattern.stages) + 1)):
        assert audit(sd.render(pattern, stage=stage)) == []


@pytest.mark.parametrize(
    ("old", "new", "defect"),
    [
        ('textLength="', 'textLength="9', "text-outside"),
        ('href="#icon', 'href="http://example.org/#icon', "outside-reference"),
        ('data-to="api"', 'data-to="users"', "edge-ends-away"),
    ],
)
def test_a_spoilt_picture_is_found_out(old: str, new: str, defect: str) -> None:
    spoilt = CLEAN.replace(old, new)
    assert spoilt != CLEAN
    assert defect in defects(spoilt)


def test_a_picture_too_wide_for_a_note_has_small_text() -> None:
    chain = sd.Flow.of(sd.Client("Users"))
    for number in range(12):
        chain = chain >> sd.Service(f"Service {number}")
    wide = sd.Pattern("Wide", chain, direction=sd.Direction.LEFT_TO_RIGHT)
    assert defects(sd.render(wide).decode()) == {"text-too-small"}
