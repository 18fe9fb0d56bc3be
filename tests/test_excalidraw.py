"""A scene of real shapes: cards, arrows bound to them, a frame a stage."""

import json
from collections.abc import Iterator
from itertools import pairwise
from math import dist
from typing import Any

import pytest

import sddiagram as sd
from sddiagram.model.marks import Mark
from sddiagram.render.formats.excalidraw.labels import leaves_enough
from sddiagram.render.formats.excalidraw.lettering import EXCALIFONT
from sddiagram.render.measure.geometry import Rectangle
from sddiagram.render.theme import DARK

USERS, CACHE = sd.Client("Users"), sd.Cache("Cache", technology="redis")
API = sd.Service("API", replicas=3, group=sd.Group("Zone"))
PATTERN = sd.Pattern(
    "Shop",
    sd.Stage("Sell", USERS >> "buy" >> API, why="It works."),
    sd.Stage("Reuse", API >> sd.emits("look") >> CACHE, why="Few buy."),
)
Shape = dict[str, Any]


def shapes(pattern: sd.Pattern = PATTERN, **options: Any) -> dict[str, Shape]:
    scene = json.loads(sd.render(pattern, "excalidraw", **options))
    found = {shape["id"]: shape for shape in scene["elements"]}
    assert len(found) == len(scene["elements"]), "an id stands twice"
    return found


def of(type: str, found: dict[str, Shape]) -> Iterator[Shape]:
    return (shape for shape in found.values() if shape["type"] == type)


def test_each_stage_is_a_frame_that_holds_its_shapes() -> None:
    found = shapes()
    assert [one["name"] for one in of("frame", found)] == [
        "Stage 1 of 2 · Sell (high-level design)",
        "Stage 2 of 2 · Reuse (detailed design)",
    ]
    assert found["stage-1-users"]["frameId"] == "stage-1"
    assert "stage-1-cache" not in found


def test_frames_do_not_overlap() -> None:
    one, two = of("frame", shapes())
    assert one["x"] + one["width"] < two["x"]


def test_nothing_moves_from_one_stage_to_the_next() -> None:
    found = shapes()
    offset = found["stage-2"]["x"] - found["stage-1"]["x"]
    assert found["stage-2-api"]["x"] - found["stage-1-api"]["x"] == pytest.approx(offset, abs=0.05)
    assert found["stage-2-api"]["y"] == found["stage-1-api"]["y"]


def test_an_arrow_and_its_cards_know_each_other() -> None:
    found = shapes()
    for arrow in of("arrow", found):
        for end in ("startBinding", "endBinding"):
            card = found[arrow[end]["elementId"]]
            assert {"type": "arrow", "id": arrow["id"]} in card["boundElements"]


def test_an_arrow_between_level_cards_turns_as_in_the_picture() -> None:
    for arrow in of("arrow", shapes(sd.load("llm-serving"))):
        assert arrow["elbowed"]
        for (x0, y0), (x1, y1) in pairwise(arrow["points"]):
            assert x0 == x1 or y0 == y1


def test_words_go_along_with_their_arrow_or_with_the_card_it_starts_from() -> None:
    found = shapes(sd.load("llm-serving"))
    bound = 0
    for text in of("text", found):
        if not text["id"].endswith("_label"):
            continue
        arrow = found[text["id"].removesuffix("_label")]
        if text["containerId"]:
            bound += 1
            assert text["containerId"] == arrow["id"]
            assert {"type": "text", "id": text["id"]} in arrow["boundElements"]
        else:
            source = found[arrow["startBinding"]["elementId"]]
            assert text["groupIds"] == source["groupIds"]
    assert bound


@pytest.mark.parametrize("pattern", [sd.load("llm-serving"), sd.load("rag")])
def test_no_words_hide_most_of_their_arrow(pattern: sd.Pattern) -> None:
    found = shapes(pattern)
    for text in of("text", found):
        if text["containerId"]:
            arrow = found[text["containerId"]]
            points = [(arrow["x"] + x, arrow["y"] + y) for x, y in arrow["points"]]
            whole = sum(dist(one, other) for one, other in pairwise(points))
            assert hidden(points, text) < whole / 2, text["text"]


