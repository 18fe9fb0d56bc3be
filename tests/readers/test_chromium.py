"""In a browser: two pictures in one page, and the page to present from, which fits the screen."""

from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

import sddiagram as sd

PAGE = "<style>.title{color:rgb(1,2,3)}</style><p class=title>Mine</p><svg><text>Mine</text></svg>"
LOOK = """element => { const style = getComputedStyle(element);
    return [style.color, style.fill, style.fontSize, style.fontFamily, style.fontWeight] }"""
SCREENS = {"laptop": (1280, 720), "phone": (390, 844), "desk": (1400, 900)}
PLACES = """() => {
    const place = one => { const {x, y, width, height} = one.getBoundingClientRect();
        return [x, y, width, height].join(' ') };
    const shown = document.querySelector('section.shown'), said = shown.querySelector('.spoken');
    const all = document.querySelector('.stages'), page = document.documentElement;
    const beyond = [all, said, page].map(one => one.scrollHeight - one.clientHeight);
    return [place(shown.querySelector('svg')), Math.max(...beyond, page.scrollWidth - innerWidth)];
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    path = which("chromium")
    if not path:
        pytest.skip("no chromium on PATH")
    with playwright.sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def test_two_pictures_in_a_page_leave_it_and_each_other_alone(chromium: Any) -> None:
    pattern = sd.load("scalable-api")
    pictures = [
        sd.render(pattern, stage=2, theme=theme).decode().partition("?>")[2]
        for theme in ("light", "dark", "sketch")
    ]

    def looks(*bodies: str) -> list[object]:
        page = chromium.new_page()
        page.set_content("".join(bodies))
        found = [one.evaluate(LOOK) for one in page.query_selector_all("p, svg text")]
        page.close()
        return found

    alone = [looks(one) for one in pictures]
    assert looks(PAGE, *pictures) == [*looks(PAGE), *alone[0], *alone[1], *alone[2]]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ["llm-serving", "chat", "cap-theorem"])
def test_the_page_fits_the_screen_and_its_picture_stands_still(
    name: str, screen: str, chromium: Any, tmp_path: Path
) -> None:
    pattern = sd.load(name)
    (tmp_path / "page.html").write_bytes(sd.render(pattern, "html"))
    width, height = SCREENS[screen]
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto((tmp_path / "page.html").as_uri())
    places = []
    for _ in pattern.stages:
        place, beyond = page.evaluate(PLACES)
        assert beyond == 0
        places.append(place)
        page.keyboard.press("ArrowRight")
    page.close()
    assert len(set(places)) == 1
