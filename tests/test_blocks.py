"""A block's parts are named, and its flow is what a senior engineer would draw."""

import doctest
import importlib
import pkgutil

import pytest

import sddiagram as sd
from sddiagram import blocks

MODULES = [module.name for module in pkgutil.iter_modules(blocks.__path__, "sddiagram.blocks.")]

shop = sd.Service("Shop")
orders = sd.SQLPrimary("Orders", technology="postgresql")


def ends(flow: sd.Flow) -> list[tuple[str, str]]:
    return [(arrow.source, arrow.target) for arrow in flow.arrows]


def test_a_replicated_database_copies_from_the_primary_to_the_replicas() -> None:
    db = blocks.replicated_database(orders, replicas=3)
    assert ends(db.flow) == [("orders", "read-replicas")]


def test_replicas_have_the_technology_and_the_group_of_their_primary() -> None:
    zone = sd.Group("Zone")
    db = blocks.replicated_database(sd.SQLPrimary("Orders", technology="mysql", group=zone))
    assert (db.replicas.technology, db.replicas.group) == (db.primary.technology, zone)


def test_the_reader_calls_the_cache_and_the_store_and_the_cache_calls_nobody() -> None:
    aside = blocks.cache_aside(shop, orders)
    assert ends(aside.flow) == [("shop", "cache"), ("shop", "cache"), ("shop", "orders")]


def test_the_store_is_asked_what_the_cache_does_not_answer() -> None:
    users = sd.Client("Users", sends=sd.Requests("read", 1_000 * sd.rps, peak=1))
    cache = sd.Cache("Sessions", hit_ratio=0.75)
    aside = blocks.cache_aside(shop, orders, cache=cache)
    numbers = sd.estimate(sd.Pattern("Shop", users >> shop, aside.flow))
    assert (numbers.at(orders), numbers.at(cache)) == (250 * sd.rps, 1_250 * sd.rps)


def test_a_write_deletes_from_the_cache_what_it_changes() -> None:
    writes = sd.Requests("write", 10 * sd.rps)
    reads = sd.Requests("read", 90 * sd.rps)
    aside = blocks.cache_aside(shop, orders, reads=reads, writes=writes)
    assert [arrow.link.label for arrow in aside.flow.arrows if arrow.link.of == (writes,)] == [
        "delete"
    ]


def test_clients_pass_the_balancer_before_the_gateway() -> None:
    edge = blocks.api_edge(sd.Client("Users"), shop)
    assert ends(edge.flow) == [
        ("users", "load-balancer"),
        ("load-balancer", "api-gateway"),
        ("api-gateway", "shop"),
    ]


def test_a_later_stage_puts_a_cdn_in_front_of_an_api_edge() -> None:
    users = sd.Client("Users")
    edge = blocks.api_edge(users, shop)
    cdn = sd.CDN("CDN")
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Edge", edge.flow),
        sd.Stage("CDN", users >> cdn >> edge.balancer, drops=edge.entry),
    )
    reached = [arrow.target for arrow in pattern.view().arrows if arrow.source == "users"]
    assert reached == ["cdn"]


def test_a_training_loop_ends_at_the_servers_and_passes_the_registry() -> None:
    loop = blocks.training_loop(sd.Stream("Clicks"), [sd.Ranker("A"), sd.Ranker("B")])
    assert ends(loop.flow) == [
        ("clicks", "training"),
        ("training", "model-registry"),
        ("model-registry", "a"),
        ("model-registry", "b"),
    ]


def test_invalidation_reaches_every_cache_and_costs_the_request_nothing() -> None:
    caches = [sd.Cache("Redis"), sd.CDN("Edge")]
    invalidation = blocks.cache_invalidation(orders, caches)
    assert ends(invalidation.flow)[-2:] == [("invalidator", "redis"), ("invalidator", "edge")]
    assert {arrow.link.share for arrow in invalidation.flow.arrows} == {0}


def test_history_reaches_the_online_store_through_the_offline_store() -> None:
    features = blocks.online_offline_features(sd.Stream("Clicks"))
    assert ends(features.flow) == [
        ("clicks", "offline-features"),
        ("offline-features", "online-features"),
    ]


def test_blocks_compare_by_content() -> None:
    assert blocks.replicated_database(orders) == blocks.replicated_database(orders)


@pytest.mark.parametrize("module", MODULES)
def test_the_example_of_a_block_runs(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0


@pytest.mark.parametrize("module", MODULES)
def test_a_block_is_reachable_by_its_file_s_name(module: str) -> None:
    assert callable(getattr(sd.blocks, module.rsplit(".", 1)[1]))
