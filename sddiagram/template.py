"""Templates, filled. The only module that imports Jinja."""

import re
from itertools import cycle
from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.shipped import shipped

_IN_BRACKETS = r"""\([^\s<>|"`()]*\)"""
_ADDRESS = re.compile(
    rf"""(https?://(?:[^\s<>|"`()]|{_IN_BRACKETS})*(?:[^\s<>|"`.,;:!?'()*_]|{_IN_BRACKETS}))"""
)
"""Up to what ends a sentence rather than an address; brackets belong to it in pairs."""


def filled(name: str, templates: Path | None = None, /, **values: object) -> str:
    """The template `name` with `values` in it, one in the folder `templates` first.

    What goes into an HTML template is escaped. A template is data: it reaches nothing but its
    values. Raises `DesignError`, with the file and the line, for one that cannot be filled, and
    `NotFoundError` when there is no such folder.
    """
    # Here, since Jinja takes as long to import as the rest of a command.
    import jinja2
    import jinja2.sandbox

    if templates is not None and not templates.is_dir():
        raise NotFoundError(f"{templates}: there is no such folder of templates.")
    folders = [shipped("templates")] if templates is None else [templates, shipped("templates")]
    environment = jinja2.sandbox.SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=jinja2.select_autoescape(("html.j2",)),
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _markdown
    try:
        return environment.get_template(name).render(**values)
    except jinja2.TemplateSyntaxError as error:
        raise DesignError(f"{error.filename or name}:{error.lineno}: {error.message}") from error
    except Exception as error:
        if templates is None:
            raise
        raise DesignError(f"{templates / name}: cannot be filled: {error}.") from error


def _markdown(text: str) -> str:
    """`text` so that Markdown shows it as it is, also in a table and at the start of a line.

    Addresses stay whole, in angle brackets.
    """
    parts = _ADDRESS.split(" ".join(str(text).split()))
    shown = "".join(
        f"<{part}>" if odd else re.sub(r"([\\`*_\[\]<>|&~#$])", r"\\\1", part)
        for part, odd in zip(parts, cycle((False, True)), strict=False)
    )
    return re.sub(r"^(\d{0,9})([-+=.)])", r"\1\\\2", shown)
