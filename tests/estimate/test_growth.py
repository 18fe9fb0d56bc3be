"""`sddiagram scale`: from one user on, what is full when, and which stage answers it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st

import sddiagram as sd
from sddiagram import library
from sddiagram.estimate import spoken
from sddiagram.estimate.fullness import breaks_first
from sddiagram.estimate.growth import Growth, growth
from sddiagram.estimate.growth_sheet import growth_sheet
from sddiagram.render.board.scope import plain
from sddiagram.render.chart import chart
from sddiagram.render.formats.png import png
from sddiagram.render.theme import THEMES

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "scale.schema.json").read_text(encoding="utf-8"))
GOLDEN = ROOT / "tests" / "golden" / "scale.svg"

SHOP = """
import sddiagram as sd

opens = sd.Requests("open", 864 * sd.per_day, users=10_000, peak=1)
users = sd.Client("Users", sends=opens)
app = sd.Service("App", capacity=50 * sd.rps, replicas=1)
fleet = app.but(replicas=None)
orders = sd.SQLPrimary("Orders", capacity=60 * sd.rps)
cache = sd.Cache("Cache", hit_ratio=0.9, capacity=10_000 * sd.rps)
log = sd.Queue("Log")
pattern = sd.Pattern(
    "Shop",
    sd.Stage("One", users >> app >> "read" >> orders),
    sd.Stage("Many", changes=[fleet]),
    sd.Stage(
        "Cached",
        fleet >> "get" >> cache,
        fleet >> sd.calls("misses", after=cache) >> orders,
        drops=[app >> "read" >> orders],
    ),
    sd.Stage("Logged", fleet >> sd.emits("seen") >> log),
)
"""


def shop() -> sd.Pattern:
    there: dict[str, sd.Pattern] = {}
    exec(SHOP, there)
    return there["pattern"]


def grown(pattern: sd.Pattern) -> Growth:
    found = growth(pattern)
    assert found
    return found


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "shop.py").write_text(SHOP, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "sddiagram", "scale", *arguments],
        cwd=folder,
        env={"PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_each_component_is_full_at_a_load_and_a_stage_answers_it() -> None:
    # 10,000 users are 100 rps, so one App of 50 rps is full at 5,000 of them.
    found = [
        (one.component.label, one.stage, round(one.at), one.answer) for one in grown(shop()).limits
    ]
    assert found == [
        ("App", 1, 5_000, 2),
        ("Orders", 1, 6_000, 3),
        ("App", 2, 25_000, None),
        ("Orders", 3, 60_000, None),
        ("Cache", 3, 3_000_000, None),
    ]


def test_a_stage_is_needed_when_the_first_limit_that_it_answers_is_reached() -> None:
    needed = [one.at for one in grown(shop()).stages]
    assert needed == pytest.approx([1, 5_000, 6_000, None])


def test_what_grows_with_its_replicas_needs_no_stage() -> None:
    grows = {(one.component.label, one.stage): one.grows for one in grown(shop()).limits}
    assert grows["App", 1] is False
    assert grows["App", 2] is True


def test_a_primary_never_grows() -> None:
    assert not any(one.grows for one in grown(shop()).limits if one.component.label == "Orders")


def test_disks_may_be_full_before_requests_fill_anything() -> None:
    sent = sd.Requests("create", 1 * sd.rps, peak=1)
    links = sd.Records("links", of=sent, size=1 * sd.KB, keep=1 * sd.year)
    store = sd.NoSQL("Links", capacity=1_000 * sd.rps, holds=links, node=1 * sd.TB, replicas=1)
    (limit,) = grown(sd.Pattern("L", sd.Client("U", sends=sent) >> store)).limits
    assert limit.by_size
    assert limit.at == pytest.approx(1e12 / (365 * 86_400 * 1e3))


def test_the_sheet_and_the_growth_agree_on_what_is_full_first() -> None:
    sent = sd.Requests("create", 1 * sd.rps, peak=1)
    links = sd.Records("links", of=sent, size=1 * sd.KB, keep=1 * sd.year)
    kept = sd.NoSQL("Links", capacity=9 * sd.rps, holds=links, node=10 * sd.GB)
    pattern = sd.Pattern("L", sd.Client("U", sends=sent) >> kept)
    (limit,) = grown(pattern).limits
    (first,) = breaks_first(sd.estimate(pattern))
    (said,) = spoken.breaking(sd.estimate(pattern))
    assert limit.by_size
    assert first.at == pytest.approx(limit.at)
    assert said.startswith("Links: its nodes full at")


def test_without_users_the_load_is_a_rate() -> None:
    found = grown(
        sd.Pattern("P", sd.Client("U", sends=sd.Requests("x", 2 * sd.rps)) >> sd.Cache("C"))
    )
    assert (found.unit, found.own) == ("rps", 6)


def test_two_clients_are_different_users_and_two_classes_of_one_are_the_same() -> None:
    def sent(name: str, users: float) -> sd.Requests:
        return sd.Requests(name, 1 * sd.per_day, users=users)

    riders = sd.Client("Riders", sends=[sent("look", 900), sent("ride", 900)])
    drivers = sd.Client("Drivers", sends=sent("drive", 100))
    assert grown(sd.Pattern("P", [riders, drivers] >> sd.Service("API"))).own == 1_000


def test_a_design_without_traffic_does_not_grow() -> None:
    assert growth(sd.Pattern("P", sd.Client("A") >> sd.Service("B"))) is None


@settings(max_examples=40, deadline=None)
@given(st.floats(1, 1e5), st.floats(1, 1e5), st.integers(1, 50))
def test_at_its_limit_a_component_is_used_whole(rate: float, capacity: float, many: int) -> None:
    api = sd.Service("API", capacity=capacity * sd.rps, replicas=many)
    pattern = sd.Pattern("P", sd.Client("U", sends=sd.Requests("x", rate * sd.rps)) >> api)
    found = grown(pattern)
    (limit,) = found.limits
    full = sd.estimate(sd.scaled(pattern, limit.at / found.own))
    assert full.use(api) == pytest.approx(1)


@pytest.mark.parametrize("entry", library.entries(), ids=lambda entry: entry.name)
def test_every_pattern_that_says_numbers_grows_and_is_drawn(entry: library.Entry) -> None:
    found = growth(library.load(entry.name))
    if found:
        jsonschema.validate(json.loads(json.dumps(growth_sheet(found))), SCHEMA)
        ElementTree.fromstring(chart(found))


def test_the_table_can_be_read_aloud(tmp_path: Path) -> None:
    done = run(tmp_path, "shop.py")
    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "It is made for 10,000 users, 100 rps at the peak." in lines
    assert "5,000 users 50 rps App 1 1 stage 2: 5 replicas in place of 1" in lines
    assert "6,000 users 60 rps Orders 1 1 stage 3: a load of 10 rps in place of 100 rps" in lines
    assert "25,000 users 250 rps App 5 2 more replicas" in lines
    assert "60,000 users 600 rps Orders 1 3 nothing yet" in lines
    assert "- 4. Logged: no known limit asks for it; it has other reasons." in lines
    assert lines[-1] == "Not assessed, since no capacity is known: Log."


def test_the_object_for_scripts_keeps_its_schema(tmp_path: Path) -> None:
    data = json.loads(run(tmp_path, "shop.py", "--json").stdout)
    jsonschema.validate(data, SCHEMA)
    assert data["limits"][0] | {"how": ""} == {
        "id": "app",
        "label": "App",
        "stage": 1,
        "load": pytest.approx(5_000),
        "peak": pytest.approx(50),
        "instances": 1,
        "full_of": "requests",
        "grows": False,
        "answered_by": 2,
        "how": "",
    }


def test_a_chart_is_written_as_svg_and_png(tmp_path: Path) -> None:
    assert run(tmp_path, "shop.py", "-f", "svg", "-o", "chart.svg").stdout == "chart.svg\n"
    assert (tmp_path / "chart.svg").read_bytes() == chart(grown(shop()))
    assert run(tmp_path, "shop.py", "-f", "png").returncode == 0
    assert (tmp_path / "output" / "shop-scale.png").read_bytes().startswith(b"\x89PNG")


def test_another_format_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    done = run(tmp_path, "shop.py", "-f", "pdf")
    assert (done.returncode != 0, done.stdout) == (True, "")
    assert "svg, png" in done.stderr


def test_a_design_without_traffic_is_told_what_to_say(tmp_path: Path) -> None:
    (tmp_path / "bare.py").write_text(
        "import sddiagram as sd\npattern = sd.Pattern('Bare', sd.Client('A') >> sd.Service('B'))\n"
    )
    done = run(tmp_path, "bare.py")
    assert "sends=sd.Requests(" in done.stderr


def test_the_chart_is_the_golden_one() -> None:
    drawn = chart(grown(shop()), "light")
    if os.environ.get("GOLDEN") == "new":
        GOLDEN.write_bytes(drawn)
    assert drawn == GOLDEN.read_bytes()


def words(pattern: sd.Pattern) -> list[str | None]:
    root = ElementTree.fromstring(chart(grown(pattern)))
    return [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_chart_says_what_the_table_says() -> None:
    said = words(shop())
    assert {"1 One", "2 Many", "3 Cached", "5,000", "6,000", "25,000", "60,000", "3M"} <= {*said}
    assert "4 Logged" not in said


def test_what_lies_beyond_the_axis_points_there() -> None:
    api = sd.Service("API", capacity=1e6 * sd.rps, replicas=3)
    sent = sd.Requests("x", 1 * sd.per_day, users=10)
    said = words(sd.Pattern("Far", sd.Client("U", sends=sent) >> api))
    assert "86.4bn →" in said and "1bn" in said


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_is_drawn_in_every_theme(theme: str) -> None:
    assert png(chart(grown(shop()), theme))


def test_nothing_is_drawn_outside_the_chart() -> None:
    users = sd.Client("U", sends=sd.Requests("x", 3e7 * sd.rps))
    stages = [
        sd.Stage(
            f"Stage of quite a long name {number}",
            users
            >> sd.Service(f"A component of a long name {number}", capacity=10**number * sd.rps),
        )
        for number in range(1, 9)
    ]
    root = ElementTree.fromstring(chart(grown(sd.Pattern("A design", *stages))))
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        left, wide = float(text.attrib["x"]), float(text.attrib["textLength"])
        assert left >= 0 and left + wide <= float(root.attrib["width"]), text.text


def two_stages(before: list[sd.Component], after: list[sd.Component]) -> Growth:
    """A design that asks 100 rps of each of its components, which its second stage changes."""
    opens = sd.Requests("open", 100 * sd.rps, peak=1)
    first = sd.Stage("One", sd.Client("Users", sends=opens) >> before)
    return grown(sd.Pattern("P", first, sd.Stage("Two", changes=after)))


def service(name: str, replicas: int | None) -> sd.Component:
    return sd.Service(name, capacity=10 * sd.rps, replicas=replicas)


def test_a_stage_that_answers_several_limits_is_needed_from_the_lowest_on() -> None:
    found = two_stages(
        [service("A", 2), service("B", 1), service("C", 3)],
        [service("A", 20), service("B", 20), service("C", 20)],
    )
    needed = found.stages[1]
    assert needed.full and needed.full.component.label == "B"
    assert needed.at == pytest.approx(10)


def test_replicas_that_may_grow_answer_a_limit_even_where_they_are_fewer() -> None:
    found = two_stages([service("A", 90)], [service("A", None)])
    assert [(one.stage, one.answer) for one in found.limits] == [(2, None), (1, 2)]


def test_what_is_kept_in_a_fixed_number_leaves_less_room() -> None:
    sent = sd.Requests("create", 1 * sd.rps, peak=1)
    links = sd.Records("links", of=sent, size=1 * sd.KB, keep=1 * sd.year)
    kept = sd.NoSQL("Links", holds=[links, 400 * sd.GB], node=1 * sd.TB, replicas=1)
    (limit,) = grown(sd.Pattern("L", sd.Client("U", sends=sent) >> kept)).limits
    assert limit.at == pytest.approx(0.6e12 / (365 * 86_400 * 1e3))


def test_a_bar_ends_on_the_axis_however_far_its_limit_is() -> None:
    api = sd.Service("API", capacity=1e6 * sd.rps, replicas=3)
    sent = sd.Requests("x", 1 * sd.per_day, users=10)
    root = ElementTree.fromstring(
        plain(chart(grown(sd.Pattern("Far", sd.Client("U", sends=sent) >> api))))
    )
    bars = [
        one for one in root.iter("{http://www.w3.org/2000/svg}rect") if one.get("class") == "bar"
    ]
    (bar,) = bars
    assert float(bar.attrib["x"]) + float(bar.attrib["width"]) <= float(root.attrib["width"])
