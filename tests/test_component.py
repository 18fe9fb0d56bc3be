"""Components: identity by name, facts that can be, labels that anyone may type."""

from dataclasses import replace

import pytest

import sddiagram as sd
from sddiagram.model.prose import plain


def test_equal_values_are_one_component() -> None:
    assert sd.Cache("Sessions", replicas=3) == sd.Cache("Sessions", replicas=3)


@pytest.mark.parametrize(
    ("label", "id"),
    [
        ("API gateway", "api-gateway"),
        ("  two   spaces ", "two-spaces"),
        ('<script>"&', "u3c-script-u3e-u26"),
        ("C++", "c-u2b-u2b"),
        ("🚀 API", "u1f680-api"),
        ("Cafe\u0301", "café"),
        ("bell\x07inside", "bell-inside"),
        ("مستخدم", "مستخدم"),
        ("🚀", "u1f680"),
    ],
)
def test_a_name_gives_a_safe_id(label: str, id: str) -> None:
    assert sd.Service(label).id == id


@pytest.mark.parametrize("label", ["", "   ", "\x00\n"])
def test_a_component_needs_a_name(label: str) -> None:
    with pytest.raises(sd.DesignError, match="needs a name"):
        sd.Service(label)


def test_a_component_is_named_by_a_text() -> None:
    with pytest.raises(sd.DesignError, match="not by 42"):
        sd.Service(42)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"replicas": 0}, "give 1 or more"),
        ({"replicas": True}, "give 1 or more"),
        ({"replicas": 2.5}, "give 1 or more"),
        ({"replicas": 10**5000}, "replicas=an int; give 1 or more"),
        ({"hit_ratio": 30}, "give 0 to 1"),
        ({"hit_ratio": float("nan")}, "give 0 to 1"),
        ({"hit_ratio": -0.1}, "give 0 to 1"),
        ({"hit_ratio": True}, "give 0 to 1"),
        ({"capacity": -1 * sd.rps}, "give a rate above zero"),
        ({"note": 3}, "note is a text"),
        ({"technology": sd.Technology(" ")}, "A Technology needs a name"),
        ({"icon": 3}, "or a name with dots"),
        ({"capacity": 5 * sd.GB}, "give a rate"),
        ({"latency": 5 * sd.rps}, "give a time"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(facts: dict[str, object], message: str) -> None:
    with pytest.raises(sd.DesignError, match=message):
        sd.Service("API", **facts)  # type: ignore[arg-type]


def test_an_unknown_technology_is_answered_with_the_nearest() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'redis'"):
        sd.Cache("Cache", technology="rediss")


def test_a_technology_of_ones_own_needs_no_table() -> None:
    ours = sd.Technology("Ledgerbase")
    assert sd.SQLPrimary("Ledger", technology=ours).technology == ours


def test_a_copy_is_cleaned_and_checked() -> None:
    sessions = sd.Cache("Sessions", technology="redis", replicas=3)
    assert sessions.but(technology="valkey", note=" by\nuser ") == sd.Cache(
        "Sessions", technology="valkey", replicas=3, note="by user"
    )
    assert sessions.but(technology=None).technology is None
    assert replace(sessions, technology="valkey") == sessions.but(technology="valkey")  # type: ignore[arg-type]
    with pytest.raises(sd.DesignError, match="give 1 or more"):
        sessions.but(replicas=0)


def test_the_empty_technology_says_none() -> None:
    assert sd.Cache("Cache", technology="").technology is None


def test_a_kind_of_ones_own_is_one_line() -> None:
    Ledger = sd.Kind("Ledger", sd.Family.DATA, technology="postgresql")
    assert Ledger("Accounts").kind.noun == "Ledger"


CLEANED = ("a\x0bb", "a\ud800b", "a\x1b[0mb", "a\u2028b")
"""One word, then what no format can hold, then another."""


@pytest.mark.parametrize("said", CLEANED)
def test_every_text_of_a_component_is_one_clean_line(said: str) -> None:
    kind = sd.Kind(said, meaning=said)
    one = kind(said, note=said, technology=sd.Technology(said), group=said)
    assert one.technology and one.group
    texts = [
        one.label,
        plain(one.note),
        one.technology.name,
        one.group.label,
        kind.noun,
        kind.meaning,
    ]
    for text in texts:
        assert text.isprintable() and text.startswith("a") and text.endswith("b")


APART = [
    ("C++", "C#"),
    ("C", "C++"),
    ("🚀 API", "API"),
    ("<=5", ">5"),
    ("दिल", "दाल"),
    ("A&B", "AB"),
    ("x²", "x2"),
    ("Maße", "Masse"),
    ("ılık", "ilik"),
    ("ＡＰＩ", "API"),
    ("+", "-"),
    ("_", "-"),
    ("A*", "A"),
    ("Price €", "Price $"),
    ("می‌خواهم", "میخواهم"),
    ("👍🏽", "👍🏿"),
    ("क्‍ष", "क्ष"),
    ("№ 1", "# 1"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_of_two_things_are_two(one: str, other: str) -> None:
    assert sd.Service(one).id != sd.Service(other).id
    assert len(sd.Pattern("P", sd.Service(one) >> sd.Service(other)).view().components) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cafe\u0301", "Café"),
        ("API gateway", "api-gateway"),
        ("GRÖSSE", "grösse"),
        ("ΣΑΣ", "σας"),
        ("❤️ Likes", "❤ Likes"),
        ("User’s", "User's"),
        ("A – B", "A - B"),
        ("Load\u00a0balancer", "Load balancer"),
    ],
)
def test_names_of_one_thing_are_one(one: str, other: str) -> None:
    assert sd.Service(one).id == sd.Service(other).id


def test_a_capacity_without_a_unit_is_answered_with_one_that_can_be_typed() -> None:
    with pytest.raises(sd.DesignError, match=r"such as \d+_000 \* sd\.rps"):
        sd.Service("API", capacity=5)  # type: ignore[arg-type]
