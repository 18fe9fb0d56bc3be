"""What every picture keeps, whatever its author typed."""

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.render import FORMATS
from sddiagram.render.board.scope import plain

SVG = "{http://www.w3.org/2000/svg}"

users, api, db = (
    sd.Client("Users"),
    sd.Service("API"),
    sd.SQLPrimary("Database", technology="postgres"),
)
staged = sd.Pattern(
    "Shop",
    sd.Stage("One box", users >> "orders" >> api, why="It works."),
    sd.Stage("Keep orders", api >> sd.emits("order") >> db, why="A restart loses them."),
)


def drawn(pattern: sd.Pattern, stage: int | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(plain(sd.render(pattern, "svg", stage=stage)))


def texts(svg: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def by_id(svg: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {element.attrib["id"]: element for element in svg.iter() if "id" in element.attrib}


def test_a_picture_shows_names_technologies_and_labels() -> None:
    assert {"Shop", "Users", "API", "PostgreSQL", "orders"} <= set(texts(drawn(staged)))


def test_a_stage_says_which_it_is_and_why() -> None:
    shown = texts(drawn(staged, stage=2))
    assert "Stage 2 of 2 · Keep orders (detailed design)" in shown
    assert "A restart loses them." in shown


def test_a_stage_marks_what_is_new() -> None:
    elements = by_id(drawn(staged, stage=2))
    assert "new" in elements["database"].attrib["class"].split()
    assert "new" not in elements["api"].attrib["class"].split()


def test_nothing_that_stays_moves_between_stages() -> None:
    before, after = by_id(drawn(staged, stage=1)), by_id(drawn(staged, stage=2))
    for id in ("users", "api"):
        faces = [stage[id].find(f"{SVG}rect").attrib for stage in (before, after)]  # type: ignore[union-attr]
        assert faces[0] == faces[1]
    assert [before["users--api"][0].attrib["d"]] == [after["users--api"][0].attrib["d"]]


def test_an_earlier_stage_hides_what_is_not_there_yet() -> None:
    assert "database" not in by_id(drawn(staged, stage=1))


def test_a_picture_tells_screen_readers_its_title_and_flows() -> None:
    svg = drawn(staged)
    assert svg.findtext(f"{SVG}title") == "Shop"
    assert "API emits Database: order" in (svg.findtext(f"{SVG}desc") or "")


def test_a_picture_refers_to_nothing_outside_itself() -> None:
    for element in drawn(staged).iter():
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] in ("href", "src"):
                assert value.startswith(("#", "data:"))


def test_an_icon_is_inlined_once() -> None:
    pattern = sd.Pattern("Replicas", db >> sd.SQLPrimary("Twin", technology="postgres"))
    assert len(list(drawn(pattern).iter(f"{SVG}image"))) == 1


def test_edges_end_at_the_border_of_their_card() -> None:
    elements = by_id(drawn(sd.Pattern("P", users >> api)))
    tip = re.match(r"M([\d.]+),([\d.]+)", elements["users--api"][1].attrib["d"])
    face = elements["api"].find(f"{SVG}rect")
    assert tip and face is not None
    assert float(tip[1]) == pytest.approx(float(face.attrib["x"]), abs=1)


def test_the_same_design_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sddiagram as sd, sys, hashlib;"
        "a, b, c = sd.Service('A'), sd.Cache('B'), sd.Queue('C', group=sd.Group('G'));"
        "p = sd.Pattern('P', a >> 'x' >> [b, c] >> a);"
        "print(hashlib.sha256(sd.render(p, 'svg') + sd.render(p, 'dot')).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2", "de_DE.UTF-8"))
    }
    assert len(digests) == 1


HOSTILE = {
    "quotes": "\"double\" and 'single'",
    "markup": "<b>&amp;</b> <script>alert(1)</script>",
    "backslashes": r"C:\new\N\l \"",
    "control": "bell\x07 null\x00 escape\x1b",
    "right to left": "مستخدم خارجي",
    "emoji": "🚀 launch 👩‍🚀",
    "long": "word " * 400,
    "one long word": "x" * 2_000,
    "lines": "first\nsecond",
    "entity": "&lt;&#10;",
    "colon": "host:port:n",
}


