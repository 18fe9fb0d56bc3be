"""draw.io's files: what is joined stays joined, and nothing that somebody typed is markup."""

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

import sddiagram as sd

inner = sd.Group("Cluster", group=sd.Group("Region"))
users = sd.Client("Users")
api = sd.Service("API & <b>more</b>", replicas=3, group=inner, technology="go")
store = sd.NoSQL("Store", technology="cassandra", note='by "key"')
SHOP = sd.Pattern(
    "Shop",
    sd.Stage("One", users >> "HTTPS" >> api, why="It works."),
    sd.Stage("Two", api >> sd.emits("rows; one=two") >> store, api >> "read" >> store),
)


def pages(pattern: sd.Pattern) -> list[Element]:
    return list(ElementTree.fromstring(sd.render(pattern, "drawio")).iter("diagram"))


def cells(page: Element) -> dict[str, Element]:
    return {cell.attrib["id"]: cell for cell in page.iter("mxCell")}


def corner(id: str, found: dict[str, Element]) -> tuple[float, float]:
    """Where a shape is on its page, through all that it lies in."""
    place = found[id].find("mxGeometry")
    if place is None:
        return 0.0, 0.0
    x, y = corner(found[id].attrib["parent"], found)
    return x + float(place.attrib["x"]), y + float(place.attrib["y"])


@pytest.fixture(scope="module")
def last() -> dict[str, Element]:
    return cells(pages(SHOP)[-1])


def edges(found: dict[str, Element]) -> Iterator[Element]:
    return (cell for cell in found.values() if cell.get("edge"))


def test_each_stage_has_its_page() -> None:
    assert [page.attrib["name"] for page in pages(SHOP)] == [
        "Stage 1 of 2 · One (high-level design)",
        "Stage 2 of 2 · Two (detailed design)",
    ]


def test_an_arrow_is_bound_to_both_of_its_cards(last: dict[str, Element]) -> None:
    ends = [(edge.attrib["source"], edge.attrib["target"]) for edge in edges(last)]
    assert len(ends) == 3 and all(end in last for pair in ends for end in pair)


def test_a_card_lies_in_its_group_and_a_group_in_its_own(last: dict[str, Element]) -> None:
    card = next(id for id in last if id.startswith("api"))
    assert last[card].attrib["parent"] == "group-region--cluster"
    assert last["group-region--cluster"].attrib["parent"] == "group-region"
    (x, y), (left, top) = corner(card, last), corner("group-region--cluster", last)
    assert x > left and y > top


def test_every_shape_is_on_the_page_that_is_as_large_as_the_board(last: dict[str, Element]) -> None:
    model = pages(SHOP)[-1].find("mxGraphModel")
    assert model is not None
    wide, high = float(model.attrib["pageWidth"]), float(model.attrib["pageHeight"])
    for id, cell in last.items():
        if cell.get("vertex") and cell.get("connectable") != "0":
            x, y = corner(id, last)
            assert 0 <= x < wide and 0 <= y < high


def test_what_somebody_typed_is_no_markup(last: dict[str, Element]) -> None:
    card = next(cell for id, cell in last.items() if id.startswith("api"))
    assert "API &amp; &lt;b&gt;more&lt;/b&gt;" in card.attrib["value"]
    label = next(cell for cell in last.values() if "rows" in cell.get("value", ""))
    assert "one=two" not in label.attrib["style"]


def test_a_style_holds_no_semicolon_but_between_its_facts(last: dict[str, Element]) -> None:
    for cell in last.values():
        for fact in cell.get("style", "").removesuffix(";").split(";"):
            assert not fact or "=" in fact or fact in ("text", "edgeLabel")


def test_the_same_design_gives_the_same_bytes() -> None:
    assert sd.render(SHOP, "drawio") == sd.render(SHOP, "drawio")


@pytest.mark.parametrize("name", ["llm-serving", "feature-store", "cap-theorem"])
def test_a_built_in_design_has_all_its_arrows(name: str) -> None:
    pattern = sd.load(name)
    for view, page in zip(pattern.views, pages(pattern), strict=True):
        assert len([*edges(cells(page))]) == len(view.arrows)
