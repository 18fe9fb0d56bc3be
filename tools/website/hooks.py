"""What MkDocs asks while it builds the site: generated pages, and the pictures of written ones.

Nothing is written into docs/: all that is made lives in the build alone.
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402

from tools.website.drawn import drawn  # noqa: E402
from tools.website.menu import with_generated  # noqa: E402
from tools.website.pages import filled, pages  # noqa: E402


def on_config(config: Any) -> Any:
    """Put the generated pages into the menu, under the page that stands there for all of them."""
    config.nav = with_generated(config.nav)
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add every generated page and picture; a written page that asks for pictures gets them."""
    for path, content in (*drawn(ROOT / "docs"), *pages(ROOT)):
        if known := files.get_file_from_path(path):
            files.remove(known)
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Give a page the tables that it asks for."""
    return filled(markdown)


def on_page_content(html: str, *, page: Any, **_: object) -> str:
    """Refuse a page whose block is not read as one: MkDocs would show it as a paragraph."""
    if "<p>```" in html:
        raise PluginError(f"{page.file.src_uri}: a fenced block is not read as one.")
    return html
