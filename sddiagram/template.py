"""Templates, filled. The only module that imports Jinja."""

import re
from pathlib import Path

from sddiagram.shipped import shipped


def filled(name: str, **values: object) -> str:
    """The template `name` with `values` in it, one of the user's own in ./templates first.

    What goes into an HTML template is escaped.
    """
    # Here, since Jinja takes as long to import as the rest of a command.
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([Path("templates"), shipped("templates")]),
        autoescape=jinja2.select_autoescape(("html.j2",)),
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _markdown
    return environment.get_template(name).render(**values)


def _markdown(text: str) -> str:
    """`text` so that Markdown shows it as it is, also in a table."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(str(text).split()))
