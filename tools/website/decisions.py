"""The list of the decisions, by the first lines of their files."""

from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "docs" / "decisions"


def shown() -> str:
    """All decisions, in the order of their numbers."""
    files = sorted(FOLDER.glob("[0-9]*.md"))
    return "\n".join(f"- [{_title(file)}]({file.name})" for file in files)


def _title(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
