"""What other tools make of our exports: their own code reads them.

`npm install --prefix tests/npm` fetches the tools; without them these tests are skipped.
"""

import json
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest

import sddiagram as sd
from sddiagram import library

TOOLS = Path(__file__).parent / "npm"
BUILT_IN = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))
HOSTILE = sd.Pattern(
    'P "quoted" & <b>',
    sd.Client('a"b|c]d[e{f}g') >> "x|y\"z'; end %% <i>" >> sd.Cache("end", group=sd.Group("#1;")),
)

pytestmark = pytest.mark.skipif(
    which("node") is None or not (TOOLS / "node_modules").exists(),
    reason="no tools; run `npm install --prefix tests/npm`",
)


def read_by(tool: str, content: bytes) -> dict[str, Any]:
    done = subprocess.run(["node", TOOLS / f"{tool}.mjs"], input=content, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "pattern", [*map(library.load, BUILT_IN), HOSTILE], ids=lambda pattern: pattern.name
)
def test_mermaid_parses_every_flowchart(pattern: sd.Pattern) -> None:
    chart = sd.render(pattern, "mermaid", numbered=True)
    assert read_by("mermaid", chart) == {"diagramType": "flowchart-v2"}


@pytest.mark.parametrize("pattern", [library.load(BUILT_IN[0]), HOSTILE], ids=["built-in", "odd"])
def test_excalidraw_keeps_every_shape_and_binding(pattern: sd.Pattern) -> None:
    content = sd.render(pattern, "excalidraw")
    scene = json.loads(content)
    shapes = scene["elements"]
    kept = read_by("excalidraw", content)
    assert kept["ids"] == [shape["id"] for shape in shapes]
    assert kept["bound"] == sum(shape["type"] == "arrow" for shape in shapes)
    assert kept["labels"] == sum(bool(shape.get("containerId")) for shape in shapes)
    assert kept["files"] == len(scene["files"])
