"""Whatever a text says, it is drawn as it is, or refused with a reason.

A sample runs every time; `-m slow` tries every text.
"""

import json
import re
import subprocess
from collections import Counter
from html.parser import HTMLParser
from itertools import product
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

import sddiagram as sd
from sddiagram.model.marks import Mark, Marks
from sddiagram.render import FORMATS
from sddiagram.render.layout import engine, layout
from sddiagram.telling.gallery import gallery
from sddiagram.telling.notes import notes

_MARKUP = """
<script>alert(1)</script>|</script><script>x()</script>|<img src=x onerror=alert(1)>|<b>|</title>
<svg onload=x()>|</svg>|<!--|-->|]]>|<![CDATA[x]]>|<?xml version="1.0"?>|<!DOCTYPE x>|&amp;|&#x41;
&|&lt;b&gt;|<use href="http://example.com/x"/>|<style>*{display:none}</style>
@import url(//example.com)|" onmouseover="x()|' x='|`x`|~~~|```|# x|## x ##|- x|+ x|* x|3. x|3) x
> x|a | b|---|===|[x](javascript:x)|![x](http://example.com/x.png)|**x**|_x_|$x$|$$x$$|~~x~~
\\begin{x}|\\x|%x|%s|%(x)s|{0}|{x}|{{ x }}|{% if %}|{# x #}|#set page()|#x|@x|=x|direction TB
Direction  LR|subgraph x|end|END|graph|digraph|flowchart TB|class x y|style x fill:#f00;
classDef x fill:#f00;|linkStyle 0|click x "y"|%%{init: {}}%%|%% x|x --> y|x:::y|fa:fa-x
fab:fa-github|x@{shape: cat}|strict|node|edge|a:b|a:n|x;|x -> y|[label=x]|key: value|- a: b|? x|!x
&x|*x|null|true|~|0|1|-1|1e9|NaN|Infinity|con|nul|__proto__|constructor|undefined|..|../x|/etc/x
C:\\data\\new|\\n|\\|\\"|"|'|--|a--b|->|>>|;|,|.|:|::|/|//|\\\\|http://example.com/a_b?c=d&e=f
javascript:x()|https://example.com/(x)_y.|data:text/html,x|file:///x|mailto:x@example.com|title
desc|legend|grey|stage-1
""".strip()
_CHARACTERS = [
    *map(chr, [*range(32), 0x7F, 0x85, 0xA0, 0xAD, 0x200B, 0x200D, 0x200E, 0x2028, 0x2029, 0x202E]),
    *map(chr, [0x2066, 0xD800, 0xDFFF, 0xFDD0, 0xFEFF, 0xFFFC, 0xFFFD, 0xFFFE, 0x1FFFF, 0x10FFFF]),
    *[
        "\u0301" * 40,
        "👩‍👩‍👧",
        "🇩🇪",
        "👍🏽",
        "🚀",
        "שלום",
        "مرحبا",
        "दिल",
        "東京",
        "é",
        "e\u0301",
        "ﬁ",
        "«x»",
        "‹x›",
    ],
    *["W" * 500, "long " * 400, "x" * 5_000, "-" * 80, "a\nb", "a\r\nb", "\t# x"],
]
_SINGLE = [*(one for line in _MARKUP.splitlines() for one in line.split("|")), "|", "a | b"]
STRINGS = list(
    dict.fromkeys(
        [
            *_SINGLE,
            *_CHARACTERS,
            *(f"a{one}b" for one in _CHARACTERS),
            *(one + other for one, other in product(_SINGLE[:40], _SINGLE[::11])),
            *(f"x {one}" for one in _SINGLE),
        ]
    )
)


def design(text: str) -> sd.Pattern:
    """A design that says `text` in every field that takes one."""
    own = sd.Kind(text)
    group = sd.Group(text)
    one = own(text, technology=sd.Technology(text), note=text, group=group)
    two = sd.SQLPrimary(f"Plain {text}", note=text, group=sd.Group("Zone", group=group))
    return sd.Pattern(
        text,
        sd.Stage(text, one >> text >> two, why=text, tradeoffs=sd.TradeOff(text, text, text, text)),
        sd.Stage("Two", two >> sd.emits(text) >> one, why=text, step=sd.Step.SCALE),
        name=text,
        category=text,
        summary=text,
        brief=sd.Brief(text, functional=[(text, text)]),
        figures=sd.Figure(text, 3, text, text),
        risks=sd.Risk(text, text, text),
        probes=sd.Probe(text, text),
        sources=text,
    )


PLAIN = design("plain")


