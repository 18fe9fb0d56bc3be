"""Files are written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.files import write_whole


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.svg", b"picture")
    assert (tmp_path / "a" / "b.svg").read_bytes() == b"picture"


def test_a_full_disk_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.svg"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(sd.OutputError, match=r"old\.svg: cannot be written: No space left"):
        write_whole(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["old.svg"]
    assert path.read_bytes() == b"old"
