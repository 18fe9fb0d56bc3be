"""Bytes along arrows follow from the sizes that are said."""

import pytest

import sddiagram as sd
from sddiagram.model.numbers import Carried

reads = sd.Requests("read", 100 * sd.rps, peak=2, request=1 * sd.KB, response=20 * sd.KB)
users = sd.Client("Users", sends=reads)
gateway = sd.Gateway("Gateway")
api = sd.Service("API")
store = sd.Database("Store")


def on(flow: sd.Flow, *others: sd.Flow) -> Carried:
    arrows = sd.estimate(sd.Pattern("P", *others, flow)).arrows
    return [*arrows.values()][-1]


def test_what_clients_send_and_get_back_has_the_sizes_of_its_class() -> None:
    carried = on(users >> api)
    assert (carried.along, carried.back) == (0.2 * sd.MB / sd.s, 4 * sd.MB / sd.s)
    assert carried.bytes_how == "200 rps x 1 KB = 200 KB/s; back 200 rps x 20 KB = 4 MB/s"


def test_the_edge_passes_on_what_it_is_given() -> None:
    assert on(gateway >> api, users >> gateway).back == 4 * sd.MB / sd.s


def test_what_a_service_asks_of_a_store_has_a_size_of_its_own_or_none() -> None:
    assert on(api >> "get" >> store, users >> api).along is None
    sized = on(api >> sd.calls("get", size=3 * sd.KB) >> store, users >> api)
    assert (sized.along, sized.back) == (0.6 * sd.MB / sd.s, None)


def test_a_batch_moves_its_size_in_its_period() -> None:
    nightly = sd.batches("export", size=86.4 * sd.GB, every=1 * sd.day)
    carried = on(api >> nightly >> store, users >> api)
    assert carried.along == 1 * sd.MB / sd.s
    assert carried.bytes_how == "86.4 GB every 1 day = 1 MB/s"


@pytest.mark.parametrize("link", [sd.emits("seen"), sd.copies("rows")])
def test_without_sizes_nothing_is_said(link: sd.Link) -> None:
    assert on(api >> link >> store, users >> api).bytes_how == ""


def test_what_is_counted_keeps_its_name() -> None:
    tokens = sd.Requests("token", 1_000 * sd.tokens / sd.s, peak=1, request=4 * sd.B)
    phones = sd.Client("Phones", sends=tokens)
    assert on(phones >> api).bytes_how == "1,000 tokens/s x 4 B = 4 KB/s"
    sized = on(api >> sd.emits("log", size=10 * sd.B) >> store, phones >> api)
    assert sized.bytes_how == "1,000 tokens/s x 10 B = 10 KB/s"
    assert sized.along == 10 * sd.KB / sd.s
