"""An icon of one's own: a PNG or SVG file, checked, cleaned and carried along as a value."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from sddiagram.errors import DesignError, NotFoundError, SddiagramError

LARGEST = 200_000
"""Bytes that an icon's file may have: every picture that shows it carries them."""

_SUFFIXES = frozenset(
    {".avif", ".bmp", ".eps", ".gif", ".ico", ".jpeg", ".jpg", ".pdf", ".png", ".svg", ".webp"}
)
"""A name that ends so is meant as a file, also where no such file can be an icon."""

_folder: ContextVar[Path | None] = ContextVar("folder", default=None)


@dataclass(frozen=True, slots=True)
class Logo:
    """The content of an icon's file: nothing in it runs, and nothing in it is fetched."""

    name: str
    media: str
    """`image/png` or `image/svg+xml`."""
    data: bytes = field(repr=False)


@contextmanager
def beside(folder: Path) -> Iterator[None]:
    """While it lasts, relative names of icons start from `folder`, not from the current one."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


def chosen(owner: str, icon: str | type | Path | Logo | None) -> str | type | Logo | None:
    """The `icon` of `owner` with its file read, where it is one; names and classes stay.

    Raises `NotFoundError` for a file that is not there, `DesignError` for one that is no picture,
    or holds more than a picture.
    """
    if isinstance(icon, str) and "://" in icon:
        raise DesignError(
            f"{owner!r}: icon {icon[:60]!r} is an address; save its picture as a file."
        )
    if isinstance(icon, str) and _is_file(icon):
        icon = Path(icon)
    if icon is not None and not isinstance(icon, str | type | Logo | Path):
        raise DesignError(
            f"{owner!r}: icon={icon!r}; give a file such as 'logo.png', or a name with dots such "
            "as 'onprem.database.PostgreSQL'."
        )
    if not isinstance(icon, Path):
        return icon
    try:
        return _read(icon)
    except SddiagramError as error:
        raise type(error)(f"{owner!r}: {error}") from None


def _is_file(name: str) -> bool:
    return "/" in name or "\\" in name or name.casefold().endswith(tuple(_SUFFIXES))


def _read(path: Path) -> Logo:
    name, folder = str(path), _folder.get()
    icon = f"icon {name if len(name) <= 60 else f'…{name[-60:]}'!r}"
    try:
        data = _content(folder / path if folder else path)
    except (FileNotFoundError, ValueError):
        place = "the pattern's folder" if folder else "the current folder"
        where = "" if path.is_absolute() else f" in {place}"
        raise NotFoundError(f"{icon}: there is no such file{where}.") from None
    except OSError as error:
        raise DesignError(f"{icon} cannot be read: {error.strerror or error}.") from None
    try:
        return Logo(path.name, *_cleaned(data))
    except DesignError as error:
        raise DesignError(f"{icon} {error}") from None


def _content(path: Path) -> bytes:
    """What is in the file, and one byte more than is allowed when it is larger."""
    if path.exists() and not path.is_file():
        raise OSError(0, "it is no file")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _cleaned(data: bytes) -> tuple[str, bytes]:
    if len(data) > LARGEST:
        raise DesignError(
            f"has over {LARGEST // 1_000} kB; save it smaller, it is drawn 32 px wide."
        )
    # Deferred: few designs have an icon of their own.
    from sddiagram.logo import png, svg

    if data.startswith(png.SIGNATURE):
        return "image/png", png.cleaned(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "image/svg+xml", svg.cleaned(data)
    raise DesignError("is neither a PNG nor an SVG picture; save it as one of them.")