@pytest.mark.filterwarnings("ignore::sddiagram.errors.DrawingWarning")
@pytest.mark.parametrize("label", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("format", ["svg", "png", "dot", "json", "mermaid"])
def test_any_label_ends_in_a_picture(format: str, label: str) -> None:
    group = sd.Group(label)
    one = sd.Service(label, note=label, group=group)
    pattern = sd.Pattern(label, sd.Stage(label, users >> sd.emits(label) >> one, why=label))
    assert sd.render(pattern, format, stage=1)


@pytest.mark.filterwarnings("ignore::sddiagram.errors.DrawingWarning")
def test_a_long_label_is_cut_on_the_card_and_whole_in_its_title() -> None:
    label = "word " * 400
    svg = drawn(sd.Pattern("P", users >> sd.Service(label)))
    assert any(text.endswith("…") for text in texts(svg))
    assert float(svg.attrib["width"]) < 800


SHAPES = {
    "self-loop": api >> "retry" >> api,
    "cycle": users >> api >> db >> users,
    "repeated edges": [users >> api, users >> api],
    "parallel edges": [users >> "read" >> api, users >> "write" >> api, api >> users],
    "alone": api,
    "two islands": [users >> api, db >> sd.Cache("Cache")],
    "fan-out of 20": users >> [sd.Service(f"Service {n}") for n in range(20)],
    "chain of 20": sd.Flow.of(users).joined(
        sd.calls(), sd.Flow.of([sd.Service(f"Service {n}") for n in range(20)])
    ),
}


@pytest.mark.parametrize("flow", SHAPES.values(), ids=SHAPES)
def test_any_shape_ends_in_a_picture(flow: sd.Flow) -> None:
    svg = drawn(sd.Pattern("Shape", flow))
    components = sd.Flow.of(flow).components
    assert {component.id for component in components} <= by_id(svg).keys()


def test_groups_nest() -> None:
    region = sd.Group("Region")
    zone = sd.Group("Zone A", group=region)
    svg = by_id(drawn(sd.Pattern("P", users >> sd.Service("API", group=zone))))
    assert {"group_region", "group_region--zone-a"} <= svg.keys()


def test_two_kinds_of_link_have_a_legend_and_one_has_none() -> None:
    assert "sddiagram_legend" in by_id(drawn(staged))
    assert "sddiagram_legend" not in by_id(drawn(sd.Pattern("P", users >> api)))


def test_a_long_chain_runs_down_and_a_short_one_across() -> None:
    def chain(length: int) -> sd.Pattern:
        flow = sd.Flow.of(users)
        for number in range(length):
            flow = flow >> sd.Service(f"Service {number}")
        return sd.Pattern("Chain", flow)

    def is_wide(svg: ElementTree.Element) -> bool:
        return float(svg.attrib["width"]) > float(svg.attrib["height"])

    assert is_wide(drawn(chain(3)))
    assert not is_wide(drawn(chain(8)))


def test_the_author_may_choose_the_direction() -> None:
    down = sd.Pattern("P", users >> api, direction=sd.Direction.TOP_TO_BOTTOM)
    faces = by_id(drawn(down))
    tops = [float(faces[id].find(f"{SVG}rect").attrib["y"]) for id in ("users", "api")]  # type: ignore[union-attr]
    assert tops[0] < tops[1]


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(sd.NotFoundError, match="Did you mean 'svg'"):
        sd.render(staged, "svgg")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_draws_every_stage(format: str) -> None:
    for stage in (None, 1, 2):
        assert sd.render(staged, format, stage=stage)


def test_a_node_class_of_diagrams_serves_as_icon() -> None:
    pattern = sd.Pattern("P", users >> sd.Service("Search", icon="aws.analytics.Cloudsearch"))
    assert "icon_aws-analytics-cloudsearch" in by_id(drawn(pattern))


def test_an_unknown_icon_is_answered_with_the_nearest() -> None:
    pattern = sd.Pattern("P", users >> sd.Service("DB", icon="onprem.database.PostgreSQLL"))
    with pytest.raises(sd.NotFoundError, match="PostgreSQL"):
        sd.render(pattern)


def test_a_pattern_a_view_a_stage_and_a_flow_show_themselves_in_a_notebook() -> None:
    for value in (staged, staged.view(1), staged.stages[0], users >> api):
        bundle = value._repr_mimebundle_()  # type: ignore[union-attr]
        assert str(bundle["image/svg+xml"]).lstrip().startswith("<?xml")


@pytest.mark.parametrize(("label", "said"), [("Django", ()), ("Shop", ("Django",))])
def test_a_card_that_is_called_after_its_technology_says_it_once(
    label: str, said: tuple[str, ...]
) -> None:
    from sddiagram.render.measure.card import card_of

    assert card_of(sd.Service(label, technology="django")).detail == said
