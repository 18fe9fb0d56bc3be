"""Patterns are found by name or path, and a broken file is one clear line."""

from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library

GOOD = (
    "import sddiagram as sd\n"
    "pattern = sd.Pattern('Shop', sd.Client('Users') >> sd.Service('API'))\n"
)


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(source: str, name: str = "shop.py") -> Path:
    path = Path("patterns") / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


def refusal(source: str) -> str:
    with pytest.raises(sd.PatternFileError) as caught:
        library.load(written(source))
    return str(caught.value)


def test_the_mission_s_patterns_are_built_in() -> None:
    names = {entry.name for entry in library.entries()}
    assert {"scalable-api", "ml-serving", "two-stage-recommendation", "llm-serving"} <= names


def test_a_pattern_in_the_patterns_folder_is_found_by_its_file_s_name() -> None:
    written(GOOD, "photo_shop.py")
    assert library.load("photo-shop").name == "photo-shop"


def test_hyphens_and_underscores_are_one() -> None:
    assert library.load("llm_serving").name == "llm-serving"


def test_the_user_s_own_pattern_wins_over_a_built_in_one() -> None:
    written(GOOD, "llm_serving.py")
    with pytest.warns(sd.DrawingWarning, match=r"your own 'llm-serving', taken in place"):
        assert library.load("llm-serving").title == "Shop"


def test_any_path_is_loaded() -> None:
    Path("elsewhere.py").write_text(GOOD, encoding="utf-8")
    assert library.load("elsewhere.py").title == "Shop"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'llm-serving'"):
        library.load("llm-servng")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(sd.NotFoundError, match=r"nowhere\.py: this pattern file does not exist"):
        library.load("nowhere.py")


def test_a_syntax_error_has_its_line() -> None:
    assert refusal("x = 1\nif:\n").startswith("patterns/shop.py:2: ")


def test_a_bare_flow_has_its_line_and_what_to_write() -> None:
    bare = "import sddiagram as sd\na, b = sd.Client('A'), sd.Service('B')\na >> b\n"
    assert refusal(bare) == (
        "patterns/shop.py:3: this flow is in no stage; pass it to sd.Stage(...)."
    )


def test_an_exception_has_the_author_s_line_not_our_traceback() -> None:
    message = refusal("def broken():\n    return 1 / 0\n\nbroken()\n")
    assert message == (
        "patterns/shop.py:2: this divides by zero; give a number above zero after the /."
    )


def test_a_refused_design_has_the_author_s_line() -> None:
    message = refusal("import sddiagram as sd\n\nc = sd.Cache('C', technology='rediss')\n")
    assert message.startswith("patterns/shop.py:3: No technology named 'rediss'.")


def test_a_kind_that_is_not_there_has_its_line() -> None:
    assert refusal("import sddiagram as sd\nsd.Cach('C')\n").startswith("patterns/shop.py:2: ")


def test_a_file_without_a_pattern_says_what_to_write() -> None:
    assert "there is no pattern; write pattern = sd.Pattern(" in refusal("x = 1\n")


def test_two_patterns_in_a_file_are_named() -> None:
    assert "shop.py:3: pattern and other are patterns" in refusal(
        GOOD + "other = sd.Pattern('Other', sd.Client('Users') >> sd.Service('API'))\n"
    )


def test_a_pattern_under_two_names_is_one() -> None:
    assert library.load(written(GOOD + "same = pattern\n")).title == "Shop"


def test_a_file_that_ends_the_program_is_refused() -> None:
    assert "remove its exit" in refusal("raise SystemExit(0)\n")


def test_a_file_that_is_not_text_is_refused() -> None:
    path = written("")
    path.write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(sd.PatternFileError, match="not UTF-8"):
        library.load(path)


def test_a_folder_is_no_pattern() -> None:
    Path("patterns").mkdir()
    with pytest.raises(sd.NotFoundError, match="is a folder"):
        library.load("./patterns/../patterns/")
