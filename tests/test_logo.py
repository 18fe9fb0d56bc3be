"""An icon of one's own: its file is checked and cleaned, and the picture carries it."""

import os
import re
import struct
import time
import tracemalloc
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.logo import LARGEST, Logo
from sddiagram.render.board import icon as icons

Draw = Callable[[str], str]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int = 4,
    height: int = 4,
    *,
    extra: Sequence[bytes] = (),
    pixels: bytes | None = None,
    interlaced: bool = False,
) -> bytes:
    """A grey PNG, one byte a pixel."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height)) if pixels is None else pixels
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, int(interlaced))
    chunks = [chunk(b"IHDR", header), *extra, chunk(b"IDAT", zlib.compress(rows))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def svg(inside: str, box: str = 'viewBox="0 0 10 10"') -> str:
    return f"{SVG} {box}>{inside}</svg>"


@pytest.fixture
def logo(tmp_path: Path) -> Callable[[str | bytes], Logo]:
    """The logo that a component has whose icon's file holds this."""

    def read(content: str | bytes) -> Logo:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / "logo.file").write_bytes(data)
        chosen = sd.Service("API", icon=tmp_path / "logo.file").icon
        assert isinstance(chosen, Logo)
        return chosen

    return read


Read = Callable[[str | bytes], Logo]


