"""Who stands where: what shares a place, what each arrow's way is, and what dense designs cost."""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from random import Random
from time import monotonic
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.render.board.scope import plain
from sddiagram.render.layout import engine, layout
from sddiagram.render.measure.geometry import meet

USERS, OLD, NEW = sd.Client("Users"), sd.Service("Old"), sd.Service("New")


def replaced(old: sd.Component, new: sd.Component) -> sd.Pattern:
    return sd.Pattern(
        "P", sd.Stage("One", USERS >> old), sd.Stage("Two", USERS >> new, replaces=old)
    )


def test_a_successor_of_the_same_group_takes_the_place() -> None:
    cards = layout(replaced(OLD, NEW)).cards
    assert cards["old"] == cards["new"]


def test_a_successor_takes_the_place_before_its_panel_is_drawn() -> None:
    cards = layout(replaced(OLD, NEW.but(group="Cloud"))).cards
    assert cards["old"] == cards["new"]


def test_a_successor_in_another_group_has_a_place_of_its_own() -> None:
    places = layout(replaced(OLD.but(group="Cellar"), NEW.but(group="Cloud")))
    assert not meet(places.cards["old"], places.cards["new"])
    assert {"cellar", "cloud"} <= places.panels.keys()


def test_two_that_one_replaces_stood_side_by_side() -> None:
    other = sd.Service("Other")
    cards = layout(
        sd.Pattern(
            "P",
            sd.Stage("One", USERS >> [OLD, other]),
            sd.Stage("Two", USERS >> NEW, replaces=[OLD, other]),
        )
    ).cards
    assert not meet(cards["old"], cards["other"])


def test_one_that_comes_back_beside_its_successor_has_a_place_of_its_own() -> None:
    cards = layout(
        sd.Pattern(
            "P",
            sd.Stage("One", USERS >> OLD),
            sd.Stage("Two", USERS >> NEW, replaces=OLD),
            sd.Stage("Three", NEW >> OLD),
        )
    ).cards
    assert not meet(cards["old"], cards["new"])


def test_arrows_that_are_dropped_later_keep_ways_of_their_own() -> None:
    loop, there, back = OLD >> "retry" >> OLD, USERS >> "ask" >> OLD, OLD >> "tell" >> USERS
    pattern = sd.Pattern(
        "P",
        sd.Stage("One", there, back, loop, USERS >> sd.emits("log") >> OLD),
        sd.Stage("Two", USERS >> NEW >> OLD, drops=[there, back, loop]),
    )
    routes = [layout(pattern).routes[arrow] for arrow in pattern.view(1).arrows]
    assert len({frozenset((*route.points, route.tip)) for route in routes}) == 4
    assert all(len({*route.points, route.tip}) > 1 for route in routes)


def test_six_hundred_arrows_with_words_draw_in_seconds() -> None:
    chance = Random(1)
    parts = [sd.Service(f"S{number}") for number in range(60)]
    pattern = sd.Pattern(
        "Many", *(chance.choice(parts) >> f"call {n}" >> chance.choice(parts) for n in range(600))
    )
    begun = monotonic()
    drawn = plain(sd.render(pattern))
    assert monotonic() - begun < 30, "It took 3 s on two cores of 2026."
    assert drawn.count(b' calls"') == drawn.count(b'class="words"') == 600


def grouped(count: int) -> sd.Pattern:
    """Which the engine refuses with the words of its arrows: it loses edges between groups."""
    parts = [sd.Service(f"Service {n}", group=f"Domain {n // 10}") for n in range(count)]
    return sd.Pattern(
        "P",
        *(parts[n] >> f"call {n}" >> parts[(n * 7 + 3) % count] for n in range(count)),
        *(parts[n] >> parts[(n * 11 + 5) % count] for n in range(count)),
    )


def test_what_the_engine_cannot_draw_as_curves_is_drawn_more_simply() -> None:
    with pytest.warns(sd.DrawingWarning, match="drawn with straight lines instead"):
        drawn = plain(sd.render(grouped(100), direction="LR"))
    assert drawn.count(b'class="words"') == 100


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_one_direction_that_fails_leaves_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, fake = engine.program("auto"), tmp_path / "engine"
    fake.write_text(
        f"#!{sys.executable}\nimport subprocess, sys\nsource = sys.stdin.read()\n"
        "if 'rankdir=LR' in source: sys.exit('lost edge')\n"
        f"sys.exit(subprocess.run([{real!r}, '-Tjson0'], input=source.encode()).returncode)\n"
    )
    fake.chmod(0o755)
    monkeypatch.setattr(engine, "program", lambda name: str(fake))
    cards = layout(sd.Pattern("P", USERS >> OLD)).cards
    assert cards["users"].y < cards["old"].y


NAMES = ["Title", "Desc", "Legend", "Grey", "stage-1", "Icon y", "Y", "Group cloud", "Cloud"]


@pytest.mark.parametrize("format", ["svg", "html", "animated"])
def test_no_name_of_a_component_is_an_id_of_ours(format: str) -> None:
    parts = [sd.Service(name, group="Cloud") for name in NAMES]
    pattern = sd.Pattern("P", USERS >> parts)
    ids = Counter(re.findall(r'\sid="([^"]+)"', sd.render(pattern, format).decode()))
    assert {id for id, times in ids.items() if times > 1} == set()


def test_no_shape_of_excalidraw_has_the_id_of_another() -> None:
    parts = [sd.Service(name, group="Cloud") for name in [*NAMES, "Why", "Caption", "API label"]]
    pattern = sd.Pattern("P", USERS >> "call" >> [sd.Service("API"), *parts], summary="It is.")
    shapes = json.loads(sd.render(pattern, "excalidraw"))["elements"]
    assert max(Counter(shape["id"] for shape in shapes).values()) == 1


def test_a_card_keeps_its_plain_id() -> None:
    drawn = sd.render(sd.Pattern("P", USERS >> sd.Service("Title")))
    root = ElementTree.fromstring(plain(drawn))
    assert {"users", "title", "users--title"} <= {one.get("id") for one in root.iter()}
