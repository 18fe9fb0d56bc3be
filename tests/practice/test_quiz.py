from datetime import date
from pathlib import Path

import pytest

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.practice.cards import Card, cards
from sddiagram.practice.quiz import deck, next_day, remember, remembered
from sddiagram.practice.spacing import FORGOT, GOOD, Memory

TODAY = date(2026, 11, 30)
CARDS = [Card(id, "ml", "RAG", f"{id}?", "Yes.") for id in ("a", "b", "c", "d")]


@pytest.fixture(scope="module")
def all_cards() -> tuple[Card, ...]:
    return cards()


def test_the_library_and_the_guide_give_hundreds_of_cards(all_cards: tuple[Card, ...]) -> None:
    assert len(all_cards) > 300
    assert len({one.id for one in all_cards}) == len(all_cards)
    assert {one.topic for one in all_cards} >= {"ml", "data pipelines", "numbers"}


def test_a_number_that_is_asked_for_is_its_own_answer(all_cards: tuple[Card, ...]) -> None:
    from sddiagram.practice.amounts import is_near

    numeric = [one for one in all_cards if one.number]
    assert len(numeric) > 100
    for one in numeric:
        assert one.number and is_near(one.answer, one.number), one


def test_a_sum_can_be_worked_out_from_its_question(all_cards: tuple[Card, ...]) -> None:
    from sddiagram.practice.amounts import is_near, worked_out

    sums = [one for one in all_cards if one.number and ": work out " in one.question]
    assert len(sums) > 50
    for one in sums:
        found = worked_out(one.question.partition(": work out ")[2].removesuffix("."))
        assert found and one.number
        assert is_near(str(found / one.number.scale), one.number), one


@pytest.mark.parametrize("topic", ["ml", "rag", "numbers", "Data pipelines"])
def test_a_topic_is_a_category_a_pattern_or_the_numbers(topic: str) -> None:
    found = cards(topic)
    assert found
    if topic == "rag":
        assert {one.source for one in found} == {"RAG"}
    else:
        assert {one.topic for one in found} == {topic.casefold()}


def test_another_topic_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match=r"No topic named 'mll'.*numbers"):
        cards("mll")


def test_what_is_due_comes_first_and_what_is_not_due_does_not_come() -> None:
    memories = {
        "b": Memory(1, due="2026-11-29"),
        "c": Memory(1, due="2026-11-20"),
        "a": Memory(1, due="2026-12-01"),
    }
    assert [one.id for one in deck(CARDS, memories, TODAY, 10)] == ["c", "b", "d"]
    assert len(deck(CARDS, memories, TODAY, 2)) == 2
    assert next_day(CARDS, memories) == "2026-11-20"


def test_new_cards_are_mixed_alike_all_day() -> None:
    assert deck(CARDS, {}, TODAY, 4) == deck(CARDS, {}, TODAY, 4)
    orders = {tuple(one.id for one in deck(CARDS, {}, date(2026, 11, day), 4)) for day in (1, 2, 3)}
    assert len(orders) > 1


def test_no_card_is_no_count() -> None:
    with pytest.raises(DesignError, match="--count 0"):
        deck(CARDS, {}, TODAY, 0)


def test_what_is_remembered_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "practice" / "quiz.json"
    memories = {"a": Memory().graded(GOOD, TODAY), "b": Memory().graded(FORGOT, TODAY)}
    assert remembered(path) == {}
    remember(memories, path)
    assert remembered(path) == memories
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"a": {"due": "soon"}}', '{"a": {"colour": 1}}', '{"a": 3}']
)
def test_a_file_that_was_spoilt_is_refused_with_its_name(text: str, tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DesignError, match=r"quiz\.json: "):
        remembered(path)
