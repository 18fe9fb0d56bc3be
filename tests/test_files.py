"""Files are written whole or not at all, and nothing else about them changes."""

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

import sddiagram as sd
from sddiagram import files
from sddiagram.files import refuse_unwritable, write_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")


def full(*_: object) -> None:
    """What a full disk answers."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.fixture
def mask() -> Iterator[int]:
    """A mask for new files that is not the usual one."""
    before = os.umask(0o027)
    yield 0o027
    os.umask(before)


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.svg", b"picture")
    assert (tmp_path / "a" / "b.svg").read_bytes() == b"picture"


def test_a_full_disk_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.svg"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(sd.OutputError, match=r"old\.svg: cannot be written: No space left"):
        write_whole(path, b"new")
    assert names(tmp_path) == ["old.svg"]
    assert path.read_bytes() == b"old"


def test_an_interrupted_run_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "new.svg", b"new")
    assert names(tmp_path) == []


def test_what_a_killed_run_left_is_in_nobody_s_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: 4711)
    for left in (".a.svg.4711.part", "a.svg.part", ".a.svg.part"):
        (tmp_path / left).write_bytes(b"half")
    for content in (b"one", b"two"):
        write_whole(tmp_path / "a.svg", content)
    assert (tmp_path / "a.svg").read_bytes() == b"two"
    assert len(names(tmp_path)) == 4


def test_two_writers_at_once_are_in_nobody_s_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = os.replace

    def slow(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "replace", put)
        write_whole(tmp_path / "a.svg", b"the other's")
        put(source, target)

    monkeypatch.setattr(os, "replace", slow)
    write_whole(tmp_path / "a.svg", b"ours")
    assert names(tmp_path) == ["a.svg"]
    assert (tmp_path / "a.svg").read_bytes() == b"ours"


@pytest.mark.parametrize("name", ["n" * 240 + ".svg", "é" * 120 + ".svg"])
def test_a_name_that_fills_all_the_room_is_written(tmp_path: Path, name: str) -> None:
    write_whole(tmp_path / name, b"picture")
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", ["n" * 300, "a\0b"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(sd.OutputError, match="cannot be written: "):
        write_whole(tmp_path / name, b"picture")


@posix
def test_a_new_file_has_the_mode_that_the_user_s_mask_leaves(tmp_path: Path, mask: int) -> None:
    write_whole(tmp_path / "a.svg", b"picture")
    assert S_IMODE((tmp_path / "a.svg").stat().st_mode) == 0o666 & ~mask


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_an_old_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_read_only_file_is_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(b"old")
    # For the superuser no file is read-only, so the answer is given here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(sd.OutputError, match="read-only"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


@posix
def test_a_read_only_folder_is_told_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_unwritable(tmp_path / "new.svg")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(
        sd.OutputError, match=r"new\.svg: cannot be written: its folder is read-only"
    ):
        refuse_unwritable(tmp_path / "new.svg")


@posix
def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "notes.md", tmp_path / "notes.md"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert names(tmp_path) == ["notes.md", "real"]
    assert names(tmp_path / "real") == ["notes.md"]


@posix
def test_links_that_lead_in_a_circle_are_told_and_stay(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.symlink_to(b)
    b.symlink_to(a)
    with pytest.raises(sd.OutputError, match="cannot be written: "):
        write_whole(a, b"new")
    assert a.is_symlink() and b.is_symlink()


def test_a_file_of_several_names_is_new_under_all_of_them(tmp_path: Path) -> None:
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_bytes(b"a long old text")
    os.link(one, other)
    write_whole(one, b"new")
    assert other.read_bytes() == b"new"
    assert one.samefile(other)


def test_a_file_of_several_names_gets_its_old_text_back_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_bytes(b"a long old text")
    os.link(one, other)
    overwrite = files._overwrite

    def fails_half_way(target: Path, content: bytes) -> None:
        overwrite(target, content[: len(content) // 2])
        monkeypatch.setattr(files, "_overwrite", overwrite)
        full()

    monkeypatch.setattr(files, "_overwrite", fails_half_way)
    with pytest.raises(sd.OutputError, match="No space left"):
        write_whole(one, b"new")
    assert other.read_bytes() == b"a long old text"


@pytest.mark.parametrize(("taken", "fact"), [("a", "is a file, not a folder"), ("a/b", "a folder")])
def test_what_stands_in_the_way_is_told(tmp_path: Path, taken: str, fact: str) -> None:
    if taken == "a":
        (tmp_path / "a").write_bytes(b"mine")
    else:
        (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(sd.OutputError, match=fact):
        write_whole(tmp_path / "a" / "b", b"picture")


@posix
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    with pytest.raises(sd.OutputError, match="no ordinary file"):
        write_whole(tmp_path / "pipe", b"picture")


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", b"one\r\ntwo\nthree\r")
    assert (tmp_path / "a.md").read_bytes() == b"one\r\ntwo\nthree\r"
