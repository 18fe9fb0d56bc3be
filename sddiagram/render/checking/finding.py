"""A defect of a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of a picture: what it is, where, and what would help."""

    defect: str
    where: str
    help: str

    def __str__(self) -> str:
        return f"{self.defect}: {self.where}; {self.help}"
