"""A scene of real shapes: cards, arrows bound to them, a frame a stage."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

import sddiagram as sd

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


def test_a_label_s_arrow_knows_it() -> None:
    found = shapes()
    bound = [text for text in of("text", found) if text["containerId"]]
    assert [text["text"] for text in bound if text["frameId"] == "stage-2"] != []
    for text in bound:
        assert {"type": "text", "id": text["id"]} in found[text["containerId"]]["boundElements"]


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


def test_the_same_design_gives_the_same_bytes() -> None:
    assert sd.render(PATTERN, "excalidraw") == sd.render(PATTERN, "excalidraw")


def test_a_sketch_is_rough_and_by_hand() -> None:
    assert shapes(theme="sketch")["stage-1-users"]["roughness"] == 1
    assert shapes(theme="light")["stage-1-users"]["roughness"] == 0


def test_a_numbered_arrow_says_its_number() -> None:
    assert shapes(numbered=True)["stage-1-users--api_label"]["text"] == "1 buy"
