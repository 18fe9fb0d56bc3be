"""`sddiagram sketch` draws at once, reads files and standard input, and saves."""

import io
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sddiagram.cli.sketching import is_conversation, type_lines
from sddiagram.render.drawing import Options

SHOP = "Users @ 2k rps -> Load balancer -> App x3 -> Redis (hit 90%), Postgres"
SCRIPT = """
from diagrams import Cluster, Diagram, Edge
from diagrams.aws.compute import EC2
from diagrams.aws.database import RDS
from diagrams.aws.network import ELB

with Diagram("Web service", show=False):
    balancer = ELB("lb")
    with Cluster("Workers"):
        workers = [EC2(f"worker {number}") for number in range(2)]
    balancer >> workers >> Edge(label="write", style="dashed") >> RDS("events")
"""


Sketch = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sddiagram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sketch:
    """A command in an empty folder: its exit code, its output, its messages."""
    monkeypatch.chdir(tmp_path)

    def sddiagram(*arguments: str, given: str = "") -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "sddiagram", *arguments],
            env={"PATH": "", "PYTHONUTF8": "1"},
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done.returncode, done.stdout, done.stderr

    return sddiagram


@pytest.fixture
def sketch(sddiagram: Sketch) -> Sketch:
    """The command `sketch`."""
    return partial(sddiagram, "sketch")


def test_a_text_is_drawn_with_no_file(sketch: Sketch) -> None:
    code, out, err = sketch(SHOP)
    assert (code, out.split()) == (0, ["output/sketch.svg", "output/sketch.png"])
    assert err.startswith("note: line 1, column 43: the arrow from App to Database is read as what")
    assert not Path("patterns").exists()


def test_a_file_gives_its_name(sketch: Sketch) -> None:
    Path("my_shop.sketch").write_text("Users -> Frobnicator", encoding="utf-8")
    assert sketch("my_shop.sketch", "-f", "svg")[:2] == (0, "output/my-shop.svg\n")
    assert "My shop" in Path("output/my-shop.svg").read_text(encoding="utf-8")


def test_standard_input_is_read(sketch: Sketch) -> None:
    assert sketch("-f", "svg", given="Users → API")[:2] == (0, "output/sketch.svg\n")


def test_options_of_render_work_on_it(sketch: Sketch) -> None:
    code, out, _ = sketch(SHOP, "-o", "shop.svg", "--theme", "dark", "--numbers")
    assert (code, out) == (0, "shop.svg\n")
    assert "200 rps" in Path("shop.svg").read_text(encoding="utf-8")


def test_a_what_if_works_on_it(sketch: Sketch) -> None:
    assert sketch(SHOP, "-f", "svg", "--fail", "Cache")[0] == 0
    assert "2k rps" in Path("output/sketch.svg").read_text(encoding="utf-8")


def test_what_is_saved_renders_the_same(sketch: Sketch, sddiagram: Sketch) -> None:
    code, out, _ = sketch(SHOP, "--save", "my-shop", "-f", "svg")
    assert (code, out.split()) == (0, ["patterns/my_shop.py", "output/my-shop.svg"])
    assert sddiagram("render", "my-shop", "-f", "svg", "-o", "again")[0] == 0
    assert Path("again/my-shop.svg").read_bytes() == Path("output/my-shop.svg").read_bytes()


def test_a_saved_file_is_never_overwritten_unless_asked(sketch: Sketch) -> None:
    assert sketch("A -> B", "--save", "shop", "-f", "svg")[0] == 0
    code, _, err = sketch("C -> D", "--save", "shop", "-f", "svg")
    assert code == 4
    assert "patterns/shop.py is there already" in err
    assert sketch("C -> D", "--save", "shop", "-f", "svg", "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Users ->"], 2, "error: line 1, column 7: an arrow leads nowhere; "),
        (["Users", "-"], 2, "error: Put the whole sketch into quotation marks: "),
        (["missing.sketch"], 3, "error: missing.sketch: there is no such file; "),
        (["A -> B", "--save", "../x"], 2, "error: '../x' is no pattern name; "),
        (["A -> B", "--numbers", "-f", "svg"], 2, "error: Sketch has no numbers, "),
    ],
)
def test_a_mistake_ends_in_one_sentence(
    sketch: Sketch, arguments: list[str], code: int, said: str
) -> None:
    ended, _, err = sketch(*arguments)
    assert ended == code
    assert [line for line in err.splitlines() if line.startswith(said)], err


def test_a_mistake_in_a_file_names_the_file(sketch: Sketch) -> None:
    Path("shop.txt").write_text("Users -> API\nAPI ->", encoding="utf-8")
    assert sketch("shop.txt")[2].startswith("error: shop.txt: line 2, column 5: ")


def test_render_takes_a_file_with_a_sketch(sddiagram: Sketch, tmp_path: Path) -> None:
    Path("shop.sketch").write_text("Users -> Frobnicator", encoding="utf-8")
    _, out, err = sddiagram("render", "shop.sketch", "-f", "svg")
    assert out == "output/shop.svg\n"
    assert err.startswith("warning: shop.sketch: line 1, column 10: 'Frobnicator' is not in the ")


def test_check_reviews_a_file_with_a_sketch(sddiagram: Sketch, tmp_path: Path) -> None:
    Path("shop.sketch").write_text("Users -> LB -> App x3 -> Postgres", encoding="utf-8")
    code, out, _ = sddiagram("check", "shop.sketch")
    assert code == 1
    assert "error: shop.sketch: single-point-of-failure: " in out


def test_lines_are_typed_and_the_picture_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = "Users -> API\nAPI ->\nAPI -> Redis\nundo\nsave shop\nshow\nquit\nA -> B\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    shown: list[str] = []
    type_lines(Options(), "output", None, force=False, show=shown.append)
    said = capsys.readouterr()
    assert said.out.split() == ["patterns/shop.py", "output/sketch.svg"]
    assert shown == ["Users -> API", "Users -> API\nAPI -> Redis", "Users -> API"]
    assert "line 2, column 5: an arrow leads nowhere; write API -> Database." in said.err
    assert "Redis" not in Path("patterns/shop.py").read_text(encoding="utf-8")


def test_only_somebody_at_a_terminal_is_asked_for_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert not is_conversation(None, None)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert is_conversation(None, None)
    assert not is_conversation(["Users -> API"], None)
    assert not is_conversation(None, Path("shop.py"))


def test_a_script_of_diagrams_becomes_a_pattern(sketch: Sketch) -> None:
    Path("web.py").write_text(SCRIPT, encoding="utf-8")
    code, out, err = sketch("--from-diagrams", "web.py", "--save", "web", "-f", "svg")
    assert (code, out.split(), err) == (0, ["patterns/web.py", "output/web.svg"], "")
    assert (
        Path("patterns/web.py").read_text(encoding="utf-8")
        == '''"""Web service."""

import sddiagram as sd

workers = sd.Group("Workers")

load_balancer = sd.LoadBalancer("Load balancer", technology="ELB")
worker_0 = sd.Worker("Worker 0", technology="EC2", group=workers)
worker_1 = sd.Worker("Worker 1", technology="EC2", group=workers)
events = sd.SQLPrimary("Events", technology="RDS")

pattern = sd.Pattern(
    "Web service",
    load_balancer >> [worker_0, worker_1] >> sd.emits("write") >> events,
)
'''
    )
