"""Texts that people type and paste, and the designs that they mean, side by side in the files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sddiagram.sketch import read

HERE = Path(__file__).parent
GUIDE = """
Users → Load Balancer → API Gateway → App Servers → Cache → Database
                                                          ↓
                                                    Read Replicas
"""
"""As it stands in the quick start guide; in seeds.txt with the two others."""


def cases(file: str) -> list[tuple[str, str]]:
    """The texts of a file with their tables."""
    found = (HERE / file).read_text(encoding="utf-8").split("=====\n")
    return [(text, table.strip()) for text, table in (one.split("--\n", 1) for one in split(found))]


def split(found: list[str]) -> list[str]:
    """The cases, with the line between text and table alone on its line."""
    return [one.replace("\n--\n", "\n\0--\n", 1).replace("\0--\n", "--\n", 1) for one in found]


ALL = {
    file: cases(file) for file in ("seeds.txt", "sentences.txt", "drawings.txt", "languages.txt")
}


@pytest.mark.parametrize(("text", "meant"), [case for found in ALL.values() for case in found])
def test_what_is_typed_or_pasted_becomes_the_design_that_it_means(
    text: str, meant: str, table: Callable[[str], str]
) -> None:
    assert table(text) == meant


def test_there_are_the_seeds_and_ten_of_each_at_least() -> None:
    assert {file: len(found) for file, found in ALL.items() if file != "languages.txt"} == {
        "seeds.txt": 3,
        "sentences.txt": 17,
        "drawings.txt": 26,
    }


@pytest.mark.parametrize("text", [text for found in ALL.values() for text, _ in found])
def test_same_words_same_picture(text: str) -> None:
    assert read(text).pattern == read(text).pattern
    assert read(text).pattern.source == read(text).pattern.source


def test_an_arrow_between_two_names_is_told(remarks: Callable[[str], list[str]]) -> None:
    assert remarks(GUIDE) == [
        "line 3, column 59: this arrow stands between Database and Cache, and is read as one of "
        "Database; move it under the name that is meant."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "LB -> load balancers -> The load balancer -> a Load Balancer",
        "DB, database, Databases, the DB",
        "Redis, redis, REDIS, Redis cache",
        "Postgres, postgresql, PG",
        "App server, app servers, our app servers",
        "K8s, Kubernetes",
    ],
)
def test_words_that_name_one_thing_are_one_component(text: str) -> None:
    assert len(read(text).pattern.boards[-1].components) == 1


@pytest.mark.parametrize(
    "text", ["Redis, Cache", "Replica A, Replica B", "Shard 1, Shard 2", "User DB, Order DB"]
)
def test_other_words_are_other_components(text: str) -> None:
    assert len(read(text).pattern.boards[-1].components) == 2


def test_two_of_a_kind_are_called_after_their_technology(table: Callable[[str], str]) -> None:
    assert table("Redis, Memcached") == (
        "Redis cache: Cache, Redis\nMemcached cache: Cache, Memcached"
    )


def test_boxes_of_one_name_are_replicas(table: Callable[[str], str]) -> None:
    drawn = """
            LB
             |
      +------+------+
      v      v      v
    [App]  [App]  [App]
    """
    assert table(drawn) == ("Load balancer: LoadBalancer\nApp: Service, x3\nLoad balancer -> App")


WIDE = """
┌─────────┐    ┌────────┐
│ 👤 用户 │───▶│ 🌐 LB  │
└─────────┘    └───┬────┘
                   ▼
           Frob  Postgres
"""


def test_letters_that_are_two_columns_wide_keep_their_columns(
    table: Callable[[str], str], remarks: Callable[[str], list[str]]
) -> None:
    assert table(WIDE).endswith("👤 用户 -> 🌐 LB\n🌐 LB -> Database")
    assert "line 6, column 12: 'Frob' is left out; " in "".join(remarks(WIDE))
