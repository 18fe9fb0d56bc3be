"""Each contract of imports can fail: a copy of the house breaks all of them, and is told so."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAMES = [one["name"] for one in CONTRACTS["tool"]["importlinter"]["contracts"]]

FORBIDDEN = {
    "Imports go down only": ("links.py", "sddiagram.library"),
    "Inside render, too": ("render/measure/font.py", "sddiagram.render.formats.svg"),
    "Inside the model, too": ("model/text.py", "sddiagram.model.pattern"),
    "Numbers follow from the model alone": ("estimate/linear.py", "sddiagram.kinds"),
    "The roof of render is no ground": ("render/formats/svg.py", "sddiagram.render"),
    "One module paints with diagrams": ("render/layout/plan.py", "diagrams"),
    "Three modules start processes: for the layout, for the live page, for git": (
        "files.py",
        "subprocess",
    ),
    "Only the live page serves anything": ("telling/gallery.py", "http"),
    "One module draws pixels": ("render/formats/svg.py", "resvg"),
    "One module sets paper": ("render/formats/html.py", "typst"),
    "Only the command line imports Typer, and one module of it Rich": ("model/text.py", "typer"),
    "One module reads Markdown": ("telling/notes.py", "markdown_it"),
    "One module counts characters as a reader does": ("render/measure/text.py", "wcwidth"),
    "One module fills templates": ("telling/gallery.py", "jinja2"),
}
"""For each contract a module, and what it must not import."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What lint-imports says of a house in which each contract is broken once."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "sddiagram", house / "sddiagram")
    shutil.copy(ROOT / "pyproject.toml", house)
    for file, imported in FORBIDDEN.values():
        with (house / "sddiagram" / file).open("a", encoding="utf-8") as module:
            module.write(f"\nimport {imported}\n")
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=house, capture_output=True, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.parametrize("contract", NAMES)
def test_a_contract_finds_what_it_forbids(contract: str, told: str) -> None:
    file, imported = FORBIDDEN[contract]
    module = f"sddiagram.{file.removesuffix('.py').replace('/', '.')}"
    assert f"{contract} BROKEN" in told
    _, _, broken = told.partition("Broken contracts")
    section = broken.partition(f"\n{contract}\n")[2]
    assert re.search(rf"{re.escape(module)} ->\s+{re.escape(imported)} \(l\.\d+\)", section)
