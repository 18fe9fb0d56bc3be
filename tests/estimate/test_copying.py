"""Copies between stores: a standby takes over, and a backup is restored."""

import pytest

import sddiagram as sd
from sddiagram.model.numbers import Numbers, Verdict

opens = sd.Requests("open", 1_000 * sd.rps, peak=1)
users = sd.Client("Users", sends=opens)
api = sd.Service("API", capacity=500 * sd.rps)
primary = sd.SQLPrimary("Primary", technology="postgres", capacity=5_000 * sd.rps)
backups = sd.ObjectStorage("Backups")


def numbers_of(*flows: sd.Flow) -> Numbers:
    return sd.estimate(sd.Pattern("P", *flows))


@pytest.mark.parametrize(
    "standby",
    [
        sd.ReadReplica("Standby"),
        sd.SQLPrimary("Other zone", technology="postgres"),
        sd.Database("Warm standby", technology="aurora"),
    ],
    ids=lambda one: one.label,
)
def test_a_drawn_standby_takes_over_from_its_primary(standby: sd.Component) -> None:
    found = numbers_of(users >> api >> primary >> sd.copies("WAL") >> standby)
    load = found.loads["primary"]
    assert (load.verdict, load.zone_lost) == (Verdict.OK, load.use)
    assert f"with a zone lost {standby.label} takes over" in load.how


def test_without_a_standby_none_is_left() -> None:
    replica = sd.ReadReplica("Reports", technology="mysql")
    found = numbers_of(users >> api >> primary >> sd.copies("rows") >> replica)
    assert found.loads["primary"].verdict is Verdict.ERROR


def test_a_primary_with_a_standby_is_there_when_a_zone_is_lost() -> None:
    standby = sd.ReadReplica("Standby", technology="postgres", replicas=1)
    pattern = sd.Pattern("P", users >> api >> primary >> sd.copies("WAL") >> standby)
    left = {one.id for one in sd.zone_lost(pattern).view().components}
    assert "primary" in left
