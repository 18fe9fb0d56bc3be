"""The interview guide, a page for each part; the numbers to plan with are one of them."""

from collections.abc import Iterator

from sddiagram import guide
from sddiagram.template import filled


def shown() -> str:
    """A list of the parts."""
    return "\n".join(f"- [{one.title}]({one.name}.md)" for one in guide.sections())


def pages() -> Iterator[tuple[str, str]]:
    """A page for each part."""
    for section in guide.sections():
        text = filled("guide.md.j2", title=guide.TITLE, sections=(section,))
        body = text.partition("\n## ")[2].replace("\n### ", "\n## ")
        yield f"guide/{section.name}.md", f"# {_linked(body)}"


def _linked(text: str) -> str:
    """The designs that an item names, as links to their pages."""
    lines = []
    for line in text.splitlines():
        if line.startswith("Drawn: "):
            names = line.removeprefix("Drawn: ").replace("`", "").split(", ")
            line = "Drawn: " + ", ".join(f"[{one}](../gallery/{one}.html)" for one in names)
        lines.append(line)
    return "\n".join(lines) + "\n"
