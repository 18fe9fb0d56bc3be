"""What others run is one card: no zone takes it away, nobody pays for it three times."""

import pytest

import sddiagram as sd
from sddiagram.estimate.marking import number_marks
from sddiagram.estimate.spoken import cells
from sddiagram.model.numbers import Load, Numbers, Verdict


def numbers_of(component: sd.Component, rate: float = 10_000) -> Numbers:
    users = sd.Client("Users", sends=sd.Requests("open", rate * sd.rps, peak=1))
    api = sd.Service("API", capacity=5_000 * sd.rps)
    return sd.estimate(sd.Pattern("One", users >> api >> component))


def load_of(component: sd.Component, rate: float = 10_000) -> Load:
    return numbers_of(component, rate).loads[component.id]


MANAGED = [
    sd.ObjectStorage("Files", technology="s3"),
    sd.Queue("Jobs", technology="sqs"),
    sd.NoSQL("Table", technology="dynamodb"),
    sd.LoadBalancer("Balancer", technology="alb"),
    sd.CDN("Edge", technology="cloudfront"),
    sd.External("Bank"),
    sd.Payment("Provider", technology="stripe"),
]


@pytest.mark.parametrize("component", MANAGED, ids=lambda one: one.label)
def test_what_others_run_is_managed_and_is_one(component: sd.Component) -> None:
    load = load_of(component)
    assert (load.verdict, load.instances) == (Verdict.MANAGED, 1)
    assert "others run it" in load.how


@pytest.mark.parametrize(
    "component",
    [
        sd.Cache("Cache", technology="elasticache"),
        sd.Service("Pods", technology="eks"),
        sd.ObjectStorage("Own disks", technology="minio"),
        sd.CDN("Own boxes", capacity=50 * sd.rps),
        sd.Database("Rows", technology="rds"),
    ],
    ids=lambda one: one.label,
)
def test_whose_nodes_one_chooses_is_not_managed(component: sd.Component) -> None:
    assert load_of(component).verdict is not Verdict.MANAGED


def test_a_lost_zone_takes_nothing_of_it() -> None:
    queue = sd.Queue("Jobs", technology="sqs", capacity=50_000 * sd.rps)
    load = load_of(queue)
    assert load.use == load.zone_lost == pytest.approx(0.2)
    users = sd.Client("Users", sends=sd.Requests("open", 100 * sd.rps))
    pattern = sd.Pattern("One", users >> queue)
    assert sd.estimate(sd.zone_lost(pattern)).loads["jobs"].instances == 1


def test_its_capacity_is_a_quota_that_can_be_passed() -> None:
    bank = sd.External("Bank", capacity=500 * sd.rps)
    assert load_of(bank, 400).verdict is Verdict.WARNING
    assert load_of(bank, 600).verdict is Verdict.ERROR


def test_its_cost_is_counted_once() -> None:
    files = sd.ObjectStorage("Files", technology="s3", capacity=5_000 * sd.rps, cost=700 * sd.usd)
    assert numbers_of(files, 4_000).cost.month == 700 * sd.usd


def test_nodes_that_its_author_counts_are_counted() -> None:
    spanner = sd.Database("Rows", technology="spanner", holds=3 * sd.TB, node=1 * sd.TB)
    assert load_of(spanner).instances == 5


def test_it_is_not_listed_as_not_assessed_and_its_row_says_managed() -> None:
    found = numbers_of(sd.Queue("Jobs", technology="sqs"))
    assert found.not_assessed == ()
    assert cells(found.loads["jobs"])[-1] == "managed"


def test_its_mark_on_a_picture_says_managed() -> None:
    jobs = sd.Queue("Jobs", technology="sqs")
    users = sd.Client("Users", sends=sd.Requests("open", 100 * sd.rps))
    view = sd.Pattern("One", users >> jobs).view()
    marks = number_marks(view, view, sd.estimate(view), {})
    assert marks["jobs"].text == "managed"
