"""A suggestion looks like a slip of what was typed; what is far off gets none."""

import pytest

import sddiagram as sd
from sddiagram.slips import near
from sddiagram.technology.table import TECHNOLOGIES

TECHNOLOGY_NAMES = [name for row in TECHNOLOGIES for name in row.names]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reddis", "Redis"),
        ("redsi", "Redis"),
        ("afka", "Kafka"),
        ("kakfa", "Kafka"),
        ("postgers", "postgres"),
        ("mongdb", "MongoDB"),
        ("ngnix", "NGINX"),
        ("kuberentes", "Kubernetes"),
        ("elasitcsearch", "Elasticsearch"),
        ("cassanrda", "Cassandra"),
        ("pytroch", "PyTorch"),
        ("clickhosue", "ClickHouse"),
        ("tensorflow servin", "TensorFlow Serving"),
        ("weights and bieses", "weights and biases"),
        ("sqss", "SQS"),
        ("k8ss", "k8s"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(typed: str, meant: str) -> None:
    assert meant in near(typed, TECHNOLOGY_NAMES)


@pytest.mark.parametrize(
    "typed",
    ["apu", "db", "x", "", "api", "kql", "cloud", "serving", "my own store", "🚀", "neato"],
)
def test_what_is_far_off_is_answered_with_nothing(typed: str) -> None:
    assert near(typed, TECHNOLOGY_NAMES) == ()


def test_a_suggestion_is_spelt_as_it_has_to_be_written() -> None:
    assert near("servcie", ["Service", "Cache"]) == ("Service",)
    assert near("kb", ["KB", "GB"]) == ("KB",)
    assert near("CND", ["CDN", "DNS"]) == ("CDN",)


def test_the_nearest_comes_first_and_three_are_enough() -> None:
    assert near("abcdef", ["abcdxy", "abcdeg", "abcdef1", "abcdez"]) == (
        "abcdef1",
        "abcdeg",
        "abcdez",
    )


def test_every_suggestion_gains_from_it() -> None:
    with pytest.raises(sd.NotFoundError) as refusal:
        sd.render(sd.Pattern("Shop", sd.Service("API")), "svg", engine="neato")
    assert "Did you mean" not in str(refusal.value)


def test_a_name_of_any_length_is_answered_briefly_and_at_once() -> None:
    refusal = sd.NotFoundError.among("technology", "x" * 1_000_000, TECHNOLOGY_NAMES)
    assert len(str(refusal)) < 100
