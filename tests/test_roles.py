"""Roles: what a component does, whatever its kind is called."""

import pytest

import sddiagram as sd
from sddiagram import kinds
from sddiagram.model.component import Kind
from sddiagram.roles import by_name, role_of
from sddiagram.roles.besides import BRINGS_IT, SAYS_SO, does, may_absorb
from sddiagram.roles.standing_in import BY_NAME, BY_TECHNOLOGY, STAND_INS
from sddiagram.roles.table import ROLES


@pytest.mark.parametrize(
    "kind", [one for one in vars(kinds).values() if isinstance(one, Kind)], ids=lambda one: one.noun
)
def test_no_kind_has_two_roles(kind: Kind) -> None:
    assert sum(kind.noun in role.nouns for role in ROLES) <= 1


def test_every_noun_of_a_role_is_a_kind() -> None:
    nouns = {one.noun for one in vars(kinds).values() if isinstance(one, Kind)}
    assert {noun for role in ROLES for noun in role.nouns} <= nouns


def test_pairs_name_roles() -> None:
    names = {role.name for role in ROLES}
    assert all(pair <= names for pair in STAND_INS)
    assert BY_NAME <= STAND_INS
    assert BY_TECHNOLOGY <= STAND_INS


@pytest.mark.parametrize(
    ("component", "role"),
    [
        (sd.Service("Orders API"), "service"),
        (sd.Service("Answer guard"), "guard"),
        (sd.ModelServer("Embedder"), "embedder"),
        (sd.Queue("Dead letters"), "dead letters"),
        (sd.External("GPT-4o"), "model"),
        (sd.External("Banks"), "outside"),
        (sd.Kind("Ledger", sd.Family.DATA)("Accounts"), "database"),
        (sd.Cache("Features"), "cache"),
    ],
    ids=lambda one: getattr(one, "label", one),
)
def test_a_plain_kind_plays_the_role_that_its_label_says(
    component: sd.Component, role: str
) -> None:
    assert role_of(component).name == role


def test_a_note_or_a_product_says_what_is_done_besides() -> None:
    replica, dead = by_name()["replica"], by_name()["dead letters"]
    assert does(sd.Database("Orders", note="two standbys"), replica) == SAYS_SO
    assert does(sd.Database("Orders", technology="aurora"), replica) == BRINGS_IT
    assert does(sd.Database("Orders", technology="mysql"), replica) == ""
    assert does(sd.Queue("Jobs", technology="sqs"), dead) == BRINGS_IT


def test_what_the_other_says_too_is_no_sign() -> None:
    limits = by_name()["limiter"]
    gateway = sd.Gateway("Gateway", note="auth, limits")
    assert does(gateway, limits) == SAYS_SO
    assert does(gateway, limits, than=gateway) == ""


def test_a_gateway_balances_and_a_queue_caches_nothing() -> None:
    assert may_absorb(sd.Gateway("Gateway"), by_name()["door"])
    assert not may_absorb(sd.Queue("Jobs"), by_name()["cache"])
