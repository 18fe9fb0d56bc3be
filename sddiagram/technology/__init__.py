"""What components are built with: a class, and a table of those that people name."""

from sddiagram.technology.row import Technology

__all__ = ["Technology"]