class Page(HTMLParser):
    """What an HTML page is made of, and what it asks for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.asked: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.asked += [value or "" for name, value in attrs if name in ("src", "href")]


def svg_holds(picture: bytes) -> None:
    elements = list(ElementTree.fromstring(picture).iter())
    assert not any("script" in one.tag or "foreignObject" in one.tag for one in elements)
    assert not any(name.startswith("on") for one in elements for name in one.attrib)
    links = [value for one in elements for name, value in one.items() if name.endswith("href")]
    assert all(link.startswith(("#", "data:")) for link in links)
    ids = Counter(one.get("id") for one in elements if one.get("id"))
    assert {id for id, times in ids.items() if times > 1} == set()


def html_holds(page: str, plain: str) -> None:
    found, wanted = Page(page), Page(plain)
    ours = ("script", "style", "iframe", "a", "img", "h1", "h2", "h3", "table", "tr", "section")
    assert {tag: found.tags[tag] for tag in ours} == {tag: wanted.tags[tag] for tag in ours}
    assert not any(name.startswith("on") for name in found.attributes)
    assert not any(re.match(r"\s*(?!data:)(?:\w+:|//)", link) for link in found.asked)


def markdown_holds(text: str, plain: str) -> None:
    def blocks(source: str) -> Counter[str]:
        tokens = MarkdownIt("commonmark").enable("table").parse(source)
        inner = [child.type for one in tokens for child in one.children or ()]
        html = [one for one in inner if one in ("html_inline", "image", "code_inline")]
        return Counter([one.type for one in tokens] + html)

    assert blocks(text) == blocks(plain)


_MERMAID = re.compile(
    r"""\ *(?:flowchart\ (?:LR|TB)|end|subgraph\ g\d+\["[^"]*"\]
    |n\d+(?:\(\[|\[\(|\[\[|\[)"[^"]*"(?:\]\)|\)\]|\]\]|\])
    |n\d+\ (?:-->|-\.->|==>)(?:\|"[^"]*"\|)?\ n\d+
    |(?:linkStyle|style|classDef|class)\ [\w,]+\ [^"\n]*)\n""",
    re.VERBOSE,
)


def mermaid_holds(chart: str) -> None:
    _, head, body = chart.split("---\n", 2)
    title, config = head.split("\n", 1)
    assert re.fullmatch(r'title: "(?:[^"\\<{%#]|\\U[0-9a-f]{8})*"', title)
    assert config.startswith("config:\n  flowchart:\n    ")
    assert _MERMAID.sub("", body) == ""
    words = "\n".join(re.findall(r'"([^"]*)"', body))
    assert not re.search(
        r"direction\s+(?:TB|TD|BT|LR|RL)|\$\$|%%|fa\w*:fa-|://|[`<]|^[-+] |^\d+[.)]", words, re.M
    )


def dot_holds(source: bytes) -> None:
    done = subprocess.run(
        [engine.program("auto"), "-Tjson0"], input=source, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["edges"]) == 2


def check(text: str, formats: list[str]) -> None:
    try:
        pattern = design(text)
    except sd.SddiagramError:
        return
    places = layout(pattern)
    marks: Marks = {pattern.view().components[0].id: Mark(text)}
    for format in formats:
        marked = marks if "marks" in FORMATS[format].honours else None
        drawn = sd.render(pattern, format, layout=places, marks=marked)
        if format in ("svg", "animated"):
            svg_holds(drawn)
        elif format == "html":
            html_holds(drawn.decode(), sd.render(PLAIN, "html").decode())
        elif format in ("json", "excalidraw"):
            data = json.loads(drawn)
            ids = [one["id"] for one in data.get("elements", data.get("components"))]
            assert len(ids) == len(set(ids))
        elif format == "mermaid":
            mermaid_holds(drawn.decode())
        elif format == "dot":
            dot_holds(drawn)


def tell(text: str) -> None:
    try:
        pattern = design(text)
    except sd.SddiagramError:
        return
    name = f"{pattern.name}-notes"
    markdown_holds(*(next(iter(notes(one).values())).decode() for one in (pattern, PLAIN)))
    html_holds(
        notes(pattern, "html")[f"{name}.html"].decode(),
        notes(PLAIN, "html")["plain-notes.html"].decode(),
    )
    pages = dict(gallery([pattern]))
    plain = dict(gallery([PLAIN]))
    html_holds(pages["index.html"].decode(), plain["index.html"].decode())
    html_holds(pages[f"{pattern.name}.html"].decode(), plain["plain.html"].decode())


LIGHT_FORMATS = ["svg", "html", "animated", "dot", "json", "excalidraw", "mermaid"]
SAMPLE = STRINGS[::29]


@pytest.mark.filterwarnings("ignore::sddiagram.errors.DrawingWarning")
@pytest.mark.parametrize("text", SAMPLE, ids=range(len(SAMPLE)))
def test_a_text_is_drawn_as_it_is(text: str) -> None:
    check(text, LIGHT_FORMATS)


@pytest.mark.filterwarnings("ignore::sddiagram.errors.DrawingWarning")
@pytest.mark.parametrize("text", STRINGS[::97], ids=range(len(STRINGS[::97])))
def test_a_text_is_told_as_it_is(text: str) -> None:
    tell(text)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::sddiagram.errors.DrawingWarning")
def test_every_text_in_every_format() -> None:
    for text in STRINGS:
        try:
            check(text, list(FORMATS))
            tell(text)
        except Exception as error:
            error.add_note(f"The text: {text[:200]!a}")
            raise
