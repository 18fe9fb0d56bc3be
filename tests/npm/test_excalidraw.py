"""What Excalidraw's own editor makes of a scene, in Chromium, and of a card that is moved in it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import sddiagram as sd

Shape = dict[str, Any]
CARD, BY = "stage-4-model-router", (-80.0, -10.0)


@pytest.mark.parametrize("theme", ["light", "sketch"])
def test_a_scene_opens_whole_and_a_moved_card_takes_its_arrows_along(
    seen_by: Callable[..., Any], theme: str
) -> None:
    scene = json.loads(sd.render(sd.load("llm-serving"), "excalidraw", theme=theme))
    seen = seen_by("excalidraw", scene=scene, move=CARD, by=BY)
    before, after = ({one["id"]: one for one in seen[when]} for when in ("before", "after"))
    keeps_every_shape_and_binding(scene["elements"], before)
    cuts_no_words(before)
    took_words_and_arrows_along(before, after)


def keeps_every_shape_and_binding(shapes: list[Shape], before: dict[str, Shape]) -> None:
    assert set(before) == {shape["id"] for shape in shapes}
    for shape in shapes:
        kept = before[shape["id"]]
        if shape["type"] == "arrow":
            assert kept["elbowed"]
            assert kept["points"] == shape["points"]
            for end in ("startBinding", "endBinding"):
                assert kept[end]["fixedPoint"] == shape[end]["fixedPoint"]
        if shape["type"] == "text":
            assert kept["containerId"] == shape["containerId"]


def cuts_no_words(before: dict[str, Shape]) -> None:
    texts = [one for one in before.values() if one["type"] == "text"]
    assert [one["text"] for one in texts if one["drawn"] > one["width"] + 1] == []


def took_words_and_arrows_along(before: dict[str, Shape], after: dict[str, Shape]) -> None:
    moved = {id for id, one in after.items() if one["x"] != before[id]["x"]}
    group = {id for id, one in before.items() if one["groupIds"] == before[CARD]["groupIds"]}
    assert group <= moved
    for id in group:
        assert after[id]["x"] - before[id]["x"] == pytest.approx(BY[0], abs=1)
        assert after[id]["y"] - before[id]["y"] == pytest.approx(BY[1], abs=1)
    arrows = [one for one in after.values() if one["type"] == "arrow" and CARD in ends_of(one)]
    assert len(arrows) == 4
    for arrow in arrows:
        (x0, y0), *_, (x1, y1) = ((arrow["x"] + x, arrow["y"] + y) for x, y in arrow["points"])
        source, target = ends_of(arrow)
        assert away(after[source], x0, y0) == pytest.approx(5, abs=1)
        assert away(after[target], x1, y1) == pytest.approx(5, abs=1)


def ends_of(arrow: Shape) -> tuple[str, str]:
    return arrow["startBinding"]["elementId"], arrow["endBinding"]["elementId"]


def away(card: Shape, x: float, y: float) -> float:
    """How far a point is outside of a card; negative inside."""
    across = max(card["x"] - x, x - card["x"] - card["width"])
    down = max(card["y"] - y, y - card["y"] - card["height"])
    return float(max(across, down))
