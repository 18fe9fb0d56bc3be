"""What the build adds: an index of the patterns for a quick `list`, and a README for PyPI."""

import re
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)")
"""A link of Markdown, or a picture, that is relative."""


class ReadmeHook(MetadataHookInterface):  # type: ignore[misc]
    """The README with absolute links: PyPI shows it far from its files."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `readme`; links lead to the files of this very version."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        repository = metadata["urls"]["Homepage"]
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": absolute(text, repository, f"v{version_of(Path(self.root))}"),
        }


def absolute(text: str, repository: str, tag: str) -> str:
    """`text` with its relative links leading to the files of `tag`, its pictures to their bytes."""

    def link(found: re.Match[str]) -> str:
        mark, words, path = found.groups()
        return f"{mark}[{words}]({repository}/{'raw' if mark else 'blob'}/{tag}/{path})"

    return _LINK.sub(link, text)


def version_of(root: Path) -> str:
    """The version, without importing the package."""
    text = (root / "sddiagram" / "version.py").read_text(encoding="utf-8")
    found = re.search(r'VERSION = "([^"]+)"', text)
    assert found
    return found[1]


class PatternIndexHook(BuildHookInterface):  # type: ignore[misc]
    """Adds `_patterns/index.json`; without it every file is parsed at each `list`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the index, unless the install is an editable one, whose files change."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        from sddiagram.library.metadata import INDEX, indexed

        self.folder = Path(mkdtemp())
        written = self.folder / INDEX
        written.write_text(indexed((root / "patterns").glob("*.py")), encoding="utf-8")
        build_data["force_include"][str(written)] = f"sddiagram/_patterns/{INDEX}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the written index away again."""
        from shutil import rmtree

        if version != "editable":
            rmtree(self.folder)
