"""The wheel works where nothing else is: in an empty environment, on each Python that is here."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
PYENV = Path.home() / ".pyenv" / "versions"


def pythons() -> Iterator[str]:
    """One interpreter of each version that can be had, the one that runs this among them."""
    for version in SUPPORTED:
        kept = sorted(PYENV.glob(f"{version}.*/bin/python"))
        if sys.executable and version == f"{sys.version_info.major}.{sys.version_info.minor}":
            yield sys.executable
        elif kept:
            yield str(kept[-1])
        elif found := which(f"python{version}"):
            yield found


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.parametrize("python", [*pythons()], ids=lambda path: Path(path).name)
def test_it_draws_a_pattern_in_an_empty_environment(
    python: str, wheel: Path, tmp_path: Path
) -> None:
    try:
        run(python, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    except AssertionError:
        pytest.skip(f"{python} makes no environments here")
    programs = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "pip", "install", wheel, cwd=tmp_path)
    program = programs / "sddiagram"
    assert wheel.name.split("-")[1] in run(program, "--version", cwd=tmp_path)
    run(program, "render", "llm-serving", "-f", "svg", "-f", "png", cwd=tmp_path)
    drawn = (tmp_path / "output" / "llm-serving.svg").read_bytes()
    assert drawn == (ROOT / "output" / "llm-serving.svg").read_bytes()
    assert "llm-serving" in run(program, "list", cwd=tmp_path)
    run(program, "new", "mine", cwd=tmp_path)
    run(program, "notes", "mine", cwd=tmp_path)


def test_its_readme_has_no_relative_link(wheel: Path) -> None:
    with ZipFile(wheel) as files:
        (name,) = (one for one in files.namelist() if one.endswith(".dist-info/METADATA"))
        readme = files.read(name).decode()
    assert re.findall(r"\]\((?![a-z]+:|#)", readme) == []
    assert "](https://github.com/sddiagram/sddiagram/raw/v1" in readme
    assert "](https://github.com/sddiagram/sddiagram/blob/v1" in readme
