"""Mistakes that the text itself shows, so that one run names all of a kind."""

from sddiagram.library.blocks import blocks
from sddiagram.library.forgotten import glued, idle, other_library, overwritten
from sddiagram.library.places import Script, sentence
from sddiagram.library.spoken import Found
from sddiagram.library.unknown import unknown


def certain(script: Script) -> list[str]:
    """What is refused before anything runs: blocks that are none, and flows that nothing takes."""
    habits = [*blocks(script), *other_library(script)]
    found = habits or [*idle(script), *glued(script), *overwritten(script)]
    return _listed(script, [*unknown(script), *found]) if found else []


def likewise(script: Script, lines: range) -> list[str]:
    """All unknown words, names, keywords and technologies, when one of them is in `lines`."""
    found = unknown(script)
    return _listed(script, found) if any(at in lines for at, _ in found) else []


def _listed(script: Script, found: list[Found]) -> list[str]:
    return [
        sentence(script.at(line), said)
        for line, said in sorted(dict.fromkeys(found), key=lambda one: one[0])
    ]
