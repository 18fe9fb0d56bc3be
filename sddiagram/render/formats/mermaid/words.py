"""Words in Mermaid: written so that every version of it shows them as they are.

Tried with 10.9, 11.4, 11.12 and 12.3, in pages with and without HTML, by tests/npm/test_mermaid.py.
"""

import re

from sddiagram.render.measure.text import wrap

SIZE = 16.0
"""Of Mermaid's text, in px."""
LINE, LONGEST = 120.0, 220
"""How wide a line may be in our font, and how wide Mermaid may let it be in the reader's, in px."""

_JOINER = "\u2060"

_APART = re.compile(
    r"""(?: fa[a-z]{0,2}: (?=fa-)          # an icon
    | direction (?=\s|$)                   # a statement, wherever it stands
    | sty(?=le) | class(?=Def)             # a statement that loses its last semicolon
    | : (?=//) | www(?=\.)   # addresses become links
    | (?<=\w)@(?=\w)
    | ^ (?= [-+=>]|\#+\ |\d+[.)] )         # a list, a line across, a quotation, a heading
    | \](?=\()                             # a link or an image
    | \\                                   # before n a new line, before a mark nothing
    | &(?=[a-z#]) | \#(?=\w) | <(?=[a-z/!?])  # an entity, a code of Mermaid's, a tag
    | \$(?=\$) | %(?=%)                    # a formula, a comment
    | ﬂ(?=°) | ¶(?=ß)                      # what Mermaid turns its codes into
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words behind which an unseen word joiner makes them mean nothing. Pages without HTML show it as
nothing, and codes as codes, so it is the first choice."""

_CODED = re.compile(r'["`<]|(?<!\s)\*|\*(?!\s)|~(?=.*~)|(?<=~)~|(?<=~.)~')
"""Characters that only a code shows as they are."""
_STRESSED = re.compile(r"(?<![^\W_])_.*_(?![^\W_])", re.DOTALL)
"""Between two underscores that are not inside words, all is slanted."""


def label(text: str, *, room: float = LINE) -> str:
    """`text` for a string of Mermaid's, in lines of at most `room` px.

    The lines are ours because versions break them at widths of their own, and some not at all. A
    tag between them would let some versions decode the codes too early.
    """
    lines = wrap(text, SIZE, room, len(text) + 1)
    coded = "\n".join(_coded(line) for line in lines)
    return coded.replace("_", f"#{ord('_')};") if _STRESSED.search(text) else coded


def _coded(line: str) -> str:
    apart = _APART.sub(lambda found: f"{found[0]}{_JOINER}", line)
    return _CODED.sub(lambda found: f"#{ord(found[0])};", apart)


def title(text: str) -> str:
    """`text` as a YAML string, whose codes leave nothing for Mermaid to find in it.

    A title that is cleaned of tags is shown with `&lt;` in it, so angle brackets become quotes.
    """
    plain = text.replace("<", "‹").replace(">", "›") if "<" in text else text
    apart = _APART.sub(lambda found: f"{found[0]}{_JOINER}", plain)
    coded = "".join(
        one if one.isalnum() or one in " .,-()/" else f"\\U{ord(one):08x}" for one in apart
    )
    return f'"{coded}"'
