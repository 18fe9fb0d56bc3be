"""What a candidate says beside the drawing: the API, the data model, the levels, the sources."""

import pytest

import sddiagram as sd
from sddiagram.estimate.citing import cited_keys
from sddiagram.estimate.entities import entities
from sddiagram.estimate.grounds import bibliography, grounds
from sddiagram.estimate.telling import told
from sddiagram.telling.notes import notes
from sddiagram.telling.study import beside

POSTS = sd.Requests("post", 10 * sd.rps, request=1 * sd.KB)
KEPT = sd.Records(
    "posts", key="author_id, post_id", fields="text", of=POSTS, size=1 * sd.KB, keep=1 * sd.day
)
USERS = sd.Client("Users", sends=POSTS)
NODE = sd.assumed(1_500 * sd.rps, "per 8-vCPU node")
API = sd.Service("API", capacity=NODE, cost=sd.cited(120 * sd.usd, "per node of 8 vCPU [NM]"))
STORE = sd.NoSQL("Posts", technology="cassandra", holds=KEPT, node=2 * sd.TB)
BOOK = sd.Source("DDIA", "Designing Data-Intensive Applications", "O'Reilly", 2017, "https://x.y/")
BLOG = sd.Endpoint("POST /v1/posts", "text, Idempotency-Key", "201 with the post")


def design(**said: object) -> sd.Pattern:
    return sd.Pattern("Blog", USERS >> API >> STORE, **said)  # type: ignore[arg-type]


def test_the_data_model_is_what_the_stores_hold() -> None:
    (posts,) = entities(design())
    assert (posts.key, posts.stores) == ("author_id, post_id", ("Posts",))
    assert posts.kept == "864k in 1 day" or "864" in posts.kept
    assert str(posts.total) == "864 MB"


def test_an_entity_may_be_named_that_no_store_holds() -> None:
    drafts = sd.Records("drafts", key="draft_id", count=1_000, size=2 * sd.KB)
    assert [one.name for one in entities(design(data=drafts))] == ["drafts", "posts"]


@pytest.mark.parametrize("format", ["md", "html"])
def test_notes_and_show_tell_the_api_the_data_and_the_levels(format: str) -> None:
    pattern = design(
        api=BLOG,
        levels=sd.Levels("Draws it.", lambda n: f"Sizes it for {n.peak}.", "Runs it for years."),
        learning=sd.Learning("Clicks.", "Next day.", "AUC.", "CTR.", "None.", "PSI."),
        sources=BOOK,
    )
    text = notes(pattern, format)[f"blog-notes.{format}"].decode()
    printed = str(beside(told(pattern)))
    for said in ("POST /v1/posts", "Sizes it for 30 rps.", "Next day.", "O'Reilly", "864 MB"):
        assert said in text.replace("&#39;", "'") and said in printed, said


def test_a_key_in_a_text_brings_its_source_into_the_notes() -> None:
    pattern = told(design(sources=BOOK, probes=sd.Probe("Why?", "It is said so [DDIA, RED].")))
    assert {"DDIA", "RED"} <= {*cited_keys(pattern)}
    keys = [one.key for one in bibliography(pattern) if isinstance(one, sd.Source)]
    assert keys[0] == "DDIA" and {"RED", "NM"} <= {*keys}


def test_a_capacity_and_a_cost_say_where_they_come_from() -> None:
    pattern = design()
    found = grounds(pattern.view(), sd.estimate(pattern))
    assert "API: $120 per node of 8 vCPU [NM]" in found.cited
    assert "API: 1,500 rps per 8-vCPU node" in found.assumed


def test_a_planning_value_is_taken_from_the_table() -> None:
    assert sd.planned("Redis", "pipelined") == 250_000 * sd.rps


@pytest.mark.parametrize(
    ("wrong", "way_out"),
    [
        (lambda: sd.cited(1 * sd.rps, "no key"), r"end with its key, as in \[NM\]"),
        (lambda: sd.assumed(1_500, "per node"), r"write 1_500 \* sd.rps"),  # type: ignore[arg-type]
        (lambda: sd.planned("Redis", "sideways"), "write sd.assumed"),
        (lambda: sd.Source("ddia", "T", "P", None, "https://x.y/"), "capital letters"),
        (lambda: sd.Source("DDIA", "T", "P", None, "x.y"), "is no link"),
        (lambda: design(levels="senior"), "write sd.Levels|give sd.Levels"),
        (lambda: design(api="POST /v1"), "sd.Endpoint"),
        (lambda: design(sources=7), "sd.Source"),
    ],
)
def test_what_is_wrong_is_answered_with_the_way_out(wrong: object, way_out: str) -> None:
    with pytest.raises(sd.SddiagramError, match=way_out):
        wrong()  # type: ignore[operator]
