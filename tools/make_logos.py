"""Make the shipped logos: those of the technologies, as small as a card shows them.

    .venv/bin/python tools/make_logos.py

Pictures of `diagrams` have up to 175 kB for 32 px on a card. A technology whose logo is not among
the shipped ones is drawn with the whole picture, so this need not be run for a new one. Pillow 13
made them; another version may give other bytes for the same pixels.
"""

import io
import shutil

from PIL import Image

from sddiagram.render.board.contrast import contrast
from sddiagram.render.board.icon import LOGOS
from sddiagram.render.board.logo import logo_file
from sddiagram.render.theme import DARK
from sddiagram.technology.table import TECHNOLOGIES

SIDE = 96
"""In px: three times as large as on a card, for a PNG or a screen of three pixels a px."""
COLOURS = 128
FAINT, MOST_FAINT = 2.0, 0.2
"""A logo needs a light ground when more than a fifth of it has less contrast than 2 to 1."""


def main() -> None:
    """Write each logo into the folder that says on which ground it is seen."""
    shutil.rmtree(LOGOS, ignore_errors=True)
    icons = {row.icon for row in TECHNOLOGIES if isinstance(row.icon, str)}
    for icon in sorted(icons):
        if not icon.startswith("own."):
            picture = _small(Image.open(logo_file(icon)).convert("RGBA"))
            folder = LOGOS / ("light" if _needs_light(picture) else "any")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{icon}.png").write_bytes(_smallest(picture))


def _small(picture: Image.Image) -> Image.Image:
    """The picture at its new size; what is not seen of it is white.

    Readers that know no transparency (svglib) show the colour that is hidden in it.
    """
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    seen = picture.getchannel("A").point(lambda alpha: 255 if alpha else 0)
    ground = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    ground.paste(picture, mask=seen)
    return ground


def _smallest(picture: Image.Image) -> bytes:
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    return min((_png(picture), _png(few)), key=len)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _needs_light(picture: Image.Image) -> bool:
    data = picture.tobytes()
    shown = [data[at : at + 3] for at in range(0, len(data), 4) if data[at + 3] > 127]
    faint = [one for one in shown if contrast(f"#{one.hex()}", DARK.card) < FAINT]
    return len(faint) > MOST_FAINT * len(shown)


if __name__ == "__main__":
    main()
