"""The command line: each command calls the library and reports. Nothing else prints or exits."""

import os
import sys
import warnings

from sddiagram.errors import DrawingWarning, OutputError, SddiagramError


def main() -> None:
    """Run the command line; the one place where errors become messages and exit codes."""
    code = 130
    try:
        code = _run()
    except KeyboardInterrupt:
        _give_up_output()
    sys.exit(code)


def _run() -> int:
    from sddiagram.cli.app import app
    from sddiagram.cli.streams import made_safe

    made_safe()
    warnings.showwarning = _show_warning
    warnings.simplefilter("always", category=DrawingWarning)
    try:
        try:
            app()
        finally:
            # Now, since what the interpreter's own last flush raises is told to nobody.
            if sys.stdout is not None:
                sys.stdout.flush()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except SddiagramError as error:
        return _refused(error)
    except BrokenPipeError:
        _give_up_output()
        return 1
    except OSError as error:
        _give_up_output()
        place = error.filename or "Standard output or input"
        return _refused(
            OutputError(f"{place}: {error.strerror or error}; nothing more is written.")
        )
    return 0


def _refused(error: SddiagramError) -> int:
    say(f"error: {error}")
    return error.exit_code


def say(line: str) -> None:
    """Put `line` on standard error, where there is one that takes it."""
    if sys.stderr is not None:
        try:
            print(line, file=sys.stderr, flush=True)
        except OSError:
            _lead_nowhere(2)


def _give_up_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter ends in peace."""
    if sys.stdout is not None:
        _lead_nowhere(1)


def _lead_nowhere(descriptor: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    say(f"warning: {message}")
