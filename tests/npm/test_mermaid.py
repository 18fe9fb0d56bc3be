"""What Mermaid makes of our charts, in Chromium, in each version that others run."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import Any

import sddiagram as sd
from sddiagram import library
from sddiagram.model.prose import plain
from sddiagram.render.board.contrast import contrast
from sddiagram.render.theme import DARK, LIGHT

PATTERNS = Path(__file__).parent.parent.parent / "patterns"
VERSIONS = {"mermaid-10.9", "mermaid-11.4", "mermaid-11.12", "mermaid"}
PAGE = 830
"""Px that GitHub gives to a README."""

PLAIN = r"""
- item|+ more|3. third|4) fourth|# one|## two ##|---|===|-|+|1.|C:\data\new|\n|a\nb|\\share
https://example.com/(a)/b|www.example.com/x|a@example.com|[a](b)|![c](d)|end|graph|subgraph x|null
direction TB|x direction LR y|fa:fa-x|fab:fa-github|$$x$$|$5 to $6|%% x|%%{init: {}}%%|x:::y
x@{shape: cat}|#35;|#quot;|&amp;|&lt;|R&D|lifestyle: #1;|classDef x fill:#f00;
click n0 x|10 % (of 3); 2 * 3|snake_case_name|~5 ms|{p}|[q]|(r)|ﬂ°°35¶ß|«a»|don't|東京|key: value
"""
"""Words that every page shows as they are."""
CODED = r"""
> said|a -> b|x --> y
`x`|```|`y|**z**|*q|__x__|_w_|~~v~~|~~~|<b>|</title>|<br/>|a<br>b|<small>x</small>
<!--|<script>x()</script>|p99 < 5 ms|"quoted"|a "b" `c` <d> **e** - f|1. `a` http://b.c/d_
"""
"""Words that only a page with HTML, which is Mermaid's default, shows as they are."""
TITLES = ['P "quoted" & <b>', "a: b", "- x", "«x» < 5", "1. x", "</title>", "$$x$$", "%% x"]
AS_QUOTES = {ord("<"): "‹", ord(">"): "›"}
"""What stands for angle brackets in a title, which Mermaid cleans of tags."""


def saying(texts: list[str]) -> sd.Pattern:
    """A design that says each of `texts` as a name, beneath one, on a group, and on an arrow."""
    end = sd.Queue("Last")
    flows = []
    for number, text in enumerate(texts):
        named = sd.Service(text, group=sd.Group(f"{text} {number}"))
        flows.append(named >> text >> sd.Cache(f"Plain {number}", note=text) >> end)
    return sd.Pattern("T", *flows)


def texts_in(rows: str) -> list[str]:
    return [text for text in rows.replace("\n", "|").split("|") if text]


DESIGNS = {
    **{f"plain {at}": saying(texts_in(PLAIN)[at::10]) for at in range(10)},
    **{f"coded {at}": saying(texts_in(CODED)[at::4]) for at in range(4)},
    **{
        f"title {at}": sd.Pattern(text, sd.Client("A") >> sd.Cache("B"))
        for at, text in enumerate(TITLES)
    },
}


def words(text: str) -> str:
    return re.sub(r"[\s\u2060]", "", text)


def in_order(texts: Iterable[str]) -> list[str]:
    return sorted(filter(None, map(words, texts)))


def differences(
    pattern: sd.Pattern, seen: dict[str, Any], read: Callable[[str], str]
) -> list[tuple[str, str]]:
    view = pattern.view()
    wanted = {f"n{at}": one.label + plain(one.note) for at, one in enumerate(view.components)}
    found = {key: read(text) for key, text in seen["nodes"].items()}
    said = [arrow.link.label for arrow in view.arrows if arrow.link.label]
    pairs = [(text, found.get(key, "")) for key, text in wanted.items()]
    pairs.append((view.pattern.title.translate(AS_QUOTES), seen["title"]))
    pairs += zip(in_order(said), in_order(map(read, seen["arrows"])), strict=True)
    groups = [group.label for group in view.groups]
    pairs += zip(in_order(groups), in_order(map(read, seen["groups"])), strict=True)
    return [pair for pair in pairs if words(pair[0]) != words(pair[1])]


def test_every_word_is_shown_as_it_is(seen_by: Callable[..., Any]) -> None:
    charts = {name: sd.render(one, "mermaid").decode() for name, one in DESIGNS.items()}
    plain = {name: charts[name] for name in charts if name.startswith("plain")}
    drawn = seen_by("mermaid", pages={"default html": charts, "default plain": plain})
    assert set(drawn) == VERSIONS
    for version, pages in drawn.items():
        for page, seen in pages.items():
            # Without HTML, 11.4 writes & as an entity, whatever a chart says.
            read = unescape if (version, page) == ("mermaid-11.4", "default plain") else str
            for name, one in seen.items():
                assert differences(DESIGNS[name], one, read) == [], (version, page)
                assert one["asked"] == []


def test_groups_show_their_words_and_arrows_on_light_and_on_dark(
    seen_by: Callable[..., Any],
) -> None:
    chart = {"x": sd.render(sd.load("llm-serving"), "mermaid").decode()}
    drawn = seen_by("mermaid", pages={"default html": chart, "dark html": chart})
    grounds = {"default html": LIGHT.ground, "dark html": DARK.ground}
    for version, pages in drawn.items():
        for page, ground in grounds.items():
            (panel, title, line), *_ = pages[page]["x"]["colours"]
            behind = over(colour_of(panel), colour_of(ground))
            assert contrast(written(colour_of(title)), written(behind)) > 4.5, (version, page)
            assert contrast(written(colour_of(line)), written(behind)) > 3, (version, page)


def test_built_in_patterns_are_read_large_on_github(seen_by: Callable[..., Any]) -> None:
    patterns = [library.load(path) for path in sorted(PATTERNS.glob("*.py"))]
    charts = {one.name: sd.render(one, "mermaid", numbered=True).decode() for one in patterns}
    seen = seen_by("mermaid", pages={"default html": charts}, versions=["mermaid-11.12"])
    found = seen["mermaid-11.12"]["default html"].values()
    sizes = sorted(one["font"] * min(1, PAGE / one["width"]) for one in found)
    assert sizes[0] > 8.7
    assert sizes[len(sizes) // 2] > 14


def colour_of(text: str) -> list[float]:
    """Red, green, blue and opacity of a colour as CSS writes it."""
    if text.startswith("#"):
        return [*(float(int(text[at : at + 2], 16)) for at in (1, 3, 5)), 1.0]
    red, green, blue, *opacity = map(float, re.findall(r"[\d.]+", text))
    return [red, green, blue, *(opacity or [1.0])]


def over(colour: list[float], ground: list[float]) -> list[float]:
    *_, opacity = colour
    return [
        one * opacity + other * (1 - opacity) for one, other in zip(colour, ground, strict=True)
    ]


def written(colour: list[float]) -> str:
    return "#" + "".join(f"{round(one):02x}" for one in colour[:3])
