"""Templates, filled. The only module that imports Jinja."""

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
    return environment.get_template(name).render(**values)
