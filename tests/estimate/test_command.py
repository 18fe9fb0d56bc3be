"""`sddiagram estimate`: a sheet to read aloud, and the same for machines."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.cli.what_if import asked
from sddiagram.estimate.board import numbers
from sddiagram.estimate.grounds import grounds
from sddiagram.estimate.sheet import sheet

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "estimate.schema.json").read_text(encoding="utf-8")
)

SHOP = """
import sddiagram as sd

users = sd.Client("Users", sends=sd.Requests("open", 50_000_000 * sd.per_day))
api = sd.Service("API", capacity=1_000 * sd.rps)
cache = sd.Cache("Cache", technology="redis", hit_ratio=0.9)
orders = sd.Database("Orders", capacity=5_000 * sd.rps)
pattern = sd.Pattern(
    "Shop",
    users >> api >> "get" >> cache,
    api >> sd.calls("misses", after=cache) >> orders,
)
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "shop.py").write_text(SHOP, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "sddiagram", "estimate", *arguments],
        cwd=folder,
        env={"PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def what_if(pattern: sd.Pattern, **options: object) -> sd.Pattern:
    said = {"load": "1x", "fail": [], "zone": False, "facts": [], **options}
    return asked(pattern, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("entry", library.entries(), ids=lambda entry: entry.name)
def test_every_pattern_and_stage_has_a_sheet_of_the_schema(entry: library.Entry) -> None:
    pattern = library.load(entry.name)
    for view in pattern.views:
        jsonschema.validate(json.loads(json.dumps(sheet(view, numbers(view)))), SCHEMA)


def test_a_simple_design_gets_its_sheet_with_nothing_more_said(tmp_path: Path) -> None:
    done = run(tmp_path, "shop.py")
    assert done.returncode == 0, done.stderr
    assert "open: 50M per day / 86,400 s x 3 (peak) = 1,736 rps" in done.stdout
    assert "What breaks first" in done.stdout
    assert "API: full at 2.9 times the load." in done.stdout


def test_derivations_are_told_when_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, "shop.py", "--how")
    assert "1,736 rps x (1 - 0.9) = 173.6 rps" in done.stdout
    assert "[RED]" in done.stdout


def test_the_sheet_for_machines_has_what_was_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, "shop.py", "--json", "--load", "10x", "--fail", "cache")
    data = json.loads(done.stdout)
    jsonschema.validate(data, SCHEMA)
    assert data["what_if"] == ["10 times the load", "without Cache"]
    assert [one["label"] for one in data["components"]] == ["API", "Orders"]
    assert data["arrows"][-1]["rate"] == pytest.approx(17_361.1)


def test_a_design_without_traffic_is_told_what_to_say(tmp_path: Path) -> None:
    (tmp_path / "bare.py").write_text(
        "import sddiagram as sd\npattern = sd.Pattern('Bare', sd.Client('A') >> sd.Service('B'))\n"
    )
    done = run(tmp_path, "bare.py")
    assert "sends=sd.Requests(" in done.stdout.replace("\n", " ")


shop = sd.Pattern(
    "Shop",
    sd.Client("Users", sends=sd.Requests("open", 100 * sd.rps))
    >> sd.Service("API", capacity=100 * sd.rps)
    >> sd.Cache("Hot keys", hit_ratio=0.5)
    >> sd.NoSQL("Orders", holds=500 * sd.GB, node=1 * sd.TB),
)


@pytest.mark.parametrize(
    ("fact", "label", "name", "value"),
    [
        ("API.replicas=8", "API", "replicas", 8),
        ("api.capacity = 2,000 rps", "API", "capacity", 2_000 * sd.rps),
        ("Hot keys.hit_ratio=90%", "Hot keys", "hit_ratio", 0.9),
        ("Orders.node=2 TB", "Orders", "node", 2 * sd.TB),
        ("Orders.cost=$640", "Orders", "cost", 640 * sd.usd),
        ("Orders.capacity=10 keys/s", "Orders", "capacity", 10 * sd.keys / sd.s),
    ],
)
def test_a_fact_is_set_as_people_write_it(fact: str, label: str, name: str, value: object) -> None:
    changed = what_if(shop, facts=[fact]).view()
    (component,) = (one for one in changed.components if one.label == label)
    assert getattr(component, name) == value


def test_the_peak_of_a_class_may_be_set() -> None:
    assert sd.estimate(what_if(shop, facts=["open.peak=5"])).peak == 500 * sd.rps


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"load": "many"}, "--load many: give how many times the load"),
        ({"load": "0x"}, "--load 0x"),
        ({"facts": ["API"]}, "write NAME.FACT=VALUE"),
        ({"facts": ["API.colour=3"]}, "No fact named 'colour'"),
        ({"facts": ["API.replicas=many"]}, "'many' is no number"),
        ({"facts": ["API.replicas=2.5"]}, "replicas=2.5"),
        ({"facts": ["API.capacity=5 bogus"]}, "No unit named 'bogus'"),
        ({"fail": ["Cach"]}, "No component named 'Cach'"),
    ],
    ids=str,
)
def test_an_option_that_makes_no_sense_is_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(sd.SddiagramError, match=told):
        what_if(shop, **options)


def test_what_is_assumed_is_told_apart_from_what_is_cited() -> None:
    sent = sd.Requests("open", 100 * sd.rps)
    tight = sd.Service("Tight", capacity=10 * sd.rps, sizing=sd.Sizing(use=0.9))
    usual = sd.Service("Usual", capacity=10 * sd.rps)
    cache = sd.Cache("Cache", technology="redis", replicas=3)
    pattern = sd.Pattern("P", sd.Client("Users", sends=sent) >> [tight, usual, cache])
    found = grounds(pattern.view(), sd.estimate(pattern))
    (cited,), (source,), (assumed,) = found.cited, found.sources, found.assumed
    assert cited.startswith("Cache: Redis: 50,000 rps per process") and cited.endswith("[RED]")
    assert source.startswith("[RED] Redis, Redis benchmark (2025)")
    assert assumed.startswith("Replicas of Usual: each is used to 65% at the peak")


def test_the_average_of_a_brief_that_states_its_peak_is_assumed() -> None:
    brief = sd.Brief("Design a shop.", traffic=300 * sd.rps)
    pattern = sd.Pattern("P", sd.Client("Users") >> sd.Service("API"), brief=brief)
    (assumed,) = grounds(pattern.view(), sd.estimate(pattern)).assumed
    assert assumed == "request: the peak is 3 times the average, so that is 100 rps"
