"""The sheet is read aloud in an interview: its lines are whole phrases."""

from contextlib import redirect_stdout
from io import StringIO

import pytest

import sddiagram as sd
from sddiagram.cli.estimate import _print

reads = sd.Requests("read", 900 * sd.rps, peak=1)
writes = sd.Requests("write", 90 * sd.rps, peak=1)
deletes = sd.Requests("delete", 9 * sd.rps, peak=1)
users = sd.Client("Users", sends=[reads, writes, deletes])
api = sd.Service("API", replicas=3, capacity=500 * sd.rps, cost=100 * sd.usd, availability=0.9999)
rows = sd.SQLPrimary("Rows", technology="postgres", capacity=500 * sd.rps)
brief = sd.Brief(
    "Design it.",
    non_functional=[
        ("How available?", sd.at_least(0.999)),
        ("What does it cost?", sd.costs_at_most(500 * sd.usd)),
        ("What does a user cost?", sd.costs_at_most(1 * sd.usd / sd.users)),
    ],
)


@pytest.fixture(scope="module")
def sheet() -> str:
    """What the command prints, its lines joined."""
    gateway = sd.Gateway("Gateway", latency=1 * sd.ms)
    pattern = sd.Pattern(
        "Shop",
        users >> gateway >> api >> rows >> sd.copies("WAL") >> sd.ReadReplica("Standby"),
        brief=brief,
    )
    view, said = pattern.view(), StringIO()
    with redirect_stdout(said):
        _print(view, sd.estimate(pattern), how=True)
    return " ".join(said.getvalue().split())


@pytest.mark.parametrize(
    "words",
    [
        "component load capacity each replicas used zone lost verdict",
        "API: 3 replicas, as stated; 999 rps / (3 x 500 rps) = 67% used.",
        "with a zone lost, its standby takes over: Standby",
        "Gateway → API: 999 rps of read, write and delete.",
        "Rows → Standby “WAL”: data in the background, and no requests.",
        "read: the wait grows without end, since the load is above the capacity of Rows.",
        "read: not assessed, since no availability is stated for Gateway, Rows.",
        "Left out, since no cost is stated: Gateway, Rows, Standby.",
        "Rows: loaded with 2 times its capacity.",
        "What does it cost? At most $500 per month. ($300 per month without Gateway, Rows, Standby",
        "What does a user cost? At most $1 per user.",
    ],
)
def test_a_line_is_a_whole_phrase(sheet: str, words: str) -> None:
    assert words in sheet


@pytest.mark.parametrize(
    "riddle", ["is asked", "one carries", "none is stated", "which state none", "a month", ", of "]
)
def test_no_line_is_a_riddle(sheet: str, riddle: str) -> None:
    assert riddle not in sheet


def test_a_sum_of_p99s_below_the_p99_is_no_bound_and_is_not_told() -> None:
    busy = sd.Service("Busy", replicas=1, capacity=10 * sd.rps, latency=100 * sd.ms)
    asks = sd.Client("Asks", sends=sd.Requests("ask", 9.5 * sd.rps, peak=1))
    pattern = sd.Pattern("Queue", asks >> busy)
    said = StringIO()
    with redirect_stdout(said):
        _print(pattern.view(), sd.estimate(pattern), how=False)
    assert "p99 " in said.getvalue() and "upper bound" not in said.getvalue()
