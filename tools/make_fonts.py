"""Make the shipped font: subsets of Arimo and the table of its advance widths.

    npm pack @expo-google-fonts/arimo@0.4.3 && tar xzf expo-google-fonts-arimo-0.4.3.tgz
    npm pack @excalidraw/excalidraw@0.18.1 && mkdir excalidraw
    tar xzf excalidraw-excalidraw-0.18.1.tgz -C excalidraw
    npm pack @expo-google-fonts/patrick-hand@0.4.1 && mkdir hand
    tar xzf expo-google-fonts-patrick-hand-0.4.1.tgz -C hand
    python tools/make_fonts.py package hand/package excalidraw/package

Needs fonttools and brotli; the same packages give the same bytes. Arimo is as wide as Arial and
Helvetica, so a viewer that lacks it keeps the layout. Kerning is dropped: a text is then exactly as
wide as the sum of its advances. Of Excalifont, which Excalidraw has itself, only the widths ship.
"""

import json
import shutil
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "sddiagram" / "render" / "fonts"
WEIGHTS = {
    "regular": "400Regular/Arimo_400Regular.ttf",
    "bold": "700Bold/Arimo_700Bold.ttf",
}
RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x1A0, 0x1B0),  # Vietnamese horns
    (0x1CD, 0x1DC),  # pinyin
    (0x218, 0x21B),  # Romanian
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x4FF),  # Cyrillic of Ukraine and Central Asia
    (0x1E80, 0x1EF9),  # Welsh, the capital sharp s and Vietnamese
    (0x2010, 0x205E),  # punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letter-like symbols and fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x25A0, 0x25FF),  # shapes
)


def main(package: Path) -> None:
    """Write the subsets, the metrics and the licence from the unpacked npm package."""
    fonts = {weight: _subset(package / file) for weight, file in WEIGHTS.items()}
    for weight, font in fonts.items():
        font.save(FONTS / f"Arimo-{weight.capitalize()}.ttf", reorderTables=True)
    codes = sorted(fonts["regular"].getBestCmap())
    metrics = {
        "units_per_em": fonts["regular"]["head"].unitsPerEm,
        "characters": "".join(map(chr, codes)),
        **{weight: _advances(font, codes) for weight, font in fonts.items()},
    }
    (FONTS / "metrics.json").write_text(
        json.dumps(metrics, separators=(",", ":")) + "\n", encoding="ascii", newline="\n"
    )
    shutil.copyfile(package / "LICENSE_FONT", FONTS / "OFL.txt")


def write_hand(package: Path) -> None:
    """Write the sketch theme's handwriting from @expo-google-fonts/patrick-hand."""
    font = _subset(package / "400Regular/PatrickHand_400Regular.ttf")
    font.save(FONTS / "PatrickHand-Regular.ttf", reorderTables=True)
    shutil.copyfile(package / "LICENSE_FONT", FONTS / "OFL-PatrickHand.txt")


def write_excalifont_widths(package: Path) -> None:
    """Write the widths of the hand that Excalidraw writes with, from its files of few letters."""
    widths: dict[int, int] = {}
    for file in sorted(package.glob("dist/prod/fonts/Excalifont/*.woff2")):
        font = TTFont(file)
        codes = sorted(code for code in font.getBestCmap() if 0x20 <= code < 0x2600)
        widths |= dict(zip(codes, _advances(font, codes), strict=True))
    codes = sorted(widths)
    metrics = {
        "units_per_em": 1000,
        "characters": "".join(map(chr, codes)),
        "regular": [widths[code] for code in codes],
    }
    (FONTS / "excalifont.json").write_text(
        json.dumps(metrics, separators=(",", ":")) + "\n", encoding="ascii", newline="\n"
    )


def _subset(file: Path) -> TTFont:
    font = TTFont(file, recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = ["*"]  # The licence and the copyright stay in the file.
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "gasp", "STAT"]
    subsetter = Subsetter(options)
    # Format characters (soft hyphen, joiners) are invisible, whatever advance a font gives them.
    subsetter.populate(
        unicodes=[
            code
            for first, last in RANGES
            for code in range(first, last + 1)
            if unicodedata.category(chr(code)) != "Cf"
        ]
    )
    subsetter.subset(font)
    return font


def _advances(font: TTFont, codes: list[int]) -> list[int]:
    glyphs = font.getBestCmap()
    return [font["hmtx"][glyphs[code]][0] for code in codes]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    write_hand(Path(sys.argv[2]))
    write_excalifont_widths(Path(sys.argv[3]))
