"""The numbers on the arrows tell a request's way as one would tell it at the whiteboard."""

import pytest

import sddiagram as sd
from sddiagram.render.checking import audit
from sddiagram.request_path import request_path

USERS, GATEWAY, CACHE = sd.Client("Users"), sd.Gateway("Gateway"), sd.Cache("Cache")
API, STORE, LOG = sd.Service("API"), sd.SQLPrimary("Store"), sd.Stream("Log")


def path(*flows: sd.Flow) -> list[str]:
    numbers = request_path(sd.Pattern("P", *flows).view())
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    return [f"{arrow.source} {arrow.target}" for arrow in numbers]


def test_it_goes_deep_before_it_takes_the_next_arrow() -> None:
    assert path(USERS >> GATEWAY >> [CACHE, API], CACHE >> STORE) == [
        "users gateway",
        "gateway cache",
        "cache store",
        "gateway api",
    ]


def test_the_answer_to_the_client_comes_last() -> None:
    answer = GATEWAY >> sd.streams("tokens") >> USERS
    assert path(USERS >> GATEWAY, answer, GATEWAY >> API)[-1] == "gateway users"


def test_what_the_request_does_not_wait_for_has_no_number() -> None:
    flows = [USERS >> API, API >> sd.emits("clicks") >> LOG, STORE >> sd.copies() >> CACHE]
    assert path(*flows) == ["users api"]


def test_a_queue_that_an_answer_comes_back_from_is_on_the_path() -> None:
    queue, workers = sd.Queue("Queue"), sd.Worker("Workers")
    flow = USERS >> API >> sd.emits("job") >> queue >> workers >> "done" >> API
    assert path(flow) == ["users api", "api queue", "queue workers", "workers api"]


def test_without_a_client_it_starts_where_nothing_leads() -> None:
    assert path(API >> STORE, GATEWAY >> API) == ["gateway api", "api store"]


def test_a_numbered_picture_reads_well() -> None:
    pattern = sd.Pattern("P", USERS >> "ask" >> GATEWAY >> "lookup" >> [CACHE, API])
    assert audit(sd.render(pattern, numbered=True)) == []


def test_the_author_may_say_the_request_s_way() -> None:
    fans, booking = sd.Client("Fans"), sd.Service("Booking")
    holds, payment, seats = sd.Cache("Holds"), sd.Payment("Payment"), sd.SQLPrimary("Seats")
    pattern = sd.Pattern(
        "Tickets",
        sd.Stage("Sell", fans >> booking >> "charge" >> payment, booking >> "confirm" >> seats),
        sd.Stage("Hold", booking >> "hold" >> holds),
        request=[fans >> booking >> holds, booking >> "charge" >> payment, booking >> seats],
    )
    ways = [[arrow.link.label for arrow in request_path(view)] for view in pattern.views]
    assert ways == [["", "charge", "confirm"], ["", "hold", "charge", "confirm"]]


def test_a_request_that_takes_no_arrow_is_refused() -> None:
    users, api = sd.Client("Users"), sd.Service("API")
    with pytest.raises(sd.DesignError, match="request takes API >> Users, which is not on the"):
        sd.Pattern("P", users >> "ask" >> api, request=api >> users)