def test_a_picture_carries_the_file(logo: Read) -> None:
    chosen = logo(png())
    drawn = sd.render(sd.Pattern("Shop", sd.Service("API", icon=chosen))).decode()
    carried = re.search(r'href="data:image/png;base64,([^"]+)"', drawn)
    assert carried and b64decode(carried[1]) == png()


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "html", "excalidraw", "animated"])
def test_every_picture_can_show_it(format: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(svg('<path fill="#f00" d="M0 0h10v10z"/>'))
    pattern = sd.Pattern("Shop", sd.Service("API", icon=tmp_path / "logo.svg"))
    plain = sd.Pattern("Shop", sd.Service("API"))
    assert sd.render(pattern, format) != sd.render(plain, format)


def test_a_red_logo_is_red_in_pixels(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(
        svg('<style>.a{fill:#ff0000}</style><path class="a" d="M0 0h10v10H0z"/>')
    )
    drawn = sd.render(sd.Pattern("Shop", sd.Service("API", icon=tmp_path / "logo.svg")), "png")
    assert b"\xff\x00\x00" in zlib.decompress(idat(drawn))


def idat(picture: bytes) -> bytes:
    """The packed pixels of a PNG."""
    at, packed = 8, b""
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        if picture[at + 4 : at + 8] == b"IDAT":
            packed += picture[at + 8 : at + 8 + length]
        at += 12 + length
    return packed


def test_a_relative_name_starts_from_the_pattern_s_folder(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    file = tmp_path / "shop.py"
    file.write_text(
        "import os, tempfile\nimport sddiagram as sd\n"
        "pattern = sd.Pattern('Shop', sd.Service('API', icon='logo.png'))\n"
    )
    assert isinstance(sd.load(file).view().components[0].icon, Logo)


def test_outside_a_pattern_file_it_starts_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    assert isinstance(sd.Service("API", icon="logo.png").icon, Logo)


def test_the_folder_is_nowhere_in_the_picture(tmp_path: Path) -> None:
    drawn = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "logo.png").write_bytes(png())
        (folder / "shop.py").write_text(
            "import sddiagram as sd\n"
            "pattern = sd.Pattern('Shop', sd.Service('API', icon='logo.png'))\n"
        )
        drawn.append(sd.render(sd.load(folder / "shop.py")))
    assert drawn[0] == drawn[1]


def test_a_kind_and_a_technology_can_have_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    ledger = sd.Kind("Ledger", icon=tmp_path / "logo.png")("Books")
    matcher = sd.Service("X", technology=sd.Technology("Mine", icon=tmp_path / "logo.png"))
    assert icons.icon_of(ledger) == icons.icon_of(matcher)


def test_a_name_that_is_no_file_stays_a_name() -> None:
    assert sd.Service("API", icon="onprem.network.Nginx").icon == "onprem.network.Nginx"


def refusal(icon: str | Path) -> str:
    with pytest.raises(sd.SddiagramError) as refused:
        sd.Service("API", icon=icon)
    message = str(refused.value)
    assert message.startswith("'API': icon ") and len(message) < 300
    return message


@pytest.mark.parametrize(
    "icon", ["logo.png", "img/logo", "logo.JPG", Path("logo"), "nul\0.png", "x" * 5000 + ".png"]
)
def test_a_file_that_is_not_there(icon: str | Path, tmp_path: Path) -> None:
    assert re.search("no such file in the current folder|File name too long", refusal(icon))


def test_an_address_is_no_file() -> None:
    assert "is an address" in refusal("https://example.org/logo.png")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    assert "it is no file" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert "it is no file" in refusal(tmp_path / "pipe")


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\xff\xd8\xff\xe0JFIF", b"hello", b"\x1f\x8b\x08svgz", b"\x89PNG", b"RIFF"],
)
def test_what_is_no_picture(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    assert "neither a PNG nor an SVG" in refusal(tmp_path / "logo.png")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png() + b"\0" * LARGEST)
    assert "over 200 kB" in refusal(tmp_path / "logo.png")


def test_an_endless_file_is_not_read() -> None:
    assert "it is no file" in refusal("/dev/zero")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (png()[:-12], "breaks off"),
        (png()[:40], "breaks off"),
        (png()[:60] + b"\xff" + png()[61:], "damaged"),
        (png(60_000, 60_000, pixels=b""), "at most 2,048 px a side"),
        (png(0, 4, pixels=b""), "at most 2,048 px a side"),
        (png(2048, 2048, pixels=b"\0"), "pixels cannot be read"),
        (png(pixels=b"\0" * 50_000_000), "pixels cannot be read"),
    ],
)
def test_a_png_that_is_none(content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    assert reason in refusal(tmp_path / "logo.png")


def test_a_png_is_not_unpacked_beyond_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(pixels=b"\0" * 50_000_000))
    tracemalloc.start()
    refusal(tmp_path / "logo.png")
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_an_interlaced_png_is_one(logo: Read) -> None:
    # The columns and rows of 5 × 5 px that each of the seven passes has.
    rows = [(1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 3), (5, 2)]
    pixels = b"".join((b"\0" + b"\x80" * columns) * count for columns, count in rows)
    assert logo(png(5, 5, pixels=pixels, interlaced=True)).media == "image/png"


