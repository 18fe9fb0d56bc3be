"""What the site has beside its written pages: their tables, whole pages, and pictures.

A written page asks for a table with a comment of its own, `<!-- made: kinds -->`.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.website import commands, decisions, designs, formats, guide, kinds, rules, units, words

MADE: dict[str, Callable[[], str]] = {
    "kinds": kinds.kinds_shown,
    "technologies": kinds.technologies_shown,
    "units": units.shown,
    "formats": formats.formats_shown,
    "themes": formats.themes_shown,
    "commands": commands.commands_shown,
    "errors": commands.errors_shown,
    "language": words.shown,
    "rules": rules.shown,
    "guide": guide.shown,
    "decisions": decisions.shown,
    "designs": designs.shown,
}
"""What a page may ask for, and the function that makes it."""


def filled(text: str) -> str:
    """A written page with its tables; raises `KeyError` for one that is not made."""
    return re.sub(r"^<!-- made: (\w+) -->$", lambda found: MADE[found[1]](), text, flags=re.M)


def pages(root: Path) -> Iterator[tuple[str, str | bytes]]:
    """The pages and pictures that nobody wrote, by the paths that they have beside the others."""
    yield from kinds.icons()
    yield from formats.examples()
    yield from rules.pages()
    yield from guide.pages()
    yield "changelog.md", _changelog(root)
    yield from designs.pages()


def _changelog(root: Path) -> str:
    """The changelog, whose links lead from the root of the repository."""
    return (root / "CHANGELOG.md").read_text(encoding="utf-8").replace("](docs/", "](")
