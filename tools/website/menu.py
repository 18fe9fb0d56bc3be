"""The menu of the site: what mkdocs.yml says, with the generated pages in their places."""

from collections.abc import Mapping, Sequence

from sddiagram import guide
from sddiagram.review import known_rules
from tools.website.decisions import titles

Menu = Sequence[object]


def with_generated(menu: Menu) -> list[object]:
    """`menu` with each rule, each part of the guide and each decision behind its index."""
    found: list[object] = []
    for entry in menu:
        if isinstance(entry, Mapping):
            found.append({title: _within(inside) for title, inside in entry.items()})
        else:
            found += [entry, *_behind(entry)]
    return found


def _within(inside: object) -> object:
    return with_generated(inside) if isinstance(inside, list) else inside


def _behind(page: object) -> list[dict[str, str]]:
    if page == "rules/index.md":
        return [{name: f"rules/{name}.md"} for name in known_rules()]
    if page == "guide/index.md":
        parts = [one for one in guide.sections() if one.name != "numbers"]
        return [{one.title: f"guide/{one.name}.md"} for one in parts]
    if page == "decisions/index.md":
        return [{title: f"decisions/{name}"} for name, title in titles()]
    return []
