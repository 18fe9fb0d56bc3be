"""Icons: the nearest choice wins, and what is shown needs nothing from outside."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram import kinds
from sddiagram.render.board import icon as module, logo
from sddiagram.render.board.icon import LOGOS, icon_named, icon_of
from sddiagram.technology.table import TECHNOLOGIES

OWN_ICONS = sorted((Path(module.__file__).parent / "icons").glob("*.svg"))


def test_a_component_s_own_icon_comes_first() -> None:
    cache = sd.Cache("Sessions", technology="redis", icon="own.cache")
    assert icon_of(cache).id == "own-cache"


def test_the_technology_s_icon_comes_second() -> None:
    orders = sd.SQLPrimary("Orders", technology="postgres")
    assert icon_of(orders).id == "onprem-database-postgresql"


def test_the_kind_s_icon_stands_for_a_component_without_technology() -> None:
    assert icon_of(sd.Cache("Sessions")).id == "own-cache"


def test_the_kind_s_icon_stands_for_a_technology_without_one() -> None:
    ours = sd.Technology("Ledgerbase")
    assert icon_of(sd.Cache("Ledger", technology=ours)).id == "own-cache"


def test_the_family_s_icon_stands_for_a_kind_without_one() -> None:
    Ledger = sd.Kind("Ledger", sd.Family.DATA)
    assert icon_of(Ledger("Accounts")).id == "own-database"


def test_a_node_class_is_the_same_icon_as_its_name() -> None:
    from diagrams.onprem.database import PostgreSQL

    assert icon_named(PostgreSQL) == icon_named("onprem.database.PostgreSQL")


def test_a_picture_of_diagrams_is_carried_inside() -> None:
    body = icon_named("onprem.database.PostgreSQL").body
    assert re.search(r'href="data:image/png;base64,[A-Za-z0-9+/=]+"', body)


def test_a_logo_of_a_technology_is_small_enough_to_travel_in_every_picture() -> None:
    names = ("onprem.analytics.Flink", "programming.language.Ruby", "onprem.database.Scylla")
    heavy = {name: len(icon_named(name).body) for name in names}
    assert max(heavy.values()) < 8_000, heavy


def test_every_spelling_of_a_class_has_the_small_logo_and_a_wrong_one_has_none() -> None:
    assert icon_named("onprem.queue.Kafka") == icon_named("diagrams.onprem.queue.Kafka")
    with pytest.raises(sd.NotFoundError, match="Kafka"):
        icon_named("onprem.queue.kafka")


def test_every_small_logo_is_that_of_a_technology() -> None:
    icons = {row.icon for row in TECHNOLOGIES}
    assert {file.stem for file in LOGOS.glob("*/*.png")} - icons == set()


@pytest.mark.parametrize(
    ("logo", "is_bare"), [("onprem.inmemory.Redis", True), ("onprem.queue.Kafka", False)]
)
def test_only_a_logo_that_would_vanish_in_the_dark_has_a_light_ground(
    logo: str, is_bare: bool
) -> None:
    picture = sd.render(sd.Pattern("P", sd.Client("U") >> sd.Cache("C", icon=logo)), theme="dark")
    assert (b'<rect class="logo' not in picture) == is_bare


def test_a_picture_is_linked_in_the_one_way_that_all_readers_know() -> None:
    group = icon_named("onprem.database.PostgreSQL").group(id="icon")
    (image,) = group
    assert group.attrib == {"id": "icon"}
    assert image.attrib["xlink:href"].startswith("data:") and "href" not in image.attrib


def test_an_unknown_icon_is_answered_with_the_nearest_and_the_component() -> None:
    with pytest.raises(sd.NotFoundError, match=r"'API': .*Did you mean 'own\.gateway'"):
        icon_of(sd.Service("API", icon="own.gatway"))


@pytest.mark.parametrize("name", ["own.", "own.../../icons/cache", "onprem.nowhere.Thing", "x"])
def test_a_name_that_is_no_icon_is_refused(name: str) -> None:
    with pytest.raises(sd.NotFoundError, match=f"No icon named {re.escape(repr(name))}"):
        icon_named(name)


def test_what_is_not_a_name_is_refused() -> None:
    with pytest.raises(sd.DesignError, match="icon=42; give a file"):
        icon_of(sd.Service("API", icon=42))  # type: ignore[arg-type]


def test_a_class_whose_picture_is_missing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "logo_file", lambda icon: Path("missing.png"))
    with pytest.raises(sd.DesignError, match="has no picture file; give another icon"):
        icon_named("onprem.nothing.Missing")


def test_a_class_without_a_picture_of_its_own_is_refused() -> None:
    from diagrams.custom import Custom

    with pytest.raises(sd.DesignError, match=r"'A': icon=Custom has no picture.*a PNG or SVG file"):
        icon_of(sd.Service("A", icon=Custom))


@pytest.mark.parametrize("file", OWN_ICONS, ids=lambda file: file.stem)
def test_an_own_icon_is_small_and_takes_the_colour_of_its_card(file: Path) -> None:
    markup = file.read_text(encoding="utf-8")
    root = ElementTree.fromstring(markup)
    assert root.get("viewBox") == "0 0 48 48"
    assert len(markup) < 1000
    assert not re.search(r"\bid=|<style|<text|#|url\(|href", markup)


def test_every_own_icon_is_used() -> None:
    of_kinds = {kind.icon for kind in vars(kinds).values() if isinstance(kind, sd.Kind)}
    shown = of_kinds | {row.icon for row in TECHNOLOGIES}
    assert {f"own.{file.stem}" for file in OWN_ICONS} - shown == set()
