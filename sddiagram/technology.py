"""The table of technologies: their usual names, their aliases and their icons."""

from dataclasses import dataclass
from functools import cache

from sddiagram.errors import DesignError, NotFoundError


@dataclass(frozen=True, slots=True)
class Technology:
    """What a component is built with; `sd.Technology("Ledgerbase")` is one of your own.

    `icon` is the dotted name of a node class of `diagrams` (`onprem.database.PostgreSQL`), that class
    itself, or `own.NAME` for an icon that ships with sddiagram.
    """

    name: str
    aliases: tuple[str, ...] = ()
    icon: str | type | None = None

    @staticmethod
    def named(name: "str | Technology") -> "Technology":
        """The technology that has this name or alias, whatever its case and spacing.

        Raises `NotFoundError` with the nearest known names.
        """
        if isinstance(name, Technology):
            return name
        if not isinstance(name, str):
            raise DesignError(f"technology={name!r}; give a name, such as 'redis'.")
        try:
            return _by_name()[_key(name)]
        except KeyError:
            raise NotFoundError.among(
                "technology",
                name,
                sorted(_by_name()),
                f"For one of your own, write technology=sd.Technology({name!r}).",
            ) from None


def _key(name: str) -> str:
    """`name` without case, spaces and punctuation: "Apache Kafka" and "apache-kafka" are one."""
    return "".join(character for character in name.casefold() if character.isalnum())


TECHNOLOGIES: tuple[Technology, ...] = (
    Technology("PostgreSQL", ("postgres",), "onprem.database.PostgreSQL"),
    Technology("Redis", (), "onprem.inmemory.Redis"),
    Technology("Kafka", ("apache kafka",), "onprem.queue.Kafka"),
    Technology("vLLM", (), "own.vllm"),
)


@cache
def _by_name() -> dict[str, Technology]:
    return {
        _key(name): technology
        for technology in TECHNOLOGIES
        for name in (technology.name, *technology.aliases)
    }
