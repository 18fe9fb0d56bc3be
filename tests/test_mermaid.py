"""The board as a Mermaid flowchart; tests/npm/test_mermaid.py shows it to Mermaid itself."""

import re
import warnings
from itertools import pairwise

import pytest

import sddiagram as sd

USERS, API = sd.Client("Users"), sd.Service("API", replicas=1_200, note="two words")
SHOP = sd.Pattern("Shop", USERS >> "buy" >> API)


def chart(pattern: sd.Pattern, direction: str = "auto") -> str:
    return sd.render(pattern, "mermaid", direction=direction).decode()


def way(text: str) -> str:
    found = re.search(r"^flowchart (\w+)$", text, re.MULTILINE)
    assert found
    return found[1]


def test_it_runs_in_the_direction_that_is_narrower() -> None:
    chain = sd.Pattern(
        "Chain", *(sd.Service(f"Step {a}") >> sd.Service(f"Step {a + 1}") for a in range(9))
    )
    fan = sd.Pattern("Fan", USERS >> [sd.Service(f"Part {number}") for number in range(9)])
    assert way(chart(chain)) == "TB"
    assert way(chart(fan)) == "LR"


def test_a_direction_that_somebody_chose_is_kept() -> None:
    assert way(chart(SHOP, "LR")) == "LR"
    assert way(chart(SHOP, "TB")) == "TB"
    says = sd.Pattern("Shop", USERS >> "buy" >> API, direction="LR")
    assert way(chart(says)) == "LR"


def test_arrows_that_lead_back_end_no_search_for_the_direction() -> None:
    one, two = sd.Service("One"), sd.Service("Two")
    assert way(chart(sd.Pattern("Round", one >> two >> one, one >> one))) in ("TB", "LR")


def test_a_name_and_its_details_are_lines_without_a_tag() -> None:
    assert '["API ×1,200\ntwo words"]' in chart(SHOP)


def test_details_that_fill_a_line_have_one_each() -> None:
    short = sd.Cache("A", technology="redis", note="hot")
    long = sd.Cache("B", technology="redis", note="a note of several words")
    said = chart(sd.Pattern("P", USERS >> short >> long))
    assert '"A\nRedis · hot"' in said
    assert '"B\nRedis\na note of\nseveral words"' in said


def test_groups_leave_words_and_arrows_to_the_page_s_theme() -> None:
    grouped = chart(sd.Pattern("P", USERS >> sd.Service("A", group=sd.Group("G"))))
    assert "style g0 fill:#80808018,stroke:#80808080" in grouped


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("direction TB", "direction\u2060 TB"),
        ("fa:fa-x $$x$$", "fa:\u2060fa-x $\u2060$x$\u2060$"),
        ("C:\\new", "C:\\\u2060new"),
        ("- item", "\u2060- item"),
        ("3. third", "\u20603. third"),
        ("see www.x.org", "see www\u2060.x.org"),
        ("http://x", "http:\u2060//x"),
        ("#35; &lt;", "#\u206035; &\u2060lt;"),
        ('"x" `y`', "#34;x#34; #96;y#96;"),
        ("**x** 2 * 3", "#42;#42;x#42;#42; 2 * 3"),
        ("_x_ a_b", "#95;x#95; a#95;b"),
        ("a_b 50% (c); [d]", "a_b 50% (c); [d]"),
    ],
)
def test_nothing_in_words_means_anything(text: str, written: str) -> None:
    said = chart(sd.Pattern("P", USERS >> sd.Service("A", note=text)))
    assert f'"A\n{written}"' in said


def test_what_mermaid_refuses_is_told_with_the_way_out() -> None:
    parts = [sd.Service(f"Part {number}") for number in range(24)]
    arrows = [one >> other for one in parts for other in parts if one.id < other.id]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart(sd.Pattern("Less", *arrows[:250]))
    with pytest.warns(
        sd.DrawingWarning, match=r"up to 500 arrows, and this chart has 552 arrows; .*-f svg"
    ):
        chart(
            sd.Pattern(
                "More",
                *arrows,
                *(one >> other for one in parts for other in parts if one.id > other.id),
            )
        )


def test_too_many_characters_are_told_too() -> None:
    parts = [sd.Service(f"Part {number}", note="word " * 60) for number in range(160)]
    chain = [one >> other for one, other in pairwise(parts)]
    with pytest.warns(sd.DrawingWarning, match=r"up to 50,000 characters"):
        chart(sd.Pattern("Much", *chain))
