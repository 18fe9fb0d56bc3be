"""Where findings are shown: in notes, on the page to present from, and in pictures."""

import subprocess
import sys
from pathlib import Path

import pytest

import sddiagram as sd
from sddiagram.review import review
from sddiagram.review.marking import marked
from sddiagram.telling.notes import notes

users, app = sd.Client("Users"), sd.Service("App", replicas=3)
balancer = sd.LoadBalancer("Balancer", replicas=2, note="auth")
orders, carts = sd.SQLPrimary("Orders"), sd.SQLPrimary("Carts")
watched = app >> sd.emits("metrics", share=0) >> sd.Monitoring("Metrics")


def shop() -> sd.Pattern:
    """A shop whose first stage lacks a balancer, and whose databases stand alone."""
    return sd.Pattern(
        "Shop",
        sd.Stage("Start", users >> app >> [orders, carts], watched, why="It works."),
        sd.Stage("Grow", users >> balancer >> app, drops=users >> app, why="It spreads."),
        accepts=sd.Accepted("single-point-of-failure", on=carts, because="a cart may be lost"),
    )


@pytest.mark.parametrize("format", ["md", "html"])
def test_notes_say_what_is_answered_accepted_and_left(format: str) -> None:
    said = notes(shop(), format)[f"shop-notes.{format}"].decode()
    assert "Stage 2 answers: no balancer at App" in said
    assert "accept single point of failure at Carts" in said
    assert "a cart may be lost" in said
    assert said.count("A failure of Orders stops all that need it") == 1
    left = said.partition("What a review finds")[2]
    assert "Orders" in left
    assert "Carts" not in left


def test_notes_name_no_place_for_what_the_design_as_a_whole_lacks() -> None:
    asks = sd.Requests("ask", 1 * sd.rps)
    lookups = sd.Requests("look-up", 1 * sd.rps)
    slow = sd.Service("App", replicas=3, latency=sd.latency(2 * sd.s, p99=3 * sd.s))
    fast = slow.but(latency=sd.latency(1 * sd.ms, p99=2 * sd.ms))
    pattern = sd.Pattern(
        "Shop",
        sd.Stage("Slow", sd.Client("Users", sends=[asks, lookups]) >> slow, why="It works."),
        sd.Stage("Fast", changes=fast, why="It is quick."),
        brief=sd.Brief(
            "Sell.",
            non_functional=[
                ("How fast is an ask?", sd.at_most(1 * sd.s, of=asks)),
                ("How fast is a look-up?", sd.at_most(1 * sd.s, of=lookups)),
            ],
        ),
    )
    said = notes(pattern, "md")["shop-notes.md"].decode()
    assert "Stage 2 answers: late answer.\n" in said


def test_an_accepted_way_out_is_told_without_code() -> None:
    cache, app = sd.Cache("Pages", hit_ratio=0.5), sd.Service("App", replicas=3)
    pattern = sd.Pattern(
        "Shop",
        users >> balancer >> app >> "get" >> cache,
        app >> sd.calls("misses", after=cache) >> sd.NoSQL("Items", replicas=3),
        accepts=sd.Accepted("cache-without-expiry", on=cache, because="pages never change"),
    )
    said = notes(pattern, "md")["shop-notes.md"].decode()
    assert "| give it a lifetime, or let the writer delete what it changes |" in said


def test_a_page_lists_the_findings_of_each_stage() -> None:
    pattern = shop()
    found = {view.number: marked(review(view)) for view in pattern.views}
    page = sd.render(pattern, "html", findings=found).decode()
    assert page.count("A review finds") == 2
    assert "There are 3 replicas of App" in page


def test_what_is_accepted_is_marked_quietly_with_its_reason() -> None:
    found = marked(review(shop().view()))
    assert found.marks["carts"].tone is sd.Tone.QUIET
    assert any("Accepted: a cart may be lost." in line for line in found.lines)


@pytest.mark.parametrize("format", ["svg", "animated", "pdf", "png", "html"])
def test_render_numbers_what_a_review_finds(format: str, tmp_path: Path) -> None:
    command = ["render", "scalable-api", "--findings", "-f", format, "-o", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "sddiagram", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len([*tmp_path.iterdir()]) == 1


def test_a_format_without_marks_says_which_can(tmp_path: Path) -> None:
    command = ["render", "scalable-api", "--findings", "-f", "dot", "-o", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "sddiagram", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "dot cannot use findings; formats that can: svg, png, html" in done.stderr
