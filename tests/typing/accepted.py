"""What an editor must accept, and the types that it should show."""

from pathlib import Path
from typing import assert_type

import sddiagram as sd

users = sd.Client("Users")
api = sd.Service("API", replicas=3, capacity=2_000 * sd.rps, latency=20 * sd.ms)
stores = [sd.Cache("Sessions", hit_ratio=0.9), sd.SQLPrimary("Orders")]

assert_type(users, sd.Component)
assert_type(users >> api, sd.Flow)
assert_type(users >> "orders" >> api >> sd.emits("order", share=0.3) >> stores, sd.Flow)
assert_type(stores >> api, sd.Flow)
assert_type([users >> api, api] >> sd.copies() >> stores[0], sd.Flow)
assert_type(20 * sd.GB / (1 * sd.day), sd.Quantity)
assert_type(5_000 * sd.tokens / sd.s, sd.Quantity)
assert_type(sd.Database("Orders", icon=Path("logo.svg")), sd.Component)

assert_type(users >> sd.row(*stores) >> api, sd.Flow)

pattern = sd.Pattern(
    "Shop",
    sd.Stage("One box", users >> api),
    sd.Stage(
        "Store", api >> stores, sd.row(api, *stores), drops=[users >> api], step=sd.Step.SCALE
    ),
    direction=sd.Direction.TOP_TO_BOTTOM,
)
assert_type(pattern.view(stage=1), sd.View)
assert_type(sd.render(pattern, "svg", stage=2), bytes)

# Numbers: a key has the type of what it gives.
opens = sd.Requests("open", 1_000 * sd.rps, peak=2)
links = sd.Records("links", of=opens, size=500 * sd.B, keep=5 * sd.year)
cache = sd.Cache("Hot", caches=opens, hit_ratio=0.9, latency=sd.latency(1 * sd.ms, p99=5 * sd.ms))
shop = sd.Pattern(
    "Shop",
    sd.Stage(
        "All",
        sd.Client("Users", sends=[opens]) >> api,
        api >> sd.calls("get", of=opens, costs=51 * sd.keys) >> cache,
        api >> sd.calls("misses", after=cache, times=3) >> sd.NoSQL("Links", holds=links),
        why=lambda n: f"{n[opens]} on {n[api]} replicas, {n.at(api):,.0f} at the peak.",
    ),
    brief=sd.Brief("Design it.", non_functional=[("How fast?", sd.at_most(100 * sd.ms))]),
    sizing=sd.Sizing(use=0.6, zones=2),
)
numbers = sd.estimate(shop, stage=1)
assert_type(numbers, sd.Numbers)
assert_type(numbers[api], int)
assert_type(numbers[opens], sd.Quantity)
assert_type(numbers[links], sd.Quantity)
assert_type(numbers.at(api >> cache), sd.Quantity)
assert_type(sd.scaled(shop, 10), sd.Pattern)
assert_type(20 * sd.GB / (1 * sd.GB) < 0.5, bool)
