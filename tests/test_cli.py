"""The command line, run as a user runs it: one end-to-end test a command, and what goes wrong."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sddiagram.render.board.scope import plain

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`sddiagram ARGUMENTS` in an empty folder, on a machine without anything on PATH."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sddiagram", *arguments],
            cwd=tmp_path,
            env={"PATH": "", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


def test_render_writes_svg_and_png_and_prints_their_paths(run: Run, tmp_path: Path) -> None:
    done = run("render", "llm-serving")
    assert done.returncode == 0, done.stderr
    assert [Path(line) for line in done.stdout.split()] == [
        Path("output/llm-serving.svg"),
        Path("output/llm-serving.png"),
    ]
    ElementTree.parse(tmp_path / "output/llm-serving.svg")
    assert (tmp_path / "output/llm-serving.png").read_bytes().startswith(b"\x89PNG")


def test_render_says_nothing_but_the_paths(run: Run) -> None:
    assert run("render", "scalable-api", "-f", "svg").stderr == ""


def test_render_writes_every_stage(run: Run, tmp_path: Path) -> None:
    run("render", "two-stage-recommendation", "--stage", "all", "-f", "svg", "-o", "notes")
    assert sorted(path.name for path in (tmp_path / "notes").iterdir()) == [
        f"two-stage-recommendation-stage-{number}.svg" for number in (1, 2, 3)
    ]


def test_render_writes_one_picture_to_standard_output(run: Run, tmp_path: Path) -> None:
    done = run("render", "ml-serving", "-f", "json", "-o", "-")
    assert json.loads(done.stdout)["name"] == "ml-serving"
    assert list(tmp_path.iterdir()) == []


def test_render_numbers_the_request_path(run: Run, tmp_path: Path) -> None:
    run("render", "scalable-api", "-f", "svg", "--numbered")
    assert b'class="number"' in plain((tmp_path / "output/scalable-api.svg").read_bytes())


def test_show_gives_the_source_out_of_a_picture(run: Run, tmp_path: Path) -> None:
    run("new", "mine")
    written = (tmp_path / "patterns/mine.py").read_text(encoding="utf-8")
    run("render", "mine")
    for picture in ("output/mine.svg", "output/mine.png"):
        assert run("show", picture, "--source").stdout == written
    assert run("show", "mine", "--source").stdout == written
    assert "--source" in run("show", "output/mine.svg").stderr


def test_render_puts_all_stages_on_a_sheet_or_a_page(run: Run, tmp_path: Path) -> None:
    run("render", "ml-serving", "--sheet", "-f", "svg")
    run("render", "ml-serving", "--stage", "all", "-f", "html", "-f", "animated")
    assert {path.name for path in (tmp_path / "output").iterdir()} == {
        "ml-serving-sheet.svg",
        "ml-serving.html",
        "ml-serving.animated.svg",
    }


def test_embed_refreshes_a_note_and_check_says_what_is_stale(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "notes.md"
    note.write_text("<!-- sddiagram: scalable-api stage=2 -->\n")
    stale = run("embed", "notes.md", "--check")
    assert stale.returncode == 6
    assert "scalable-api-stage-2.svg, notes.md" in stale.stderr
    assert sorted(tmp_path.iterdir()) == [note]
    assert run("embed", "notes.md").stdout.split() == ["scalable-api-stage-2.svg", "notes.md"]
    assert run("embed", "notes.md", "--check").returncode == 0
    assert run("embed", "notes.md").stdout == ""


def test_guide_prints_a_part_or_all_of_it_as_markdown(run: Run) -> None:
    assert run("guide", "framework").stdout.startswith("The framework: five steps")
    markdown = run("guide", "--markdown").stdout
    assert markdown.startswith("# The system design interview")
    assert markdown.count("\n## ") == 10
    assert "Did you mean 'plan'" in run("guide", "plann").stderr


def test_brief_tells_the_task_and_the_questions_without_the_answers(run: Run) -> None:
    said = run("brief", "llm-serving").stdout
    assert "  - Time to first token?\n" in said
    assert "Token quota" not in said and "Redis" not in said and "rps" not in said
    assert said.endswith("  sddiagram brief llm-serving --answers\n")


def test_brief_tells_the_assumed_answers_when_asked(run: Run) -> None:
    said = run("brief", "llm-serving", "--answers").stdout
    assert "  - How many messages? " in said
    assert said.endswith("Peak: 1,389 rps\n")


def test_brief_as_json_has_answers_only_when_asked(run: Run) -> None:
    task = json.loads(run("brief", "llm-serving", "--json").stdout)
    asked = task["requirements"]["Scale"][0]
    assert list(asked) == ["question"] and "traffic_rps" not in task
    known = json.loads(run("brief", "llm-serving", "--answers", "--json").stdout)
    assert round(known["traffic_rps"]) == 1389
    assert known["requirements"]["Scale"][0]["question"] == asked["question"]
    assert known["requirements"]["Scale"][0]["answer"]


def test_guide_prints_tables_whole_in_any_width(run: Run) -> None:
    said = run("guide", "choices").stdout
    assert max(map(len, said.splitlines())) <= 160
    assert "…" not in said and "because" in said
    assert "[PGB]" in said and "https://github.com/ClickHouse/PostgresBench" in said


def test_guide_as_json_has_rows_and_sources(run: Run) -> None:
    (part,) = json.loads(run("guide", "numbers", "--json").stdout)
    latency = part["items"][0]["tables"][0]
    assert latency["columns"] == ["operation", "time", "source"]
    assert "NM" in {one["key"] for one in part["sources"]}


def test_brief_of_a_pattern_without_one_says_how_to_give_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(
        "import sddiagram as sd\npattern = sd.Pattern('P', sd.Client('U') >> sd.Service('A'))\n"
    )
    done = run("brief", "p.py")
    assert (done.returncode, "brief=sd.Brief(" in done.stderr) == (2, True)


def test_notes_writes_the_notes_and_their_pictures(run: Run, tmp_path: Path) -> None:
    written = run("notes", "scalable-api", "--stages", "-o", "mine").stdout.split()
    assert [Path(path).name for path in written] == [
        "scalable-api-notes.md",
        "scalable-api.svg",
        *(f"scalable-api-stage-{number}.svg" for number in (1, 2, 3, 4)),
        "scalable-api-scale.svg",
    ]
    assert all((tmp_path / path).exists() for path in written)
    assert run("notes", "scalable-api", "-f", "html").returncode == 0


def test_gallery_writes_a_site(run: Run, tmp_path: Path) -> None:
    assert Path(run("gallery", "-o", "site").stdout.strip()) == Path("site/index.html")
    assert (tmp_path / "site" / "llm-serving.html").exists()


def test_list_is_a_table(run: Run) -> None:
    header, *rows = run("list").stdout.splitlines()
    assert header.split() == ["name", "title", "category", "stages"]
    assert any(row.startswith("llm-serving ") for row in rows)


def test_list_is_json_for_scripts(run: Run) -> None:
    rows = json.loads(run("list", "--json").stdout)
    assert all({"name", "title", "category", "stages"} <= row.keys() for row in rows)


def test_kinds_are_listed_with_what_they_are_for(run: Run) -> None:
    header, *rows = run("kinds").stdout.splitlines()
    assert header.split() == ["name", "family", "meaning"]
    assert any(row.split()[:2] == ["LLM", "ml"] for row in rows) and len(rows) > 70
    assert len({row.index(row.split()[1], len(row.split()[0])) for row in rows}) == 1


@pytest.mark.parametrize(
    ("word", "name"), [("queue", "Worker"), ("MESSAGING", "CDC"), ("vectordb", "VectorDB")]
)
def test_kinds_are_found_by_name_family_and_meaning(run: Run, word: str, name: str) -> None:
    assert name in [row["name"] for row in json.loads(run("kinds", word, "--json").stdout)]


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("postgres", "PostgreSQL"),
        ("C++", "C++"),
        ("c", "C"),
        ("next.js", "Next.js"),
        ("pub sub", "Pub/Sub"),
        ("retrieval", "Elasticsearch"),
        ("hashicorp", "Nomad"),
        ("amazon", "Aurora"),
    ],
)
def test_technologies_are_found_by_name_alias_vendor_and_area(
    run: Run, word: str, first: str
) -> None:
    rows = json.loads(run("technologies", word, "--json").stdout)
    assert rows[0]["name"] == first
    assert run("technologies", word).stdout.splitlines()[1].startswith(f"{first} ")


def test_units_are_listed_with_their_other_names(run: Run) -> None:
    rows = [line.split() for line in run("units", "rate").stdout.splitlines()]
    assert ["rps,", "qps,", "tps,", "per_second", "rate", "1", "rps"] in rows
    assert ["per_day", "rate", "1", "request", "per", "day"] in rows
    assert json.loads(run("units", "tokens", "--json").stdout) == [
        {"names": ["tokens"], "of": "count", "is": "1 token"}
    ]


@pytest.mark.parametrize(
    ("command", "word", "answer"),
    [
        ("kinds", "Srevice", "Did you mean 'Service'"),
        ("technologies", "ngnix", "Did you mean 'NGINX'"),
        ("units", "tokesn", "Did you mean 'tokens'"),
        ("kinds", "zzz", "sd.Kind("),
        ("technologies", "zzz", "sd.Technology("),
        ("units", "zzz", "sd.unit("),
    ],
)
def test_a_word_that_nothing_has_is_answered(
    run: Run, command: str, word: str, answer: str
) -> None:
    done = run(command, word)
    assert (done.returncode, done.stdout) == (3, "")
    assert answer in done.stderr


def test_show_prints_stages_flows_and_trade_offs(run: Run) -> None:
    shown = run("show", "llm-serving").stdout
    assert "1. One replica (high-level design)" in shown
    assert 'Users -calls "prompt"-> API gateway' in shown
    assert "± continuous batching" in shown


def test_new_writes_a_skeleton_that_renders_as_it_is(run: Run, tmp_path: Path) -> None:
    assert run("new", "photo-sharing").stdout.split() == ["patterns/photo_sharing.py"]
    done = run("render", "photo-sharing", "-f", "svg")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "output/photo-sharing.svg").exists()


def test_new_copies_a_pattern_to_edit(run: Run) -> None:
    run("new", "my-llm", "--from", "llm-serving")
    assert run("render", "my-llm", "-f", "svg").returncode == 0


def test_new_never_overwrites_unless_told(run: Run, tmp_path: Path) -> None:
    run("new", "mine")
    path = tmp_path / "patterns/mine.py"
    path.write_text("precious")
    refused = run("new", "mine")
    assert (refused.returncode, path.read_text()) == (4, "precious")
    assert "--force" in refused.stderr
    run("new", "mine", "--force")
    assert path.read_text() != "precious"


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("sddiagram ")
    for command in ("render", "list", "new", "show"):
        assert "Example: sddiagram" in run(command, "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["render", "llm-servng"], 3, "Did you mean 'llm-serving'"),
        (["render", "llm-serving", "-f", "svgg"], 3, "Did you mean 'svg'"),
        (["render", "llm-serving", "--stage", "99"], 2, "its stages are 1 to"),
        (["render", "llm-serving", "--stage", "last"], 2, "give all, final, or a number"),
        (["render", "llm-serving", "--direction", "up"], 3, "Known: auto, LR, TB"),
        (["render", "llm-serving", "--engine", "neato"], 3, "No engine named 'neato'"),
        (["render", "llm-serving", "--engine", "dot"], 5, "no `dot` on PATH"),
        (["render", "llm-serving", "--scale", "0"], 2, "give a positive number"),
        (["render", "llm-serving", "-o", "-"], 4, "takes one picture, not 2"),
        (["render"], 3, "Name a pattern or a file"),
        (["new", "../escape"], 2, "is no pattern name"),
        (["new", "mine", "--from", "nothing"], 3, "No pattern named 'nothing'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_word_is_one_clear_line(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("error: ")


def test_a_broken_file_of_one_s_own_does_not_hide_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns/broken.py").write_text("if:")
    done = run("list")
    assert "llm-serving" in done.stdout
    assert done.stderr.startswith("warning: patterns/broken.py:1: ")


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    done = run("render", "llm-serving", "-f", "svg", "-o", "taken")
    assert done.returncode == 4
    assert "cannot be written" in done.stderr
    assert (tmp_path / "taken").read_text() == "a file"


def test_two_runs_into_one_folder_leave_whole_files(run: Run, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sddiagram", "render", "--all", "-f", "svg"]
    runs = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait() for process in runs] == [0, 0, 0]
    pictures = list((tmp_path / "output").iterdir())
    assert pictures
    for picture in pictures:
        ElementTree.parse(picture)


DESIGN = (
    "import sddiagram as sd\npattern = sd.Pattern('P', sd.Client('Users') >> sd.Service('API'))\n"
)


def own(folder: Path, *names: str) -> None:
    (folder / "patterns").mkdir()
    for name in names:
        (folder / "patterns" / name).write_text(DESIGN, encoding="utf-8")


def test_a_name_with_the_ending_of_a_format_is_the_picture_s_file(run: Run, tmp_path: Path) -> None:
    assert run("render", "rag", "-o", "here/rag.json").stdout.split() == [
        str(Path("here/rag.json"))
    ]
    assert json.loads((tmp_path / "here/rag.json").read_bytes())["name"] == "rag"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rag", "-o", "rag.svg", "-f", "png"], "does not end in .png"),
        (["rag", "chat", "-o", "both.svg"], "takes one picture, not 2"),
        (["rag", "-o", "rag.jpg"], "no format ends so"),
    ],
)
def test_a_file_that_cannot_hold_the_pictures_is_refused(
    run: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = run("render", *arguments)
    assert (done.returncode, message in done.stderr) == (4, True)
    assert list(tmp_path.iterdir()) == []


def test_files_of_one_name_are_refused_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    own(tmp_path, "a-b.py", "a_b.py", "other.py")
    done = run("render", "--mine", "-f", "json")
    assert (done.returncode, "a-b.json" in done.stderr) == (4, True)
    assert not (tmp_path / "output").exists()


def test_a_pattern_named_index_leaves_the_gallery_its_index(run: Run, tmp_path: Path) -> None:
    own(tmp_path, "index.py", "my shop (v2) é #1.py")
    run("gallery", "--mine", "-o", "site")
    index = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'href="index-page.html"' in index and 'href="my-shop-v2-%C3%A9-1.html"' in index


def test_a_broken_pattern_stops_no_other_of_its_folder(run: Run, tmp_path: Path) -> None:
    own(tmp_path, "good.py")
    (tmp_path / "patterns/broken.py").write_text("if:")
    done = run("gallery", "--mine", "-o", "site")
    assert (done.returncode, "broken.py:1" in done.stderr) == (2, True)
    assert (tmp_path / "site/good.html").exists()


def test_of_several_that_write_one_new_pattern_at_once_one_succeeds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sddiagram", "new", "same"]
    quiet = subprocess.DEVNULL
    runs = [subprocess.Popen(command, cwd=tmp_path, stdout=quiet, stderr=quiet) for _ in range(4)]
    assert sorted(process.wait() for process in runs) == [0, 4, 4, 4]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sddiagram", "list"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (4, 1)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_an_encoding_lacks_is_replaced(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sddiagram", "show", "llm-serving"],
        cwd=tmp_path,
        env={"PATH": "", "PYTHONIOENCODING": encoding},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding).startswith("LLM")


def test_a_control_character_of_a_message_is_spelled_out(run: Run) -> None:
    assert "\x1b" not in run("render", "\x1b[31mred.py").stderr


def test_a_what_if_is_drawn_with_its_numbers(run: Run, tmp_path: Path) -> None:
    asked = ("--load", "10x", "--fail", "cache", "--set", "App servers.replicas=9")
    done = run("render", "scalable-api", "-f", "svg", "-o", "what.svg", *asked)
    drawn = (tmp_path / "what.svg").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert ">down<" in drawn and ">694k rps<" in drawn and ">×9<" in drawn
    assert "What if: App servers.replicas=9; 10 times the load; without Cache." in said(drawn)


def said(drawn: str) -> str:
    return " ".join(re.findall(r'class="caption[^"]*"[^>]*>([^<]+)<', drawn))
