"""Two pictures inlined in one page leave the page and each other alone."""

import re
from xml.etree import ElementTree

import pytest

import sddiagram as sd
from sddiagram.render.board.scope import plain
from sddiagram.render.theme import THEMES

USERS, API = sd.Client("Users"), sd.Service("API", technology="go", group=sd.Group("Zone"))
PATTERN = sd.Pattern(
    "Shop", sd.Stage("Sell", USERS >> "buy" >> API), sd.Stage("Keep", API >> sd.Cache("C"))
)


def names(picture: bytes) -> set[str]:
    """All ids, classes and animations of the picture, and what its style sheet speaks of."""
    text = picture.decode()
    said = re.findall(r' (?:id|class)="([^"]+)"', text)
    style = "".join(re.findall(r"<style>(.*?)</style>", text))
    styled = re.findall(r"(?:\.|@keyframes |animation:)([a-zA-Z][\w-]*)", style)
    return {name for one in (*said, *styled) for name in one.split()}


@pytest.mark.parametrize("format", ["svg", "animated"])
@pytest.mark.parametrize("theme", THEMES)
def test_two_pictures_share_no_name(format: str, theme: str) -> None:
    one, other = (sd.render(PATTERN, format, stage=stage, theme=theme) for stage in (1, 2))
    assert len(names(one)) > 10
    assert names(one) & names(other) == set()


def test_one_design_in_two_themes_shares_no_name() -> None:
    assert (
        names(sd.render(PATTERN, theme="light")) & names(sd.render(PATTERN, theme="dark")) == set()
    )


@pytest.mark.parametrize("theme", THEMES)
def test_no_rule_is_for_what_a_page_has_itself(theme: str) -> None:
    svg = sd.render(PATTERN, theme=theme).decode()
    style = re.sub(
        r"@font-face\{.*?\}|@media[^{]*\{", "", re.findall(r"<style>(.*?)</style>", svg)[0]
    )
    selectors = [
        one for rule in style.split("}") for one in rule.partition("{")[0].split(",") if one
    ]
    assert len(selectors) > 20
    assert [one for one in selectors if not re.match(r"(?::is\()?\.[\w-]+_[0-9a-f]{6}", one)] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_name_that_is_used_is_there(theme: str) -> None:
    root = ElementTree.fromstring(sd.render(PATTERN, theme=theme))
    ids = {one.get("id") for one in root.iter()}
    used = re.findall(r"url\(#([^)]+)\)", ElementTree.tostring(root, encoding="unicode"))
    used += root.attrib["aria-labelledby"].split()
    used += [
        value[1:] for one in root.iter() for value in one.attrib.values() if value[:5] == "#icon"
    ]
    assert used and set(used) <= ids


def test_the_stages_are_read_out_under_names_of_their_own() -> None:
    titles = [
        ElementTree.fromstring(sd.render(PATTERN, stage=stage)).findtext("{*}title")
        for stage in (1, 2, None)
    ]
    assert titles[0] == "Shop: Stage 1 of 2 · Sell (high-level design)"
    assert titles[2] == "Shop"
    assert len(set(titles)) == 3


def test_the_same_content_has_the_same_names_whatever_its_source_says() -> None:
    other = PATTERN.renamed(PATTERN.name, "# Another text of the same design.")
    assert sd.render(other) != sd.render(PATTERN)
    assert names(sd.render(other)) >= names(sd.render(PATTERN))


def test_plain_names_are_those_of_the_components() -> None:
    picture = plain(sd.render(PATTERN))
    assert b'id="users"' in picture and b'class="face"' in picture
    assert plain(picture) == picture


def test_a_name_that_looks_like_an_ending_is_kept() -> None:
    drawn = plain(sd.render(sd.Pattern("P", USERS >> sd.Service("job_0a1b2c"))))
    assert b">job_0a1b2c</text>" in drawn
