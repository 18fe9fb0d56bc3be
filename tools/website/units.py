"""The tables of the units: each with its names and its size."""

from sddiagram import units
from tools.website.asked import rows
from tools.website.markdown import code, prose, table


def shown() -> str:
    """All units, by what they measure."""
    known = rows("units")
    parts = [prose(units.__doc__)]
    for what in dict.fromkeys(row["of"] for row in known):
        names_and_size = [
            (" ".join(code(f"sd.{name}") for name in row["names"]), row["is"])
            for row in known
            if row["of"] == what
        ]
        parts += [f"## {what.capitalize()}", table(["names", "is"], names_and_size)]
    return "\n\n".join(parts)
