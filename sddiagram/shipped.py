"""Folders that ship with the package."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """`folder` inside the package when it is installed, beside the package in a checkout."""
    package = Path(__file__).parent
    packaged = package / f"_{folder}"
    return packaged if packaged.is_dir() else package.parent / folder
