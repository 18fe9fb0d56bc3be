"""An author's file as it was at a revision of its git repository. Nothing here runs its code."""

import subprocess
from pathlib import Path

from sddiagram.errors import NotFoundError, PatternFileError

_TIME_LIMIT = 20.0
"""Seconds in which git must have answered."""


def text_at(revision: str, path: Path) -> str:
    """The text of the file `path` as it was at `revision`: `HEAD~1`, a branch, a tag, a hash.

    The path starts at the current folder or, if there is none such, at the top of the repository,
    as git has it. Raises `NotFoundError` when there is no such revision or file, or no git, and
    `PatternFileError` when the file is no text.
    """
    if revision.startswith("-") or not revision.strip():
        raise NotFoundError(f"{revision!r} is no revision; give one, such as HEAD~1 or main.")
    said = path.as_posix()
    problem = ""
    for place in dict.fromkeys((said if path.is_absolute() else f"./{said}", said)):
        done = _git("cat-file", "blob", f"{revision}:{place}")
        if done.returncode == 0:
            try:
                return done.stdout.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise PatternFileError(
                    f"{revision}:{said}: is not UTF-8 text; name a pattern's file."
                ) from error
        problem = problem or done.stderr.decode(errors="replace").strip()
    fact = problem.splitlines()[0].removeprefix("fatal: ") if problem else "git does not say why"
    raise NotFoundError(
        f"{revision}:{said}: cannot be read: {fact}. See `git log -- {said}` for its revisions."
    )


def _git(*words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *words], stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIME_LIMIT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotFoundError(
            f"git cannot be asked: {error}. Name two files instead of a revision."
        ) from error
