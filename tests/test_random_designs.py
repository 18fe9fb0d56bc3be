"""Random designs hold what every picture promises; SDDIAGRAM_EXAMPLES=5000 tries more of them."""

import json
import os
import warnings
from collections import Counter
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
from hypothesis import HealthCheck, given, settings, strategies as st

import sddiagram as sd
from sddiagram.render.board.scope import plain
from sddiagram.render.board.verbs import VERBS
from sddiagram.render.layout import layout
from sddiagram.render.measure.geometry import meet
from sddiagram.review import review

EXAMPLES = int(os.environ.get("SDDIAGRAM_EXAMPLES", "15"))
SCHEMA = json.loads((Path(__file__).parent.parent / "docs/view.schema.json").read_text())
SVG = "{http://www.w3.org/2000/svg}"
KINDS = [sd.Client, sd.Gateway, sd.Service, sd.SQLPrimary, sd.Cache, sd.Queue, sd.Monitoring]
GROUPS = [None, (inner := sd.Group("Region")), sd.Group("Zone", group=inner), sd.Group("C++")]
ODD = [
    "",
    "Title",
    "stage-1",
    "<b>&amp;",
    "end",
    "--",
    "Ünïcode 東京",
    "🚀",
    'a "b" \\ c',
    "x" * 60,
]


@st.composite
def designs(draw: st.DrawFn) -> sd.Pattern:
    """A pattern of 2 to 20 components and 1 to 5 stages that change it in every way."""
    count = draw(st.integers(2, 20))
    names = [f"{draw(st.sampled_from(ODD))} {number}" for number in range(count)]
    parts = [
        draw(st.sampled_from(KINDS))(name, group=draw(st.sampled_from(GROUPS)), replicas=number + 1)
        for number, name in enumerate(names)
    ]
    words = st.sampled_from([*ODD, "read", "write it in a long sentence that has to be wrapped"])

    def flow(among: list[sd.Component]) -> sd.Flow:
        source, target = draw(st.sampled_from(among)), draw(st.sampled_from(among))
        return source >> draw(st.sampled_from(VERBS))(draw(words)) >> target

    board = {one.id: one for one in parts[: draw(st.integers(1, count))]}
    waiting = [one for one in parts if one.id not in board]
    stages = [
        sd.Stage(
            "1", *board.values(), *(flow([*board.values()]) for _ in range(draw(st.integers(0, 8))))
        )
    ]
    for number in range(2, draw(st.integers(1, 5)) + 1):
        there = [*board.values()]
        change = draw(st.sampled_from(["add", "replace", "regroup", "drop", "cut"]))
        said: dict[str, list[sd.Component]] = {}
        coming = waiting[: draw(st.integers(0, 3))]
        if change == "regroup" and there:
            one = draw(st.sampled_from(there))
            said["changes"] = [one.but(replicas=99 + number, group=draw(st.sampled_from(GROUPS)))]
            board[one.id] = said["changes"][0]
        elif change in ("replace", "drop") and len(there) > 2:
            gone = draw(st.lists(st.sampled_from(there), min_size=1, max_size=2, unique=True))
            said["replaces" if change == "replace" else "drops"] = gone
            for one in gone:
                del board[one.id]
            waiting += gone
        elif change == "cut" and (arrows := sd.Pattern("P", *stages).view().arrows):
            arrow = draw(st.sampled_from(arrows))
            said["drops"] = [board[arrow.source] >> board[arrow.target]]  # type: ignore[list-item]
        for one in coming:
            board[one.id] = one
        waiting = [one for one in waiting if one.id not in board]
        flows = [flow([*board.values()]) for _ in range(draw(st.integers(0, 4)))]
        stages.append(sd.Stage(str(number), *coming, *flows, **said))  # type: ignore[arg-type]
    return sd.Pattern("Random", *stages)


def shown(picture: bytes, kind: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(plain(picture))
    return [one for one in root.iter(f"{SVG}g") if one.get("class", "").split()[:1] == [kind]]


many = settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES == 15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@many
@given(pattern=designs(), direction=st.sampled_from(["LR", "TB", "AUTO"]))
def test_a_picture_loses_nothing_and_moves_nothing(pattern: sd.Pattern, direction: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sd.DrawingWarning)
        places = layout(pattern, sd.Direction.named(direction))
        pictures = [sd.render(pattern, stage=view.number, layout=places) for view in pattern.views]
        assert pictures == [
            sd.render(pattern, stage=n, direction=direction) for n in range(1, len(pictures) + 1)
        ]
    for view, picture in zip(pattern.views, pictures, strict=True):
        cards = Counter(one.get("id") for one in shown(picture, "card"))
        assert cards == Counter(one.id for one in view.components)
        edges = [one for one in shown(picture, "edge") if one.get("data-from")]
        assert Counter((one.get("data-from"), one.get("data-to")) for one in edges) == Counter(
            (arrow.source, arrow.target) for arrow in view.arrows
        )
        ids = Counter(e.get("id") for e in ElementTree.fromstring(picture).iter() if e.get("id"))
        assert set(ids.values()) == {1}
        standing = [places.cards[one.id] for one in view.components]
        assert not any(meet(one, other) for one, other in combinations(standing, 2))
        ways = [places.routes[arrow] for arrow in view.arrows]
        assert all(len({*way.points, way.tip}) > 1 for way in ways)
        assert len({(way.points, way.tip) for way in ways}) == len(ways)
        assert all(
            (places.routes[arrow].label is None) == (not arrow.link.label) for arrow in view.arrows
        )


@many
@given(pattern=designs())
def test_a_board_as_json_fits_its_schema(pattern: sd.Pattern) -> None:
    for view in pattern.views:
        jsonschema.validate(json.loads(sd.render(pattern, "json", stage=view.number)), SCHEMA)


@many
@given(pattern=designs())
def test_a_review_speaks_in_whole_sentences_of_what_is_there(pattern: sd.Pattern) -> None:
    for view in pattern.views:
        there = {*(one.id for one in view.components), *view.arrows, None}
        for finding in review(view):
            assert finding.on in there
            assert finding.fact.endswith(".")
            assert finding.way_out


@many
@given(pattern=designs())
def test_equal_patterns_are_equal_values(pattern: sd.Pattern) -> None:
    again = sd.Pattern(pattern.title, *pattern.stages)
    assert again == pattern
    assert hash(again) == hash(pattern)
