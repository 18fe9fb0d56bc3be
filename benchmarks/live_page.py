"""How long from saving a file, and from a key in the text box, to the picture in the browser.

    python -m benchmarks.live_page

Needs Chromium and playwright. The median of 20, of a design of 15 cards, in milliseconds.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from shutil import which

from playwright.sync_api import Page, sync_playwright

from sddiagram.preview.server import Server
from sddiagram.preview.studio import Studio

CARDS = [f"Service {number}" for number in range(13)]
ROWS = "\n".join(f'card{n} = sd.Service("{label}")' for n, label in enumerate(CARDS))
FLOWS = ", ".join(f"api >> card{n}" for n in range(6)) + ", "
FLOWS += ", ".join(f"card{n} >> card{n + 6}" for n in range(7))
TEXT = f"""import sddiagram as sd
users, api = sd.Client("Users"), sd.Gateway("LABEL")
{ROWS}
pattern = sd.Pattern("Shop", users >> api, {FLOWS})
"""
TIMES = 20


def median(change: Callable[[str], None], seen: Callable[[str], None]) -> float:
    """The median time from a change to its being seen."""
    taken = []
    for number in range(TIMES):
        label = f"Gateway {number}"
        time.sleep(1)
        begun = time.perf_counter()
        change(label)
        seen(label)
        taken.append(1_000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def main() -> None:
    """Measure both, and print them."""
    file = Path(tempfile.mkdtemp(), "shop.py")
    file.write_text(TEXT, encoding="utf-8")
    server = Server(0)
    server.studio = Studio(lambda: [("shop", file)], server.announce)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.goto(server.address)
        tab.wait_for_selector("#paper svg")

        def seen(label: str) -> None:
            tab.wait_for_function(
                "l => document.querySelector('#paper').textContent.includes(l)",
                arg=label,
                polling=5,
            )

        saved = median(lambda label: _save(file, label), seen)
        print(f"from saving to the picture: {saved:.0f} ms")
        tab.click("#type")
        typed = median(lambda label: _type(tab, label), seen)
        print(f"from typing to the picture: {typed:.0f} ms")
        browser.close()
    server.studio.end()


def _type(tab: Page, label: str) -> None:
    """The last key of a sketch of 15 cards, as the text box hears it."""
    services = ", ".join(CARDS[:7])
    text = f"Users -> {label} -> {services}\n{CARDS[0]} -> {', '.join(CARDS[7:])}"
    tab.evaluate(
        "t => { const box = document.getElementById('text'); box.value = t;"
        " box.dispatchEvent(new Event('input')); }",
        text,
    )


def _save(file: Path, label: str) -> None:
    file.write_text(TEXT.replace("LABEL", label), encoding="utf-8")


if __name__ == "__main__":
    main()
