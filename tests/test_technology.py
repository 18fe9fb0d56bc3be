"""Technologies: one row for each, found by any of its usual names."""

from collections import Counter

import pytest

import sddiagram as sd
from sddiagram.render.board.icon import icon_named
from sddiagram.technology import TECHNOLOGIES, Technology, _key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("redis", "Redis"),
        ("Postgres", "PostgreSQL"),
        ("apache-kafka", "Kafka"),
        ("Amazon S3", "S3"),
        ("aws lambda", "Lambda"),
        ("pub/sub", "Pub/Sub"),
        ("Google Cloud Storage", "Google Cloud Storage"),
        ("nodejs", "Node.js"),
        ("trt-llm", "TensorRT-LLM"),
        ("H100", "NVIDIA GPU"),
        ("k8s", "Kubernetes"),
    ],
)
def test_a_technology_answers_to_its_usual_names(written: str, name: str) -> None:
    assert Technology.named(written).name == name


def test_no_two_names_are_the_same_key() -> None:
    keys = Counter(_key(name) for technology in TECHNOLOGIES for name in technology.names)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_technology_has_a_key() -> None:
    assert all(_key(name) for technology in TECHNOLOGIES for name in technology.names)


@pytest.mark.parametrize("technology", TECHNOLOGIES, ids=lambda technology: technology.name)
def test_every_technology_has_an_icon(technology: Technology) -> None:
    assert technology.icon is not None
    assert icon_named(technology.icon).body


def test_a_name_with_a_slip_is_answered_with_the_usual_one() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'tensorflow serving'"):
        Technology.named("tensorflow servin")


def test_a_name_that_is_nowhere_is_answered_with_the_way_to_add_it() -> None:
    with pytest.raises(sd.NotFoundError, match=r"technology=sd\.Technology\('Ledgerbase'\)"):
        Technology.named("Ledgerbase")


def test_a_technology_is_named_by_a_text() -> None:
    with pytest.raises(sd.DesignError, match="give a name, such as 'redis'"):
        Technology.named(42)  # type: ignore[arg-type]
