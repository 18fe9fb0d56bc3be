"""Rules of reading, each with the smallest text that shows it."""

from collections.abc import Callable

import pytest

from sddiagram.errors import DesignError
from sddiagram.sketch import read
from sddiagram.sketch.diagrams import read_script

ROWS = [
    # What a cache misses goes on.
    ("App -> Redis (hit 90%); App -> S3: miss", "App -> Object storage: miss after Cache"),
    # Between two boxes --> is a line that somebody drew.
    ("[Client] --> [API]", "Client -> API"),
    ("Client --> API", "Client -> API emits"),
    # Behind the last branch of a tree nothing follows.
    ("LB\n|-- App\n|-- Worker", "Load balancer -> Worker"),
    # What is kept is no kind.
    ("API -> Users (Postgres)", "API -> Users"),
    ("App -> http://x.org: call", "App -> http://x.org: call"),
    ("Write path: Client -> API", "Client -> API"),
    ("LB -> Web 1", "Load balancer -> Web 1"),
    ("API -> {Redis, DB}: read", "API -> Database: read"),
    ("Users <- API", "API -> Users"),
    ("A |\n  v\n  B <-- C", "C -> B"),
]


@pytest.mark.parametrize(("text", "last"), ROWS, ids=[text for text, _ in ROWS])
def test_the_last_arrow_is(text: str, last: str, table: Callable[[str], str]) -> None:
    assert table(text).splitlines()[-1] == last


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("API -> Users (Postgres)", "Users: SQLPrimary, PostgreSQL"),
        ("Users -> Frobnicator (queue)", "Frobnicator: Queue"),
        ("LB -> Web 1", "Web 1: Service"),
        ("Web -> LB", "Web: Browser"),
        ("[Region / Zone A] App", "App: Service, in Region / Zone A"),
        ("Serving: x", "Serving: ModelServer, (x)"),
        ("OpenAI API", "Language model: LLM, OpenAI"),
        ("Spark job", "Spark job: BatchProcessor, Spark"),
        ("C -> Go -> R", "C: Service"),
    ],
)
def test_a_name_means(text: str, row: str, table: Callable[[str], str]) -> None:
    assert row in table(text).splitlines()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n".join(f"n{number}" for number in range(201)), "this is the component number 201, "),
        (
            "{" + ",".join(f"a{one}" for one in range(40)) + "} -> {"
            + ",".join(f"b{one}" for one in range(40)) + "}",
            "this is the arrow number 1001, ",
        ),
        ("a: {\n" * 30, "this container is more than 20 deep; "),
        ("a " + "(x) " * 400, "the name 'a (x) (x) "),
        ("│\n" + "[a] " * 99 + "\n" + ("[b] " * 99 + "\n") * 11, "nobody reads a drawing of so "),
    ],
)  # fmt: skip
def test_too_much_is_refused(text: str, said: str, refusal: Callable[[str], str]) -> None:
    assert said in refusal(text)


def test_a_line_without_a_head_is_told(remarks: Callable[[str], list[str]]) -> None:
    assert remarks("[App]---[DB]\n  |\n  v\n[S3]")[0].startswith(
        "line 1, column 6: this line has no head; it is read downwards or to the right."
    )


def test_behind_the_last_branch_of_a_tree_nothing_follows(
    table: Callable[[str], str],
) -> None:
    assert "Cache" not in table("LB\n|-- App\n|-- Worker\nRedis")


def test_a_group_and_a_component_of_one_name_have_two_variables() -> None:
    source = read("[Cache] Cache").pattern.source
    assert 'cache = sd.Cache("Cache", group=cache_group)' in source


def test_a_script_that_goes_on_for_long_is_refused() -> None:
    loops = "for a in range(200):\n  for b in range(200):\n    c = 1\n"
    with pytest.raises(DesignError, match=r"line \d, column \d+: this script draws too much; "):
        read_script(loops, "Long")


def test_a_list_without_an_end_is_left_out() -> None:
    script = (
        "from diagrams.aws.compute import EC2\n"
        "EC2('a') >> EC2('b')\n"
        "many = [EC2(str(i)) for i in range(10**9)]\n"
        "more = [EC2(str(i)) for i in range(999999999)]\n"
    )
    said = [str(remark) for remark in read_script(script, "Long").remarks]
    assert [one.partition(":")[0] for one in said] == ["line 3, column 1", "line 4, column 1"]
