"""What draw.io's own library makes of a page, in Chromium, and of a card that is moved in it."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

import sddiagram as sd

CARD, BY = "model-router", (-60.0, 20.0)


def test_a_page_opens_whole_and_a_moved_card_takes_its_arrows_along(
    seen_by: Callable[..., Any],
) -> None:
    page = [*ElementTree.fromstring(sd.render(sd.load("llm-serving"), "drawio")).iter("diagram")][
        -1
    ]
    model = page[0]
    text = ElementTree.tostring(model, encoding="unicode")
    seen = seen_by("drawio", page=text, move=CARD, by=BY)
    before, after = seen["before"], seen["after"]
    edges = {cell.attrib["id"]: cell for cell in model.iter("mxCell") if cell.get("edge")}
    assert edges
    for id, edge in edges.items():
        assert before[id]["source"] == edge.get("source")
        assert before[id]["target"] == edge.get("target")
        start, *_, end = before[id]["points"]
        assert is_at_border(start, before[edge.attrib["source"]])
        assert is_at_border(end, before[edge.attrib["target"]])
    for id in (CARD, f"{CARD}-icon"):
        assert after[id]["x"] - before[id]["x"] == pytest.approx(BY[0])
    for id in edges:
        for end, at in (("source", 0), ("target", -1)):
            if after[id][end] == CARD:
                assert is_at_border(after[id]["points"][at], after[CARD])


def is_at_border(point: list[float], shape: dict[str, float]) -> bool:
    x, y = point[0] - shape["x"], point[1] - shape["y"]
    return min(abs(x), abs(x - shape["width"]), abs(y), abs(y - shape["height"])) < 1.5
