"""Other people's readers of SVG, each as a function from a picture to its pixels."""

import io
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from sddiagram.render.formats.png import png

Reader = Callable[[bytes, Path], Image.Image]

_QT = """
import sys
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

application = QGuiApplication([])
renderer = QSvgRenderer(sys.argv[1])
image = QImage(renderer.defaultSize(), QImage.Format_RGB32)
painter = QPainter(image)
renderer.render(painter)
painter.end()
image.save(sys.argv[2])
"""


def _page(pdf: bytes) -> Image.Image:
    import pypdfium2

    page: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=4 / 3).to_pil()
    return page


def _resvg(picture: bytes, folder: Path) -> Image.Image:
    return Image.open(io.BytesIO(png(picture, scale=1)))


def _cairosvg(picture: bytes, folder: Path) -> Image.Image:
    import cairosvg

    return Image.open(io.BytesIO(cairosvg.svg2png(picture)))


def _weasyprint(picture: bytes, folder: Path) -> Image.Image:
    import weasyprint

    size = re.search(rb'width="([\d.]+)" height="([\d.]+)"', picture)
    assert size
    width, height = (side.decode() for side in size.groups())
    page = (
        f"<style>@page{{size:{width}px {height}px;margin:0}}body{{margin:0}}</style>"
        f'<img style="display:block" src="data:image/svg+xml;base64,{b64encode(picture).decode()}">'
    )
    return _page(weasyprint.HTML(string=page).write_pdf())


def _svglib(picture: bytes, folder: Path) -> Image.Image:
    from reportlab.graphics import renderPDF
    from svglib.svglib import svg2rlg

    (folder / "in.svg").write_bytes(picture)
    return _page(renderPDF.drawToString(svg2rlg(str(folder / "in.svg"))))


def _qt(picture: bytes, folder: Path) -> Image.Image:
    pytest.importorskip("PySide6.QtSvg")
    (folder / "in.svg").write_bytes(picture)
    return _run([sys.executable, "-c", _QT, "in.svg", "in.png"], folder)


def _libreoffice(picture: bytes, folder: Path) -> Image.Image:
    (folder / "in.svg").write_bytes(picture)
    own = f"-env:UserInstallation={folder.as_uri()}/profile"
    return _run(["soffice", own, "--headless", "--convert-to", "png", "in.svg"], folder)


def _inkscape(picture: bytes, folder: Path) -> Image.Image:
    (folder / "in.svg").write_bytes(picture)
    return _run(["inkscape", "in.svg", "--export-filename=in.png"], folder)


def _librsvg(picture: bytes, folder: Path) -> Image.Image:
    (folder / "in.svg").write_bytes(picture)
    return _run(["rsvg-convert", "in.svg", "-o", "in.png"], folder)


def _run(command: list[str], folder: Path) -> Image.Image:
    if not which(command[0]):
        pytest.skip(f"no {command[0]} on PATH")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, timeout=120
    )
    return Image.open(folder / "in.png")


READERS: dict[str, Reader] = {
    "resvg": _resvg,
    "cairosvg": _cairosvg,
    "weasyprint": _weasyprint,
    "svglib": _svglib,
    "qt": _qt,
    "libreoffice": _libreoffice,
    "inkscape": _inkscape,
    "librsvg": _librsvg,
}
Drawn = Callable[[bytes], Image.Image]


@cache
def _drawn(reader: str, picture: bytes) -> Image.Image:
    size = re.search(rb'width="([\d.]+)" height="([\d.]+)"', picture)
    assert size
    with TemporaryDirectory() as folder:
        pixels = READERS[reader](picture, Path(folder)).convert("RGB")
    return pixels.resize((round(float(size[1])), round(float(size[2]))))


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    """The name of each reader in turn; one that is not installed is skipped when it is to draw."""
    return str(request.param)


@pytest.fixture
def drawn(reader: str) -> Drawn:
    """What `reader` makes of a picture, a pixel for each px of it."""
    return lambda picture: _drawn(reader, picture)
