"""The command line: each command calls the library and reports. Nothing else prints or exits."""

import os
import sys
import warnings

from sddiagram.cli.app import app
from sddiagram.errors import DrawingWarning, SddiagramError


def main() -> None:
    """Run the command line; the one place where errors become messages and exit codes."""
    warnings.showwarning = _show_warning
    warnings.simplefilter("always", category=DrawingWarning)
    try:
        app()
    except SddiagramError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    print(f"warning: {message}", file=sys.stderr)