@pytest.mark.parametrize(("width", "enough"), [(50, True), (60, False), (90, False)])
def test_words_are_bound_to_an_arrow_that_shows_beside_them(width: float, enough: bool) -> None:
    assert leaves_enough([(0, 0), (120, 0)], Rectangle(60 - width / 2, -7, width, 14)) is enough


def hidden(points: list[tuple[float, float]], text: Shape) -> float:
    """How much of the way along `points` is behind a text, by steps of a hundredth."""
    found = 0.0
    for one, other in pairwise(points):
        for step in range(100):
            x, y = ((a + (b - a) * (step + 0.5) / 100) for a, b in zip(one, other, strict=True))
            inside = 0 <= x - text["x"] <= text["width"] and 0 <= y - text["y"] <= text["height"]
            found += inside * dist(one, other) / 100
    return found


def test_a_mark_goes_along_with_its_card() -> None:
    found = shapes(marks={"api": Mark("3x")})
    assert found["stage-1-mark-api"]["groupIds"] == found["stage-1-api"]["groupIds"]


@pytest.mark.parametrize("theme", ["light", "sketch"])
def test_words_fit_on_their_card_in_the_font_of_the_theme(theme: str) -> None:
    found = shapes(sd.load("llm-serving"), theme=theme)
    for text in of("text", found):
        for part in ("name_", "detail_"):
            card = found.get(text["id"].replace(part, ""))
            if part in text["id"] and card:
                assert text["x"] + text["width"] < card["x"] + card["width"]


def test_the_hand_is_as_wide_as_excalidraw_writes_it() -> None:
    assert EXCALIFONT.width("API gateway", 14) == pytest.approx(88.7, abs=0.1)


def test_cut_words_are_there_in_full() -> None:
    name = "A name that goes on and on " * 6
    long = sd.Service(name)
    text = shapes(sd.Pattern("P", USERS >> long))[f"stage-1-name_{long.id}"]
    assert text["text"].endswith("…")
    assert text["originalText"] == name.strip()
    assert text["autoResize"] is False


def test_a_kind_of_link_has_its_stroke_and_what_is_new_its_colour() -> None:
    found = shapes()
    assert found["stage-2-api--cache"]["strokeStyle"] == "dashed"
    assert found["stage-2-cache"]["strokeColor"] != shapes(theme="print")["stage-2-cache"]
    assert found["stage-2-cache"]["backgroundColor"] != found["stage-2-users"]["backgroundColor"]


def test_every_picture_in_it_has_its_file() -> None:
    scene = json.loads(sd.render(PATTERN, "excalidraw"))
    wanted = {shape["fileId"] for shape in scene["elements"] if shape["type"] == "image"}
    assert wanted == set(scene["files"])
    assert all(file["dataURL"].startswith("data:image/") for file in scene["files"].values())


def test_a_logo_has_a_light_ground_in_the_dark_that_goes_along() -> None:
    found = shapes(theme="dark")
    tile, card = found["stage-2-tile_cache"], found["stage-2-cache"]
    assert tile["backgroundColor"] == DARK.logo
    assert tile["groupIds"] == card["groupIds"]
    assert not [id for id in shapes(theme="light") if "tile_" in id]


def test_the_same_design_gives_the_same_bytes() -> None:
    assert sd.render(PATTERN, "excalidraw") == sd.render(PATTERN, "excalidraw")


def test_a_sketch_is_rough_and_by_hand() -> None:
    assert shapes(theme="sketch")["stage-1-users"]["roughness"] == 1
    assert shapes(theme="light")["stage-1-users"]["roughness"] == 0


def test_a_numbered_arrow_says_its_number() -> None:
    assert shapes(numbered=True)["stage-1-users--api_label"]["text"] == "1 buy"
