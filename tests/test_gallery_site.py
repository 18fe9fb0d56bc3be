"""The static gallery: every link leads somewhere, nothing is asked of the network."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram import library
from sddiagram.guide import PARTS
from sddiagram.telling.gallery import gallery

BUILT_IN = sorted((Path(__file__).parent.parent / "patterns").glob("*.py"))
LINK = re.compile(r'(?:href|src)="([^"#]+)"')
SOURCE = re.compile(r'<a href="https?://[^"]+">')
"""What a reader may follow, and no page needs."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for file, content in gallery([library.load(path) for path in BUILT_IN]):
        (folder / file).write_bytes(content)
    return folder


def test_the_index_lists_every_design(site: Path) -> None:
    index = (site / "index.html").read_text(encoding="utf-8")
    assert {f"{library.name_of(path)}.html" for path in BUILT_IN} <= set(LINK.findall(index))


def test_every_link_and_picture_is_a_file_of_the_site(site: Path) -> None:
    for page in site.glob("*.html"):
        for link in LINK.findall(SOURCE.sub("", page.read_text(encoding="utf-8"))):
            assert (site / link).is_file(), f"{page.name}: {link}"


def test_a_page_has_its_stages_its_notes_and_its_source(site: Path) -> None:
    page = (site / "scalable-api.html").read_text(encoding="utf-8")
    assert page.count('<figure class="frame">') == len(sd.load("scalable-api").stages)
    assert "1. Clarify requirements" in page
    assert "sddiagram new my-scalable-api --from scalable-api" in page
    assert "sd.Pattern(" in page


def test_the_guide_comes_along_and_leads_to_the_designs(site: Path) -> None:
    assert "guide.html" in LINK.findall((site / "index.html").read_text(encoding="utf-8"))
    page = (site / "guide.html").read_text(encoding="utf-8")
    assert {"llm-serving.html", "cap-theorem.html"} <= set(LINK.findall(page))
    assert "<code>sddiagram guide choices</code>" in page and "`" not in page
    for part in PARTS:
        assert f'<h2 id="{part}">' in page and f'href="#{part}"' in page


def test_a_gallery_of_other_designs_has_no_guide() -> None:
    mine = sd.Pattern("Mine", sd.Client("Users") >> sd.Service("API"))
    files = dict(gallery([mine]))
    assert "guide.html" not in files and b"guide.html" not in files["index.html"]


def test_a_design_called_guide_keeps_its_page() -> None:
    guide = sd.Pattern("Guide", sd.Client("Users") >> sd.Service("API"))
    assert "guide-page.html" in dict(gallery([guide]))


def test_an_index_of_one_design_counts_one() -> None:
    mine = sd.Pattern("Mine", sd.Client("Users") >> sd.Service("API"))
    assert b'<p class="summary">1 design for interviews' in dict(gallery([mine]))["index.html"]


def test_an_index_of_nothing_is_a_page_too() -> None:
    ((name, content),) = gallery([])
    assert name == "index.html" and b"0 designs" in content


@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium on PATH")
def test_a_browser_finds_by_words(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    asks = page.replace(
        "filter();\n})();",
        'words.value = "vllm quota"; filter();\n})();',
    )
    assert asks != page
    (site / "asked.html").write_text(asks, encoding="utf-8")
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--dump-dom", (site / "asked.html").as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    (site / "asked.html").unlink()
    shown = re.findall(r"<li [^>]*>", done.stdout)
    assert len(shown) == len(BUILT_IN)
    hits = [one for one in shown if "hidden" not in one]
    assert hits and all("vllm" in one for one in hits)
