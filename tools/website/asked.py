"""What the program prints when it is asked, so that the site and the terminal say the same."""

import json
from typing import Any

from typer.testing import CliRunner

from sddiagram.cli.app import app


def printed(*arguments: str) -> str:
    """What `sddiagram` prints with `arguments`; raises what it raises."""
    result = CliRunner().invoke(
        app, arguments, terminal_width=92, prog_name="sddiagram", catch_exceptions=False
    )
    return result.output


def rows(command: str) -> list[dict[str, Any]]:
    """The rows of one of its tables."""
    found: list[dict[str, Any]] = json.loads(printed(command, "--json"))
    return found
