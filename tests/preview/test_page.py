"""The live page in a real browser: it follows saves, turns stages, and keeps what one looked at."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from tests.preview.conftest import GOOD


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    tools = pytest.importorskip("playwright.sync_api")
    path = which("chromium")
    if path is None:
        pytest.skip("no chromium on PATH")
    with tools.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(page: Any, chromium: Any) -> Iterator[Any]:
    tab = chromium.new_page(viewport={"width": 1280, "height": 800})
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    tab.goto(page.server.address)
    tab.wait_for_selector("#paper svg")
    yield tab
    tab.close()
    assert wrong == []


def shows(tab: Any, text: str) -> None:
    tab.wait_for_function("t => document.querySelector('#paper').textContent.includes(t)", arg=text)


def test_a_save_is_shown_and_zoom_and_stage_stay(page: Any, tab: Any) -> None:
    tab.keyboard.press("ArrowLeft")
    tab.wait_for_selector('#steps [aria-current]:has-text("One")')
    tab.keyboard.press("+")
    before = tab.evaluate("document.getElementById('paper').style.transform")
    assert "scale(1.2)" in before
    page.save(GOOD.replace('"API"', '"Orders"'))
    shows(tab, "Orders")
    assert tab.evaluate("document.getElementById('paper').style.transform") == before
    assert tab.text_content("#steps [aria-current]") == "1 One"


def test_a_card_glides_to_its_new_place(page: Any, tab: Any) -> None:
    page.save(GOOD.replace("users >> api", 'users >> sd.Gateway("Gateway") >> api'))
    shows(tab, "Gateway")
    assert tab.evaluate("document.getAnimations().length") > 0


def test_an_error_stands_below_the_last_good_picture(page: Any, tab: Any) -> None:
    page.save(GOOD.replace("sd.Pattern(", "sd.Patern("))
    tab.wait_for_selector("#wrong:not([hidden])")
    assert re.search(r"shop.py:4: .*sd.Pattern", tab.text_content("#message"))
    assert "API" in tab.text_content("#paper")
    page.save(GOOD)
    tab.wait_for_selector("#wrong", state="hidden")


def test_the_load_slider_asks_what_if(page: Any, tab: Any) -> None:
    tab.evaluate(
        "() => { const load = document.getElementById('load'); load.value = 4;"
        " load.dispatchEvent(new Event('input')); }"
    )
    shows(tab, "10 times the load")
    assert tab.text_content("#times") == "10x"


def test_a_design_without_stages_has_the_page_to_itself(page: Any, tab: Any) -> None:
    page.save('import sddiagram as sd\npattern = sd.Pattern("Shop", sd.Service("Alone"))\n')
    shows(tab, "Alone")
    assert tab.locator("#paper svg").bounding_box()["height"] > 500


def test_the_theme_is_that_of_page_and_picture(page: Any, tab: Any) -> None:
    tab.select_option("#theme", "dark")
    tab.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", ground))) < 80


def test_a_picture_can_be_downloaded(page: Any, tab: Any) -> None:
    with tab.expect_download() as download:
        tab.select_option("#save", "png")
    assert download.value.suggested_filename == "shop.png"
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_on_a_phone_nothing_is_wider_than_the_page(page: Any, tab: Any) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
