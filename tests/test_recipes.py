"""The recipes of CONTRIBUTING.md: each is carried out on a copy of the house, and works there.

A recipe edits the files that its row names and no other, then a script sees what came of it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (an? .+?|another .+?) \| (.+?) \|", GUIDE, re.MULTILINE))
"""What is to be added, and what to do for it."""

OTHERS = {
    "a mistake that is told in our words": "tests/test_mistakes.py",
    "a mistake that the editor must refuse": "tests/test_typing.py",
    "a dependency": "tests/test_contracts.py",
    "a decision": "docs/decisions",
}
"""Rows that change what stands around the house, and who holds these."""

PICTURE = """
import sddiagram as sd
from sddiagram.cli.app import app

USERS, API = sd.Client("Users"), sd.Service("API")
PATTERN = sd.Pattern("P", USERS >> "asks" >> API)
"""
"""How each script begins."""


@dataclass
class House:
    """A copy of what ships, and which of its files a recipe has touched."""

    folder: Path
    touched: set[str] = field(default_factory=set)

    def write(self, file: str, text: str) -> None:
        """Add a file."""
        self.touched.add(file)
        assert not (self.folder / file).exists()
        (self.folder / file).write_text(text, encoding="utf-8")

    def insert(self, file: str, text: str, *, before: str = "") -> None:
        """Put `text` into a file, at its end or `before` the one place that says that."""
        self.touched.add(file)
        path = self.folder / file
        content = path.read_text(encoding="utf-8")
        assert not before or content.count(before) == 1, f"{file} says {before!r} not once"
        at = content.index(before) if before else len(content)
        path.write_text(content[:at] + text + content[at:], encoding="utf-8")

    def says(self, script: str) -> str:
        """What `script` prints, in an empty folder."""
        away = self.folder / "away"
        away.mkdir()
        return run(self.folder, away, "-W", "error", "-c", PICTURE + script)


def run(house: Path, folder: Path, *arguments: str) -> str:
    """What Python prints in `folder`, with the package of `house` before any other."""
    environment = os.environ | {"PYTHONPATH": str(house), "MYPYPATH": str(house)}
    environment["PYTHONIOENCODING"] = "utf-8"
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of what ships, from which the recipes take theirs."""
    folder = tmp_path_factory.mktemp("house")
    for name in ("sddiagram", "patterns", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def house(original: Path, tmp_path: Path) -> House:
    return House(Path(shutil.copytree(original, tmp_path / "house")))


RECIPES: dict[str, Callable[[House], None]] = {}


def recipe(row: str) -> Callable[[Callable[[House], None]], Callable[[House], None]]:
    """The recipe of the row that begins with these words."""

    def kept(carried_out: Callable[[House], None]) -> Callable[[House], None]:
        RECIPES[row] = carried_out
        return carried_out

    return kept


def test_every_row_has_its_recipe() -> None:
    assert ROWS.keys() == RECIPES.keys() | OTHERS.keys()
    assert [place for place in OTHERS.values() if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("row", RECIPES)
def test_a_recipe_works_and_its_row_names_every_file(row: str, house: House) -> None:
    RECIPES[row](house)
    named = set(re.findall(r"`([^`]+)`", ROWS[row]))
    parents = {file: f"{file.rpartition('/')[0]}/" for file in house.touched}
    assert [file for file in house.touched if not named & {file, parents[file]}] == []


@recipe("a pattern")
def _(house: House) -> None:
    house.write(
        "patterns/lost_and_found.py",
        '"""Lost and found."""\nimport sddiagram as sd\n'
        'pattern = sd.Pattern("Lost and found", sd.Client("Finder") >> sd.Service("Desk"))\n',
    )
    said = house.says(
        'app(["list"], standalone_mode=False)\n'
        'app(["render", "lost-and-found", "-f", "svg"], standalone_mode=False)'
    )
    assert "lost-and-found " in said
    assert said.endswith("lost-and-found.svg\n")


@recipe("a component kind")
def _(house: House) -> None:
    house.insert(
        "sddiagram/kinds.py", 'Robot = _kind("Robot", _Family.CLIENT, "own.agent", "does")\n'
    )
    said = house.says(
        'print("Robot" in sd.__all__, sd.Robot("R2"))\n'
        'print(b"own-agent" in sd.render(sd.Pattern("P", sd.Robot("R2") >> API)))\n'
        'app(["kinds", "robot"], standalone_mode=False)'
    )
    assert said.splitlines()[:2] == ["True <Robot 'R2'>", "True"]
    assert "Robot " in said.splitlines()[-1]


@recipe("a technology and its icon")
def _(house: House) -> None:
    row = '    Technology("Ledgerbase", ("ledger base plus",), "aws.storage.S3"),\n'
    house.insert("sddiagram/technology/databases.py", row, before='    Technology("TigerBeetle"')
    said = house.says(
        'store = sd.SQLPrimary("Store", technology="Ledger Base Plus")\n'
        'picture = sd.render(sd.Pattern("P", API >> store))\n'
        'print(store.technology.name, b"aws-storage-s3" in picture)\n'
        'app(["technologies", "ledgerbase"], standalone_mode=False)'
    )
    assert said.startswith("Ledgerbase True\n")
    assert "ledger base plus" in said


def _cited(house: House) -> None:
    house.insert(
        "sddiagram/technology/sources.py",
        '    Source("DUCK", "Ducks", "The pond", 2026, "https://example.org"),\n',
        before='    Source(\n        "RED",',
    )


@recipe("a planning value")
def _(house: House) -> None:
    _cited(house)
    house.insert(
        "sddiagram/technology/planning.py",
        '    Plan("DuckDB", 7 * rps, "file", "9 rps", ("DUCK",)),\n',
        before='    Plan("Redis", 50_000',
    )
    said = house.says(
        "from sddiagram.technology.planning import plan\n"
        'duck = plan("duckdb"); print(duck.how, duck.sources[0])'
    )
    assert said == (
        "DuckDB: 7 rps per file (9 rps) [DUCK] The pond, Ducks (2026), https://example.org\n"
    )


@recipe("an operation and its time")
def _(house: House) -> None:
    _cited(house)
    house.insert(
        "sddiagram/technology/latencies.py",
        '    OperationTime("a quack", 1 * ns, "DUCK"),\n',
        before='    OperationTime("random read of 64 B',
    )
    said = house.says('app(["guide", "numbers"], standalone_mode=False)')
    assert "a quack" in said and "[DUCK] The pond, Ducks (2026)" in said


@recipe("a price")
def _(house: House) -> None:
    _cited(house)
    house.insert(
        "sddiagram/technology/prices.py",
        '    Price("duck", 3 * per_month, "DUCK"),\n',
        before='    Price("vCPU"',
    )
    said = house.says(
        "from sddiagram.technology.prices import per_month, price\n"
        'duck = price("duck"); print(round(float(duck.price / per_month)), duck.source.publisher)'
    )
    assert said == "3 The pond\n"


@recipe("an icon of our own")
def _(house: House) -> None:
    house.write(
        "sddiagram/render/icons/kite.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" '
        'stroke="currentColor"><path d="M24 4L44 24L24 44L4 24Z"/></svg>',
    )
    house.insert(
        "sddiagram/kinds.py", 'Kite = _kind("Kite", _Family.CLIENT, "own.kite", "flies")\n'
    )
    said = house.says('print(sd.render(sd.Pattern("P", sd.Kite("K") >> API)).decode())')
    assert 'data-icon="own-kite"' in said
    assert 'd="M24 4L44 24L24 44L4 24Z"' in said


@recipe("a unit")
def _(house: House) -> None:
    house.insert("sddiagram/units.py", "\nfortnight = fortnights = Quantity(14 * 86_400, (0, 1))\n")
    said = house.says(
        'print("fortnights" in sd.__all__, sd.fortnight == 14 * sd.days)\n'
        'app(["units", "fortnight"], standalone_mode=False)'
    )
    assert said.startswith("True True\n")
    assert "fortnight, fortnights" in said


@recipe("a building block")
def _(house: House) -> None:
    house.write(
        "sddiagram/blocks/mirrored.py",
        '"""Two of a kind."""\nfrom sddiagram.model.component import Component\n'
        "from sddiagram.model.flow import Flow\n\n"
        "def mirrored(one: Component, other: Component) -> Flow:\n"
        '    """Each calls the other."""\n    return Flow.of([one >> other, other >> one])\n',
    )
    init = "sddiagram/blocks/__init__.py"
    house.insert(
        init,
        "from sddiagram.blocks.mirrored import mirrored\n",
        before="from sddiagram.blocks.online_offline_features",
    )
    house.insert(init, '    "mirrored",\n', before='    "online_offline_features",\n')
    said = house.says('print(len(sd.Pattern("P", sd.blocks.mirrored(USERS, API)).view().arrows))')
    assert said == "2\n"


@recipe("a verb between arrows")
def _(house: House) -> None:
    house.insert(
        "sddiagram/links.py",
        'mirrors = _Verb("mirrors", "one write, two places", dash=(5, 2, 2, 2), width=2.5)\n',
    )
    said = house.says(
        """
import json
from xml.etree import ElementTree

from sddiagram.render.board.scope import plain

pattern = sd.Pattern("P", USERS >> "asks" >> API >> sd.mirrors("writes") >> sd.NoSQL("Copy"))
svg, html, dot, mermaid, scene, data = (
    plain(sd.render(pattern, name)).decode()
    for name in ("svg", "html", "dot", "mermaid", "excalidraw", "json")
)
legend = ElementTree.fromstring(svg).find(".//*[@id='sddiagram_legend']")
arrow = [one for one in json.loads(scene)["elements"] if one["type"] == "arrow"][1]
print("mirrors" in sd.__all__)
print(*(".mirrors .line{stroke-dasharray:5 2 2 2;stroke-width:2.5}" in one for one in (svg, html)))
print(*('class="edge mirrors"' in one for one in (svg, html)))
print(*legend.itertext())
print("style=dashed" in dot, "stroke-dasharray:5 2 2 2" in mermaid)
print(arrow["strokeStyle"], arrow["strokeWidth"])
print(json.loads(data)["flows"][1]["link"])
"""
    )
    assert said.splitlines() == [
        "True",
        "True True",
        "True True",
        "calls mirrors",
        "True True",
        "dashed 2.5",
        "mirrors",
    ]


@recipe("an output format")
def _(house: House) -> None:
    house.write(
        "sddiagram/render/formats/outline.py",
        '"""The names of the components, one a line."""\n'
        "from sddiagram.render.drawing import Drawing\n\n"
        "def draw(drawing: Drawing) -> bytes:\n"
        '    """The board as lines."""\n'
        "    lines = [one.label for one in drawing.view.components]\n"
        "    if drawing.options.numbered:\n"
        '        lines = [f"{at} {line}" for at, line in enumerate(lines, 1)]\n'
        '    return "\\n".join(lines).encode()\n',
    )
    house.insert(
        "sddiagram/render/__init__.py",
        '    "outline": Format("txt", "its names", "outline", frozenset({"numbered"})),\n',
        before='    "dot": Format(',
    )
    said = house.says(
        """
print(sd.render(PATTERN, "outline", numbered=True).decode())
try:
    sd.render(PATTERN, "outline", sheet=True)
except sd.DesignError as refusal:
    print(refusal)
app(["render", "url-shortener", "-f", "outline"], standalone_mode=False)
"""
    )
    one, two, refusal, file = said.splitlines()
    assert (one, two) == ("1 Users", "2 API")
    assert refusal == "outline cannot use sheet; formats that can: svg, png."
    assert file.endswith("url-shortener.txt")


@recipe("a theme")
def _(house: House) -> None:
    table = "sddiagram/render/theme.py"
    house.insert(
        table, 'NIGHT = replace(DARK, name="night", ground="#000000")\n\n', before="THEMES ="
    )
    house.insert(table, ", NIGHT", before=")}\n\n\ndef theme_named")
    said = house.says(
        """
from sddiagram.render.board.scope import plain
from sddiagram.render.checking import audit

picture = plain(sd.render(PATTERN, theme="night"))
print(b".ground{fill:#000000}" in picture, audit(picture))
app(["render", "--help"], standalone_mode=False)
"""
    )
    assert said.startswith("True []\n")
    assert "night" in said


@recipe("a drawing option")
def _(house: House) -> None:
    house.insert(
        "sddiagram/render/options.py",
        '    faded: bool = _option(False, "Draw it half there.")\n',
        before="    templates: Path | None = _option(",
    )
    init = "sddiagram/render/__init__.py"
    house.insert(
        init, '"faded", ', before='"direction", "engine", "theme", "numbered", "numbers", "marks"})'
    )
    house.insert(init, "    faded: bool = False,\n", before="    templates: Path | None = None,\n")
    house.insert(init, "        faded=faded,\n", before="        templates=templates,\n")
    house.insert(
        "sddiagram/render/board/picture.py",
        '    if drawing.options.faded:\n        root.set("opacity", "0.55")\n',
        before="    return root\n",
    )
    said = house.says(
        """
print(*(b'opacity="0.55"' in sd.render(PATTERN, faded=one) for one in (True, False)))
try:
    sd.render(PATTERN, "dot", faded=True)
except sd.DesignError as refusal:
    print(refusal)
app(["render", "--help"], standalone_mode=False)
"""
    )
    seen, refusal, *help = said.splitlines()
    assert seen == "True False"
    assert any("--faded" in line for line in help)
    assert len(house.touched) == 3
    assert refusal.startswith("dot cannot use faded; formats that can: svg, png")


@recipe("a check of pictures")
def _(house: House) -> None:
    house.write(
        "sddiagram/render/checking/shouted_text.py",
        '"""Text in capitals."""\n'
        "from collections.abc import Iterator\n"
        "from sddiagram.finding import Finding\n"
        "from sddiagram.render.checking.seen import Seen\n\n"
        "def shouted_text(seen: Seen) -> Iterator[Finding]:\n"
        '    """Long words in capitals."""\n'
        "    for text in seen.texts:\n"
        "        if len(text.words) > 4 and text.words.isupper():\n"
        '            yield Finding("shouted-text", repr(text.words), "say it quietly")\n',
    )
    init = "sddiagram/render/checking/__init__.py"
    house.insert(
        init,
        "from sddiagram.render.checking.shouted_text import shouted_text\n",
        before="from sddiagram.render.checking.text_outside",
    )
    house.insert(init, "    shouted_text,\n", before="    outside_reference,\n")
    said = house.says(
        """
from sddiagram.render.checking import audit

loud = sd.Pattern("P", USERS >> sd.Service("LOUD SERVICE"))
print(*(one.rule for one in audit(sd.render(loud))))
print(audit(sd.render(PATTERN)))
"""
    )
    assert said == "shouted-text\n[]\n"


@recipe("a rule of the review")
def _(house: House) -> None:
    house.write(
        "sddiagram/review/rules/nameless_api.py",
        '"""An API that is called API."""\n'
        "from collections.abc import Iterator\n"
        "from sddiagram.finding import Finding\n"
        "from sddiagram.review.design import Design, found\n\n"
        "def nameless_api(design: Design) -> Iterator[Finding]:\n"
        '    """Components that say no more than API."""\n'
        "    for one in design.there.values():\n"
        '        if one.label == "API":\n'
        '            yield found(one, "API says nothing.", way_out="Say whose API it is.")\n',
    )
    house.insert(
        "sddiagram/review/severity.py",
        '    "nameless-api": Weight(WARNING),\n',
        before="    # The talk itself.",
    )
    said = house.says(
        """
from sddiagram.review import review

print(*(one for one in review(PATTERN.view()) if one.rule == "nameless-api"))
"""
    )
    assert said == "nameless-api: API says nothing. Say whose API it is.\n"


@recipe("a piece of the interview guide")
def _(house: House) -> None:
    house.insert(
        "sddiagram/guide/checklist.toml",
        '\n[[item]]\ntitle = "Breathe"\npoints = ["In and out."]\n',
    )
    said = house.says('app(["guide"], standalone_mode=False)')
    assert said.endswith("Breathe\n  - In and out.\n")


@recipe("a part of the notes or the gallery")
def _(house: House) -> None:
    house.write("templates/_hint.md.j2", "Say it aloud.\n")
    house.insert("templates/notes.md.j2", "{% include '_hint.md.j2' %}\n")
    said = house.says(
        """
from pathlib import Path

app(["notes", "url-shortener"], standalone_mode=False)
print(*(one.read_text(encoding="utf-8") for one in Path().rglob("*.md")))
"""
    )
    assert "Say it aloud." in said


@recipe("a command")
def _(house: House) -> None:
    house.write(
        "sddiagram/cli/greet.py",
        '"""`sddiagram greet`."""\nimport typer\n\n'
        'def greet() -> None:\n    """Say hello."""\n    typer.echo("Hello.")\n',
    )
    house.insert(
        "sddiagram/cli/app.py",
        "from sddiagram.cli.greet import greet\n",
        before="from sddiagram.cli.guide",
    )
    house.insert(
        "sddiagram/cli/app.py", 'app.command("greet")(greet)\n', before='app.command("guide")'
    )
    assert house.says('app(["greet"], standalone_mode=False)') == "Hello.\n"


@recipe("a name that sketches understand")
def _(house: House) -> None:
    house.insert(
        "sddiagram/sketch/vocabulary.py", "quadcopter; ", before="subscriber; reader; author"
    )
    house.insert("sddiagram/sketch/built_with.py", "SurrealDB; ", before="DynamoDB; Cassandra")
    house.insert("sddiagram/sketch/words.py", '    "qc": "quadcopter",\n', before='    "lb": ')
    said = house.says(
        "from sddiagram.sketch import read\n"
        'print(*read("QC -> SurrealDB").pattern.boards[-1].components)'
    )
    assert said == "<Client 'Quadcopter'> <NoSQL 'NoSQL store'>\n"


@recipe("another word of the vocabulary")
def _(house: House) -> None:
    house.insert(
        "sddiagram/vocabulary.py",
        "from sddiagram.model.facts import count as count\n",
        before="from sddiagram.model.flow",
    )
    assert house.says('print("count" in sd.__all__, sd.count("replicas", 3))') == "True 3\n"


@recipe("a role that designs are compared by")
def _(house: House) -> None:
    house.insert(
        "sddiagram/kinds.py", 'Clock = _kind("Clock", _Family.OPERATIONS, "own.agent", "time")\n'
    )
    house.touched.clear()
    house.insert(
        "sddiagram/roles/table.py",
        '    _row("time", "Clock", "a clock that all agree on", _OPS, 2),\n',
        before='    _row(\n        "watching",',
    )
    said = house.says(
        """
from sddiagram.compare import compare

found = compare(PATTERN.view(), sd.Pattern("R", USERS >> "asks" >> API >> sd.Clock("UTC")).view())
print(*(one.said for one in found.missing))
"""
    )
    assert said == "a clock that all agree on (UTC)\n"


def test_an_editor_knows_what_a_row_adds(house: House) -> None:
    house.insert(
        "sddiagram/kinds.py", 'Robot = _kind("Robot", _Family.CLIENT, "own.agent", "does")\n'
    )
    house.insert("sddiagram/links.py", 'mirrors = _Verb("mirrors", "one write, two places")\n')
    house.insert("sddiagram/units.py", "fortnight = Quantity(14 * 86_400, (0, 1))\n")
    use = house.folder / "use.py"
    use.write_text(
        "import sddiagram as sd\n\n"
        "sd.Robot('R2') >> sd.mirrors('x') >> sd.Cache('C')\n"
        "print(3 * sd.fortnight)\n"
        "sd.mirror\n"
    )
    said = run(house.folder, house.folder, "-m", "mypy", "--strict", "--config-file=", "use.py")
    found = re.findall(r"use.py:(\d+): error: (.*?);", said)
    assert found == [("5", 'Module has no attribute "mirror"')]
