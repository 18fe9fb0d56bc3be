"""The live page without a browser: it follows files, keeps the last good picture, is private."""

import subprocess
import sys
import threading
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

import pytest

from sddiagram.preview import workers
from tests.preview.conftest import GOOD


def test_a_picture_comes_with_its_stages_its_words_and_its_numbers(page: Any) -> None:
    answer = page.get("/picture", name="shop")
    assert answer["svg"].count("<svg") == 1 and answer["stage"] == 2
    assert [one["title"] for one in answer["stages"]] == ["One", "Two"]
    assert "Reads repeat." in answer["say"]
    assert dict(answer["sheet"]["lists"])["What comes in"]


def test_what_a_review_finds_comes_with_it_and_onto_the_picture(page: Any) -> None:
    plain = page.get("/picture", name="shop", stage="1")
    said = [one["text"] for one in plain["findings"]]
    assert said and said[0].startswith("1. ")
    marked = page.get("/picture", name="shop", stage="1", findings="1")
    assert marked["svg"] != plain["svg"] and marked["findings"] == plain["findings"]


def test_a_saved_change_is_shown(page: Any) -> None:
    assert "Orders" not in page.get("/picture", name="shop")["svg"]
    page.save(GOOD.replace('"API"', '"Orders"'))
    assert "Orders" in page.get("/picture", name="shop")["svg"]


def test_a_change_is_announced_to_the_open_page(page: Any) -> None:
    page.get("/picture", name="shop")
    connection = HTTPConnection("127.0.0.1", page.server.server_port, timeout=10)
    with closing(connection):
        connection.request("GET", "/news")
        with connection.getresponse() as news:
            assert news.readline() == b": here\n"
            page.save(GOOD.replace('"API"', '"Orders"'))
            assert b'"name": "shop"' in news.readline() + news.readline()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("import sddiagram as sd\npattern = sd.Patern()\n", "did you mean sd.Pattern"),
        ("import sddiagram as sd\npattern = (\n", "never closed"),
        ("raise SystemExit\n", "shop.py"),
    ],
)
def test_on_an_error_the_last_good_picture_stays(page: Any, broken: str, said: str) -> None:
    before = page.get("/picture", name="shop")
    page.save(broken)
    after = page.get("/picture", name="shop")
    assert after["svg"] == before["svg"] and said in after["error"]["message"]
    page.save(GOOD)
    assert "error" not in page.get("/picture", name="shop")


def test_an_error_says_its_line(page: Any) -> None:
    page.save("import sddiagram as sd\n\npattern = sd.Patern()\n")
    assert page.get("/picture", name="shop")["error"]["line"] == 3


def test_an_endless_loop_ends(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page.get("/picture", name="shop")
    monkeypatch.setattr(workers, "TIME_LIMIT", 1.0)
    page.save("while True: pass\n")
    answer = page.get("/picture", name="shop")
    assert "a loop without an end" in answer["error"]["message"] and answer["svg"]


@pytest.mark.parametrize(
    "start", ["os.fork()", "os.system('true')", "subprocess.run(['true'])"], ids=str
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_design_that_starts_processes_is_stopped(page: Any, start: str) -> None:
    page.save(f"import os, subprocess\nwhile True: {start}\n")
    assert "starts no process" in page.get("/picture", name="shop")["error"]["message"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds the limit for sure")
def test_a_design_that_eats_memory_is_stopped(page: Any) -> None:
    page.save("huge = bytearray(1 << 40)\n")
    assert "error" in page.get("/picture", name="shop")


def test_what_a_design_prints_is_no_answer(page: Any) -> None:
    page.save("print('{\"id\": 0}')\n" + GOOD)
    assert page.get("/picture", name="shop")["svg"]


def test_a_module_beside_the_file_is_followed_too(page: Any) -> None:
    page.save("NAME = 'Before'\n", "_names.py")
    page.save("from _names import NAME\n" + GOOD.replace('"API"', "NAME"))
    assert "Before" in page.get("/picture", name="shop")["svg"]
    page.save("NAME = 'Afterwards'\n", "_names.py")
    assert "Afterwards" in page.get("/picture", name="shop")["svg"]


def test_ten_times_the_load_is_drawn_with_its_numbers(page: Any) -> None:
    answer = page.get("/picture", name="shop", load="10")
    assert "What if: 10 times the load" in answer["svg"]


def test_a_file_can_be_had_in_other_formats(page: Any) -> None:
    status, content = page.fetch("GET", "/file?name=shop&file=png")
    assert status == 200 and content.startswith(b"\x89PNG")


def test_a_folder_shows_its_designs_as_they_come(page: Any) -> None:
    page.save(GOOD, "blog.py")
    page.server.studio.look()
    assert page.get("/designs")["names"] == ["blog", "shop"]


def test_an_unknown_name_is_answered_with_the_nearest(page: Any) -> None:
    assert "shop" in page.get("/picture", name="shp")["error"]["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_another_site_gets_nothing(page: Any, headers: dict[str, str]) -> None:
    status, content = page.fetch("GET", "/picture?name=shop", headers=headers)
    assert status == 403 and b"svg" not in content


def test_a_body_without_an_origin_is_refused(page: Any) -> None:
    assert page.fetch("POST", "/sketch", "{}")[0] == 403


def test_a_body_that_is_too_large_is_refused(page: Any) -> None:
    origin = {"Origin": page.server.address.rstrip("/")}
    assert page.fetch("POST", "/sketch", "x" * 300_000, origin)[0] == 413


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/shop.py", "/file?name=../x&file=svg"])
def test_nothing_is_served_but_its_own_pages(page: Any, path: str) -> None:
    status, content = page.fetch("GET", path)
    assert status == 404 or b'"error"' in content


def test_the_page_runs_no_script_but_its_own(page: Any) -> None:
    connection = HTTPConnection("127.0.0.1", page.server.server_port)
    with closing(connection):
        connection.request("GET", "/")
        answer = connection.getresponse()
        policy, text = answer.headers["Content-Security-Policy"], answer.read().decode()
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert "default-src 'none'" in policy
    assert text.count("<script") == text.count(f'<script nonce="{nonce}"') == 1


def test_the_command_says_where_the_page_is_and_ends_with_ctrl_c(tmp_path: Any) -> None:
    (tmp_path / "shop.py").write_text(GOOD, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", _COMMAND],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout and process.stderr
    killer = threading.Timer(30, process.kill)
    killer.start()
    try:
        assert "http://127.0.0.1:" in process.stdout.readline()
        process.send_signal(2)
        assert "Traceback" not in process.stderr.read() and process.wait() == 0
    finally:
        killer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


# A shell's background ignores Ctrl-C, so the child hears it of its own accord.
_COMMAND = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "sys.argv = ['sddiagram', 'watch', 'shop.py', '--port', '0', '--no-open']; "
    "from sddiagram.cli import main; main()"
)


def test_an_editor_is_opened_at_the_line(tmp_path: Any) -> None:
    marker = tmp_path / "opened"
    write = f"import sys; open({str(marker)!r}, 'w').write(' '.join(sys.argv[1:]))"
    workers.open_editor(f'"{sys.executable}" -c "{write}" {{file}}:{{line}}', "shop.py", 7)
    for _ in range(100):
        if marker.exists() and marker.read_text():
            break
        threading.Event().wait(0.05)
    assert marker.read_text() == "shop.py:7"
