"""The list of the decisions, by the first lines of their files."""

from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "docs" / "decisions"


def shown() -> str:
    """All decisions, in the order of their numbers."""
    return "\n".join(f"- [{title}]({name})" for name, title in titles())


def titles() -> list[tuple[str, str]]:
    """The name of each file, and its title."""
    files = sorted(FOLDER.glob("[0-9]*.md"))
    return [(file.name, _title(file)) for file in files]


def _title(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
