"""Numbers on a picture: rates on its arrows, use on its cards, what is down and what is lost."""

import re

import pytest

import sddiagram as sd
from sddiagram.render.board.scope import plain
from sddiagram.render.checking import audit
from sddiagram.render.layout import Layout, layout

reads = sd.Requests("read", 9_000 * sd.rps, peak=1)
writes = sd.Requests("write", 1_000 * sd.rps, peak=1)
users = sd.Client("Users", sends=[reads, writes])
app = sd.Service("App", capacity=2_000 * sd.rps)
cache = sd.Cache("Cache", caches=reads, hit_ratio=0.9, capacity=10_000 * sd.rps)
store = sd.Database("Store", capacity=3_000 * sd.rps, replicas=1)
mail = sd.Notification("Mail")
shop = sd.Pattern(
    "Shop",
    sd.Stage("One", users >> app, app >> sd.calls("ask") >> store),
    sd.Stage(
        "Two",
        app >> sd.calls("get", of=reads) >> cache,
        app >> sd.calls("misses", after=cache) >> store,
        app >> sd.calls("write", of=writes) >> store,
        app >> sd.emits("sold", of=writes) >> mail,
        drops=[app >> "ask" >> store],
    ),
)


def marks(pattern: sd.Pattern, stage: int | None = None) -> dict[str, str]:
    """The words of each mark, and a ! where it is an alarm, by whom it stands on."""
    drawn = plain(sd.render(pattern, numbers=True, stage=stage)).decode()
    found = re.findall(
        r'class="(\w+) mark" data-of="([^"]+)">.*?class="number"[^>]*>([^<]+)<', drawn
    )
    return {owner: words + "!" * (tone == "alarm") for tone, owner, words in found}


def test_rates_stand_on_arrows_and_use_on_cards() -> None:
    assert marks(shop) == {
        "users--app": "10k rps",
        "app": "42%",
        "app--cache": "9k rps",
        "cache": "30%",
        "app--store--2": "900 rps",
        "app--store--3": "1k rps",
        "store": "63%",
        "app--mail": "1k rps",
        "mail": "not assessed",
    }


def test_each_stage_has_its_own_numbers() -> None:
    assert marks(shop, stage=1)["store"] == "333%!"


def test_ten_times_the_load_is_told_in_the_tone_of_an_alarm() -> None:
    found = marks(sd.scaled(shop, 10))
    assert (found["users--app"], found["app"], found["store"]) == ("100k rps", "417%!", "633%!")


def test_what_fails_is_down_and_its_requests_go_on_to_the_store() -> None:
    found = marks(sd.without(shop, cache))
    assert found["cache"] == "down!"
    assert "app--cache" not in found
    assert found["app--store--2"] == "9k rps"


def test_what_nobody_takes_over_is_lost() -> None:
    found = marks(sd.without(sd.scaled(shop, 2), store))
    assert (found["app--store--2"], found["app--store--3"]) == ("1.8k rps lost!", "2k rps lost!")


def test_what_was_lost_before_a_zone_went_too_is_still_lost() -> None:
    found = marks(sd.zone_lost(sd.without(shop, store)))
    assert (found["store"], found["app--store--3"]) == ("down!", "1k rps lost!")


def test_a_cache_on_the_way_is_passed_by() -> None:
    cdn = sd.CDN("CDN", hit_ratio=0.5)
    found = marks(sd.without(sd.Pattern("P", users >> cdn >> "misses" >> app), cdn))
    assert found == {"cdn": "down!", "cdn--app": "10k rps", "app": "83%"}


def test_a_lost_zone_leaves_fewer_replicas() -> None:
    assert marks(sd.zone_lost(shop))["app"].startswith("8 left · ")


def test_the_heading_tells_what_was_asked_and_what_breaks_first() -> None:
    drawn = " ".join(re.findall(r'class="caption"[^>]*>([^<]+)<', _drawn(sd.scaled(shop, 10))))
    assert "What if: 10 times the load. At the peak, 100k rps." in drawn
    assert "First to break: Store, loaded with 6.3 times its capacity; then App, Cache." in drawn


def _drawn(pattern: sd.Pattern) -> str:
    return plain(sd.render(pattern, numbers=True)).decode()


@pytest.fixture(scope="module")
def places() -> Layout:
    return layout(sd.load("scalable-api"))


@pytest.mark.parametrize("theme", ["light", "dark", "print", "sketch"])
def test_a_design_with_all_its_numbers_is_clean(theme: str, places: Layout) -> None:
    pattern = sd.load("scalable-api")
    for asked in (pattern, sd.zone_lost(sd.scaled(pattern, 10))):
        for stage in range(1, len(pattern.stages) + 1):
            drawn = sd.render(asked, numbers=True, stage=stage, theme=theme, layout=places)
            assert audit(drawn) == []


@pytest.mark.parametrize("format", ["html", "excalidraw", "mermaid"])
def test_every_format_of_shapes_writes_the_numbers(format: str) -> None:
    drawn = sd.render(sd.without(shop, cache), format, numbers=True).decode()
    assert "9k rps" in drawn and "down" in drawn


@pytest.mark.parametrize("format", ["json", "dot"])
def test_a_format_without_marks_refuses_numbers(format: str) -> None:
    with pytest.raises(sd.DesignError, match=f"{format} cannot use numbers"):
        sd.render(shop, format, numbers=True)


def test_a_design_into_which_nothing_enters_has_no_numbers() -> None:
    with pytest.raises(sd.DesignError, match="nothing enters it"):
        sd.render(sd.Pattern("Bare", sd.Client("A") >> sd.Service("B")), numbers=True)
