"""A page for each rule of the review: its docstring, with pictures of what it finds."""

import re
import textwrap
from collections.abc import Iterator

import sddiagram as sd
from sddiagram.review import Rule, known_rules, review
from sddiagram.review.marking import marked
from sddiagram.review.severity import SEVERITY
from tools.website.markdown import table

_DESIGN = re.compile(r"((?:^ {4}.*\n|^\n(?= {4}))+)", re.MULTILINE)


def shown() -> str:
    """A table of the rules."""
    rows = [
        (f"[{name}]({name}.md)", _weight(name), one.title) for name, one in known_rules().items()
    ]
    return table(["rule", "weighs", "finds"], rows)


def pages() -> Iterator[tuple[str, str | bytes]]:
    """The page of each rule, and its pictures."""
    for one in known_rules().values():
        yield from _page(one)


def _weight(name: str) -> str:
    return SEVERITY[name].otherwise.value


def _page(rule: Rule) -> Iterator[tuple[str, str | bytes]]:
    weight = SEVERITY[rule.name]
    start = f", in a first stage **{weight.at_start.value}**" if weight.at_start else ""
    parts = [f"# {rule.name}", f"A finding weighs **{weight.otherwise.value}**{start}."]
    number = 0
    for index, part in enumerate(_DESIGN.split(f"{rule.doc}\n")):
        if not index % 2:
            parts.append(re.sub(r"^([A-Z][\w -]+:)", r"**\1**", part.strip(), flags=re.M))
            continue
        code = textwrap.dedent(part).strip("\n")
        parts.append(f"```python\n{code}\n```")
        number += 1
        file = f"{rule.name}-{number}.svg"
        if picture := _picture(rule.name, code):
            yield f"rules/{file}", picture
            parts.append(f"![The design above, drawn]({file})")
    yield f"rules/{rule.name}.md", "\n\n".join(part for part in parts if part) + "\n"


def _picture(rule: str, code: str) -> bytes:
    """The design that a docstring builds, with what the rule finds in it.

    Empty where the rule is about a design that cannot be drawn, since no number follows.
    """
    names: dict[str, object] = {"sd": sd}
    exec(code, names)
    pattern = names["pattern"]
    assert isinstance(pattern, sd.Pattern)
    found = marked(one for one in review(pattern.view()) if one.rule == rule and not one.accepted)
    findings = {len(pattern.stages): found} if found.lines else None
    try:
        return sd.render(pattern, findings=findings)
    except sd.DesignError:
        return b""
