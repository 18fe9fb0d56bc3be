"""Built into the wheel: an index of what the patterns say of themselves, for a quick `list`."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


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
