"""Numbers about stores, streams and batches."""

from math import ceil, log

from sddiagram.estimate.derived import Derived, DerivedCount, brief, rounded
from sddiagram.guide.facts.naming import cited, named, per_second, planned
from sddiagram.technology.latencies import operation_time
from sddiagram.technology.planning import Plan
from sddiagram.units import KB, B, days, hours, rps, s, users, year

USE = 0.65
"""The part of its capacity that a node is planned to use at the peak."""
PEAK = 3
"""The peak over the average, assumed."""


def _of(row: Plan) -> Derived:
    return Derived.of(row.capacity, cited(row))


def _writes_of_one_primary() -> Derived:
    return _of(planned("PostgreSQL"))


def _reads_of_one_node() -> Derived:
    return _of(planned("PostgreSQL", "point reads"))


def _commands_of_one_redis() -> Derived:
    return _of(planned("Redis"))


def _users_of_one_primary() -> Derived:
    writes = planned("PostgreSQL").capacity
    each = 2 * PEAK / (1 * days)
    return Derived.of(
        float(writes * USE / each) * users,
        f"{brief(writes)} x {USE:g} / (2 writes per day, assumed, x {PEAK} at the peak / 86,400 s)",
        f"{rounded(float(writes * USE / each))} users",
    )


def _shards_for_writes() -> DerivedCount:
    asked, one = 100_000 * rps, planned("PostgreSQL").capacity
    said = f"{brief(asked)} / ({brief(one)} x {USE:g}), rounded up"
    return DerivedCount.of(ceil(float(asked / one) / USE), said)


def _rows_of_a_year() -> Derived:
    return Derived.of(1_000 * rps * year * KB, "1,000 writes per second x 1 KB x 365 days")


def _index_levels() -> DerivedCount:
    said = "log(1bn rows) / log(300 keys per page, assumed), rounded up"
    return DerivedCount.of(ceil(log(1e9) / log(300)), said)


def _page_read() -> Derived:
    row = operation_time("random read of 8 KiB on SSD")
    return Derived.of(row.time, f"{row.operation} [{row.key}]")


def _events_per_second() -> Derived:
    rate = 1e9 / (1 * days)
    return Derived.of(rate, "1bn events per day / 86,400 s", per_second(rate))


def _stream_bandwidth() -> Derived:
    return Derived.of(1e9 * KB / (1 * days), "1bn events of 1 KB / 86,400 s")


def _window_bandwidth() -> Derived:
    return Derived.of(1e9 * KB / (2 * hours), "1bn events of 1 KB / 2 h")


def _stream_brokers() -> DerivedCount:
    one = planned("Kafka")
    asked = PEAK * 1e9 * KB / (1 * days)
    needed = max(3, ceil(float(asked / one.capacity) / USE * 1.5))
    said = (
        f"{brief(asked)} at the peak / ({one.capacity} [{one.keys[0]}] x {USE:g}) x 3/2, "
        "but at least one for each of 3 zones"
    )
    return DerivedCount.of(needed, said)


def _age_of_a_daily_answer() -> Derived:
    return Derived.of(14 * hours, "24 h / 2 until the next run + 2 h of run", "14 h")


def _replay_of_90_days() -> Derived:
    return Derived.of(90 * days / (10 - 1), "90 days / (10 times the live rate - 1)")


def _unused_scores() -> Derived:
    return Derived.of(0.9, "1 - 10M users who come / 100M users who are scored", "90%")


def _heartbeats() -> Derived:
    rate = 1_000_000 / (30 * s)
    return Derived.of(rate, "1M connections / 30 s between two, assumed", per_second(rate))


def _dedupe_store() -> Derived:
    return Derived.of(
        10_000_000 * 7 * 100 * B, "10M messages per day x 7 days x 100 B per key, assumed"
    )


def _broken_sagas() -> Derived:
    share = 1 - 0.999**5
    return Derived.of(1e6 * share, "1M sagas per day x (1 - 0.999^5)", rounded(1e6 * share))


FACTS = named(
    _writes_of_one_primary,
    _reads_of_one_node,
    _commands_of_one_redis,
    _users_of_one_primary,
    _shards_for_writes,
    _rows_of_a_year,
    _index_levels,
    _page_read,
    _events_per_second,
    _stream_bandwidth,
    _window_bandwidth,
    _stream_brokers,
    _age_of_a_daily_answer,
    _replay_of_90_days,
    _unused_scores,
    _heartbeats,
    _dedupe_store,
    _broken_sagas,
)
