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
    assert f"its standby takes over: {standby.label}" in load.how


def test_without_a_standby_none_is_left() -> None:
    replica = sd.ReadReplica("Reports", technology="mysql")
    found = numbers_of(users >> api >> primary >> sd.copies("rows") >> replica)
    assert found.loads["primary"].verdict is Verdict.ERROR


def test_a_primary_with_a_standby_is_there_when_a_zone_is_lost() -> None:
    standby = sd.ReadReplica("Standby", technology="postgres", replicas=1)
    pattern = sd.Pattern("P", users >> api >> primary >> sd.copies("WAL") >> standby)
    left = {one.id for one in sd.zone_lost(pattern).view().components}
    assert "primary" in left


@pytest.mark.parametrize(
    "restore", [sd.batches("restore"), sd.copies("restore"), sd.calls("restore")], ids=repr
)
@pytest.mark.parametrize("backup", [sd.copies("WAL"), sd.calls("dump")], ids=repr)
def test_a_restore_makes_nothing_older_and_carries_no_requests(
    backup: sd.Link, restore: sd.Link
) -> None:
    found = numbers_of(users >> api >> primary >> backup >> backups >> restore >> primary)
    (answered,) = found.answered
    assert answered.age and answered.age.most == 0 * sd.s
    assert found.at(primary) == 1_000 * sd.rps


def test_what_several_write_is_no_backup_of_one() -> None:
    found = numbers_of(
        users >> api >> primary >> sd.copies("WAL") >> backups,
        sd.Service("Importer") >> sd.batches("files") >> backups,
        backups >> sd.batches("load") >> primary,
    )
    (answered,) = found.answered
    assert answered.age and answered.age.unknown == ("Primary", "Backups")


def test_an_event_of_a_file_store_is_work() -> None:
    files = sd.ObjectStorage("Files")
    found = numbers_of(
        users >> api >> sd.calls("put", share=0.5) >> files,
        files >> sd.emits("put", share=0.1) >> api,
    )
    assert found.at(api).value == pytest.approx(1_000 / 0.95)