def test_of_a_png_only_the_picture_stays(logo: Read) -> None:
    secret = [chunk(b"tEXt", b"Author\0Somebody"), chunk(b"eXIf", b"52.5N 13.4E")]
    cleaned = logo(png(extra=secret) + b"<script>trailing</script>").data
    assert cleaned == png()


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script of another case": "<SCRIPT>alert(1)</SCRIPT>",
    "script with a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "event handler": '<path d="M0 0" onclick="location=name"/>',
    "event handler of another case": '<path d="M0 0" ONLOAD="location=name"/>',
    "foreign object": "<foreignObject><p>words</p></foreignObject>",
    "link": '<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>',
    "outside image": '<image href="https://example.org/x.png" width="9" height="9"/>',
    "outside image, old spelling": '<image xlink:href="http://example.org/x.png"/>',
    "file": '<image href="file:///etc/passwd"/>',
    "relative file": '<image href="../secret.png"/>',
    "another file's part": '<use href="sprite.svg#logo"/>',
    "picture with a script in it": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "page as a picture": '<image href="data:text/html,&lt;script&gt;"/>',
    "use of data": '<use href="data:image/svg+xml,x#y"/>',
    "use of a picture": f'<use href="data:image/png;base64,{b64encode(png()).decode()}"/>',
    "jpeg without its bytes": '<image href="data:image/jpeg;base64,AAAA"/>',
    "outside paint": '<path d="M0 0" fill="url(http://example.org/p.svg#a)"/>',
    "outside paint in quotes": """<path d="M0 0" style="fill:url( 'http://e.org/p#a' )"/>""",
    "outside paint, escaped": '<path d="M0 0" fill="u\\72l(http://example.org)"/>',
    "outside paint, all escaped": '<path d="M0 0" fill="\\75\\72\\6c (http://example.org)"/>',
    "outside mask": '<path d="M0 0" style="mask-image:image-set(\'x.png\' 1x)"/>',
    "outside mask without a name": '<path d="M0 0" style="mask:src(\'x.png\')"/>',
    "import": "<style>@import 'http://example.org/x.css';</style>",
    "font": "<style>@font-face{font-family:a;src:url(http://e.org/a)}</style>",
    "outside paint in a sheet": "<style>path{fill:url(//e.org/a)}</style><path d='M0 0'/>",
    "media rule": "<style>@media print{path{fill:red}}</style>",
    "escape in a sheet": "<style>path{fill:u\\72l(x)}</style>",
    "animation": '<path d="M0 0"><animate attributeName="d" to="M1 1"/></path>',
    "change of a link": '<use href="#a"><set attributeName="href" to="data:,x"/></use>',
    "audio": '<audio href="x.mp3"/>',
    "handler element": '<handler type="x"/>',
    "part of itself": '<g id="a"><use href="#a"/></g>',
    "circle of parts": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "circle of paints": '<pattern id="a"><path d="M0 0" fill="url(#a)"/></pattern>',
    "deep": "<g>" * 5_000 + "</g>" * 5_000,
    "many": "<path/>" * 20_000,
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_an_svg_with_more_than_shapes_is_refused(inside: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(svg(inside))
    refusal(tmp_path / "logo.svg")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>"),
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"),
        '<?xml-stylesheet href="http://example.org/x.css"?>' + svg("<path/>"),
        svg("<path>"),
        svg("&nbsp;"),
        "<html><script>alert(1)</script></html>",
        "<svg><path d='M0 0'/></svg>",
        svg("<path d='M0 0'/>", 'width="100%" height="100%"'),
        svg("<path d='M0 0'/>", 'viewBox="0 0 nan 5"'),
        svg("<path d='M0 0'/>", 'viewBox="nan 0 5 5"'),
        svg("<path d='M0 0'/>", 'viewBox="0 0 0 5"'),
        f'{SVG} viewBox="0 0 9 9" onload="alert(1)"/>',
    ],
)
def test_an_svg_that_cannot_be_an_icon_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(text)
    refusal(tmp_path / "logo.svg")


def test_an_svg_of_another_encoding_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(svg("<script/>").encode("utf-16"))
    assert "neither a PNG nor an SVG" in refusal(tmp_path / "logo.svg")


def test_references_to_references_are_counted(tmp_path: Path) -> None:
    doubled = "".join(
        f'<g id="a{n + 1}"><use href="#a{n}"/><use href="#a{n}"/></g>' for n in range(30)
    )
    (tmp_path / "logo.svg").write_text(svg(f'<path id="a0" d="M0 0"/>{doubled}'))
    assert "draws over 10,000 elements" in refusal(tmp_path / "logo.svg")


def test_paints_in_a_sheet_are_counted_too(tmp_path: Path) -> None:
    parts = "".join(
        f'<pattern id="p{n + 1}"><path class="c{n}"/><path class="c{n}"/></pattern>'
        for n in range(30)
    )
    sheet = "".join(f".c{n}{{fill:url(#p{n})}}" for n in range(31))
    (tmp_path / "logo.svg").write_text(
        svg(f'<style>{sheet}</style><pattern id="p0"/>{parts}<path class="c30"/>')
    )
    assert "draws over 10,000 elements" in refusal(tmp_path / "logo.svg")


