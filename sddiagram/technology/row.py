"""A technology: its usual name, its other names and its icon."""

from dataclasses import dataclass
from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError
from sddiagram.logo import Logo, chosen


@dataclass(frozen=True, slots=True)
class Technology:
    """What a component is built with; `sd.Technology("Ledgerbase")` is one of your own.

    An alias is another name of the very same thing. `icon` is the dotted name of a node class of
    `diagrams` (`onprem.database.PostgreSQL`), that class itself, `own.NAME` for an icon that ships
    with sddiagram, or a PNG or SVG file; without one, a component shows its kind's icon. With its
    `vendor` in front a name of the table is found too: "Apache Kafka", "AWS Lambda".
    """

    name: str
    aliases: tuple[str, ...] = ()
    icon: str | type | Path | Logo | None = None
    vendor: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "icon", chosen(self.name, self.icon))

    @property
    def names(self) -> tuple[str, ...]:
        """The usual name, then the aliases."""
        return (self.name, *self.aliases)

    @staticmethod
    def named(name: "str | Technology") -> "Technology":
        """The technology that has this name or alias, whatever its case and spacing.

        Raises `NotFoundError` with the nearest known names.
        """
        if isinstance(name, Technology):
            return name
        if not isinstance(name, str):
            raise DesignError(
                f"technology={name!r}; give one name, such as 'redis', and say the rest in note=."
            )
        # Deferred: the table is long, and a design without technologies does without it.
        from sddiagram.technology.table import TECHNOLOGIES, by_key

        try:
            return by_key()[key(name)]
        except KeyError:
            raise NotFoundError.among(
                "technology",
                name,
                (known.casefold() for row in TECHNOLOGIES for known in row.names),
                "See `sddiagram technologies`, or write "
                f"technology=sd.Technology({name[:60]!r}) for one of your own.",
            ) from None


def key(name: str) -> str:
    """`name` without case, spaces and punctuation, but with what tells C, C++ and C# apart.

    >>> key("Node.js"), key("Pub/Sub"), key(".NET"), key("C++")
    ('nodejs', 'pubsub', '.net', 'c++')
    """
    said = name.strip().casefold()
    kept = "".join(letter for letter in said if letter.isalnum() or letter in "+#")
    return f".{kept}" if said.startswith(".") else kept
