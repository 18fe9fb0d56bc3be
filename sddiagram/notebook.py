"""How a pattern, a stage or a bare flow shows itself in a notebook."""

from sddiagram.model.flow import Chainable
from sddiagram.model.pattern import Pattern
from sddiagram.model.stage import Stage
from sddiagram.render import render


def mimebundle(value: Pattern | Stage | Chainable) -> dict[str, object]:
    """The picture of `value` as SVG, with its title for where no picture can be shown."""
    if isinstance(value, Pattern):
        pattern = value
    elif isinstance(value, Stage):
        pattern = Pattern(value.title or "Stage", *([value.flow] if value.flow else []))
    else:
        pattern = Pattern("Flow", value)
    return {"image/svg+xml": render(pattern, "svg").decode(), "text/plain": repr(pattern.title)}
