"""The tools that our exports are for, in Node and Chromium.

`npm install --prefix tests/npm` fetches them; without them these tests are skipped.
"""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Any

import pytest

TOOLS = Path(__file__).parent
BROWSER = os.environ.get("CHROMIUM") or which("chromium") or which("google-chrome")


@pytest.fixture(scope="session")
def seen_by() -> Callable[..., Any]:
    """What a tool answers to all that it is asked, in one process."""
    if not (which("node") and (TOOLS / "node_modules" / "puppeteer-core").exists() and BROWSER):
        pytest.skip("no tools; install Chromium, and run `npm install --prefix tests/npm`")

    def seen(tool: str, **asked: Any) -> Any:
        done = subprocess.run(
            ["node", TOOLS / f"{tool}.mjs"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            env=os.environ | {"CHROMIUM": str(BROWSER)},
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return seen
