"""The interview guide covers the whole framework; its numbers, sources and patterns are there."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sddiagram as sd
import sddiagram.guide
from sddiagram import library
from sddiagram.errors import NotFoundError
from sddiagram.guide import PARTS, Item, Section, section, sections
from sddiagram.guide.facts import FACTS, fact
from sddiagram.guide.facts.naming import planned
from sddiagram.technology.latencies import OPERATION_TIMES, operation_time
from sddiagram.technology.planning import PLANS
from sddiagram.technology.prices import PRICES
from sddiagram.technology.sources import SOURCES

NAMES = {entry.name for entry in library.built_in()}
CARDS = ["SQL or NoSQL", "Latency or cost", "Batch or real time", "Consistency or availability"]


def test_its_parts_come_in_reading_order() -> None:
    names = "framework questions priorities choices numbers concepts levels tips plan checklist"
    assert [one.name for one in sections()] == names.split()


def test_the_framework_has_five_steps_with_their_minutes() -> None:
    items = section("framework").items
    assert len(items) == 5 and all("min)" in item.title for item in items)


def test_the_steps_are_those_of_the_patterns() -> None:
    titles = [item.title for item in section("framework").items]
    assert all(step.value in title for step, title in zip(sd.Step, titles, strict=True))


@pytest.mark.parametrize("one", sections(), ids=lambda one: one.name)
def test_every_item_says_something_and_points_to_patterns_that_are_there(one: Section) -> None:
    for item in one.items:
        assert item.points or item.tables
        assert set(item.patterns) <= NAMES


@pytest.mark.parametrize("one", sections(), ids=lambda one: one.name)
def test_every_row_of_a_table_has_a_cell_for_each_column(one: Section) -> None:
    for item in one.items:
        for table in item.tables:
            assert table.rows
            assert {len(row) for row in table.rows} == {len(table.columns)}
            assert all(cell.strip() for row in table.rows for cell in row)


@pytest.mark.parametrize("one", sections(), ids=lambda one: one.name)
def test_no_place_of_a_number_is_left_open(one: Section) -> None:
    for item in one.items:
        assert not [text for text in item.texts if re.search(r"[{}]", text)]


@pytest.mark.parametrize("one", sections(), ids=lambda one: one.name)
def test_every_key_in_brackets_is_a_source(one: Section) -> None:
    said = " ".join(text for item in one.items for text in item.texts)
    keys = {key for found in re.findall(r"\[([A-Z0-9, ]+)\]", said) for key in found.split(", ")}
    assert keys <= SOURCES.keys()
    assert keys <= {source.key for source in one.sources}


def test_the_priorities_are_those_of_the_seed_with_their_commands() -> None:
    items = section("priorities").items
    assert [item.patterns[0] for item in items] == [
        "llm-serving",
        "feature-store",
        "model-training-pipeline",
        "scalable-api",
    ]
    for item in items:
        assert f"sddiagram show {item.patterns[0]}" in " ".join(item.points)


@pytest.mark.parametrize("title", CARDS)
def test_a_card_decides_computes_and_asks_on(title: str) -> None:
    card = next(item for item in section("choices").items if item.title == title)
    decision, numbers, questions = card.tables
    assert decision.columns == ("if", "then", "because")
    assert len(numbers.rows) >= 3 and len(questions.rows) >= 3
    assert card.patterns


def test_the_numbers_of_a_card_are_written_nowhere() -> None:
    folder = Path(sddiagram.guide.__file__).parent
    for file in ("choices", "choices_data"):
        cards = tomllib.loads((folder / f"{file}.toml").read_text(encoding="utf-8"))["item"]
        for table in (one for card in cards for one in card["table"] if one["title"] == "Numbers"):
            assert all(re.match(r"\{\w+\}", value) for _, value, _ in table["rows"])
            assert all(re.fullmatch(r"\{\w+:how\}", how) for _, _, how in table["rows"])


def _numbers(title: str) -> Item:
    return next(item for item in section("numbers").items if item.title == title)


def test_the_page_of_numbers_has_every_row_of_its_tables() -> None:
    assert len(_numbers("Latency").tables[0].rows) == len(OPERATION_TIMES)
    assert len(_numbers("Throughput of one node").tables[0].rows) == len(PLANS) + 2
    assert len(_numbers("Prices").tables[0].rows) == len(PRICES)


def test_the_page_of_numbers_says_what_the_estimates_say() -> None:
    rows = {row[0]: row for row in _numbers("Capacity for language models").tables[0].rows}
    pair, tokens = sd.llm.LLAMA_70B_ON_2_H100, sd.llm.Tokens(1_500, out=300)
    assert f"{rows['requests, full'][3]} = {rows['requests, full'][2]}" == pair.rate(tokens).how


def test_waiting_is_that_of_the_queue() -> None:
    means, tails = _numbers("Queueing").tables
    assert means.rows[0] == ("1", "2.00", "2.86", "5.00", "10.00")
    assert tails.rows[2] == ("16", "4.6", "4.6", "4.7", "5.3")


def test_a_number_is_filled_into_a_text() -> None:
    availability = section("questions").items[0].points[-1]
    assert "99.9% allows 43.8 min of downtime per month" in availability


def test_a_number_of_a_pattern_is_that_of_its_estimate() -> None:
    assert fact("peak_of_payments").value == str(sd.estimate(sd.load("payment-system")).peak)


def test_the_card_of_stores_is_right_about_the_designs_that_it_names() -> None:
    primary = planned("PostgreSQL").capacity * 0.65
    assert sd.estimate(sd.load("payment-system")).peak < primary
    assert sd.estimate(sd.load("chat")).peak > 10 * primary


def test_every_number_is_told_somewhere() -> None:
    folder = Path(sddiagram.guide.__file__).parent
    said = "".join(one.read_text(encoding="utf-8") for one in folder.rglob("*.*ml"))
    said += (folder / "numbers" / "machines.py").read_text(encoding="utf-8")
    assert [name for name in FACTS if not re.search(rf"[{{']{name}\b", said)] == []


def test_an_unknown_number_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="'down_999'"):
        fact("down_998")


def test_an_operation_without_a_time_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'system call'"):
        operation_time("system cal")


@pytest.mark.parametrize(
    "concept",
    [
        "Napkin arithmetic",
        "API and data model",
        "Indexes",
        "Isolation of transactions",
        "Consensus",
        "Sagas",
        "Delivery semantics",
        "SSE and WebSocket",
        "Parallelism of training",
        "Parallelism of serving",
        "Paged attention",
        "Chunked prefill",
        "Prefill and decode on separate machines",
        "Speculative decoding",
        "Mixture of experts (MoE)",
        "Quantisation and distillation",
        "Framing of an ML task",
        "Vector search",
        "Evaluation of RAG",
        "Evaluation of agents",
        "Prompt injection",
        "Unit economics",
    ],
)
def test_a_concept_says_what_it_is_when_it_matters_and_where_it_fails(concept: str) -> None:
    item = next(one for one in section("concepts").items if one.title == concept)
    labels = [point.partition(":")[0] for point in item.points]
    assert labels[:2] == ["What it is", "When it matters"]
    assert "Trap" in labels and {"Number", "Rule"} & set(labels)
    assert 3 <= len(item.points) <= 5


def test_the_levels_are_mid_senior_and_staff() -> None:
    assert [item.title for item in section("levels").items] == ["Mid level", "Senior", "Staff"]


def test_rates_are_said_with_per() -> None:
    said = " ".join(text for one in sections() for item in one.items for text in item.texts)
    assert not re.search(
        r"\b(requests|writes|messages|events|times|\d) an? (second|day|month)", said
    )


def test_a_part_without_numbers_loads_none() -> None:
    code = (
        "import sys; from sddiagram.guide import section; section('tips'); section('levels');"
        "print('sddiagram.guide.facts' in sys.modules, 'sddiagram.guide.numbers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def test_an_unknown_part_is_answered_with_the_known_ones() -> None:
    assert len(PARTS) == len(sections())
    with pytest.raises(sd.NotFoundError, match="Did you mean 'checklist'"):
        section("cheklist")