@pytest.mark.parametrize(
    "inside",
    [
        f"<style>{'a' * 190_000}</style>",
        f"<style>{'/*' * 90_000}</style>",
        f"<style>{'a{}' * 60_000}</style>",
        f'<path d="{"a" * 190_000}"/>',
        f'<path d="{"url(#" * 30_000}"/>',
        f'<path fill="url({" " * 190_000}"/>',
        f'<path fill="{"(" * 190_000}"/>',
        f"<style>{','.join(f'.a{n}' for n in range(290))}{{fill:red}}</style>{'<g/>' * 45_000}",
        f'<path id="{"a" * 90_000}" fill="url(#{"a" * 90_000})"/>',
    ],
    ids=["letters", "comments", "rules", "word", "paints", "spaces", "calls", "product", "circle"],
)
def test_nothing_takes_long(inside: str, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(svg(inside))
    start = time.process_time()
    with suppress(sd.DesignError):
        sd.Service("API", icon=tmp_path / "logo.svg")
    assert time.process_time() - start < 3


def test_what_cannot_be_seen_is_left_out(logo: Read) -> None:
    text = svg(
        '<!-- a note --><?tool note?><title>Ours</title><metadata><rdf:RDF xmlns:rdf="urn:r"/>'
        '</metadata><i:view xmlns:i="urn:inkscape" onload="x"/>'
        '<g i:label="Layer" xmlns:i="urn:inkscape" aria-label="f(x)" data-name="1" class="c">'
        '<path d="M0 0h9v9z"/></g>'
    )
    assert logo("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>" + text).data == (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'width="48" height="48" viewBox="0 0 10 10"><g><path d="M0 0h9v9z" /></g></svg>'
    )


def test_an_exported_logo_keeps_its_looks(logo: Read) -> None:
    text = svg(
        "<defs><style>/*! made by a tool */ .cls-1,.cls-2{fill:url(#g);} .cls-2{stroke:#111}"
        " path{opacity:.5} #top{fill:rgb(1, 2, 3)}</style>"
        '<linearGradient id="g" gradientTransform="rotate(45)"><stop offset="0"/>'
        "</linearGradient></defs>"
        '<path class="cls-2" d="M0 0h9"/><path id="top" class="cls-1" style="opacity:1"/>'
        '<use xlink:href="#top" transform="translate(1 2)"/>'
    )
    data = logo(text).data.decode()
    assert '<path d="M0 0h9" style="opacity:.5;fill:url(#g);stroke:#111"' in data
    assert '<path id="top" style="opacity:.5;fill:url(#g);fill:rgb(1, 2, 3);opacity:1"' in data
    assert '<use xlink:href="#top" transform="translate(1 2)"' in data
    assert "<style" not in data and "class=" not in data


def test_a_logo_without_a_box_has_the_size_that_it_says(logo: Read) -> None:
    assert b'viewBox="0 0 20 30"' in logo(svg("<path/>", 'width="20px" height="30"')).data


def test_a_picture_inside_an_svg_is_cleaned_too(logo: Read) -> None:
    inner = b64encode(png(extra=[chunk(b"tEXt", b"Author\0Somebody")])).decode()
    data = logo(svg(f'<image width="9" height="9" href="data:image/png;base64,{inner}"/>')).data
    assert b64encode(png()) in data


def test_equal_files_are_one_picture_and_others_do_not_clash(tmp_path: Path) -> None:
    for name, colour in (("a", "red"), ("b", "red"), ("c", "blue")):
        (tmp_path / f"{name}.svg").write_text(svg(f'<path id="p" fill="{colour}" d="M0 0h9v9z"/>'))
    services = [sd.Service(name, icon=tmp_path / f"{name}.svg") for name in "abc"]
    drawn = sd.render(sd.Pattern("Shop", services)).decode()
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert drawn.count("data:image/svg+xml") == 2
