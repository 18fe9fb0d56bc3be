"""The table of units: a number times one of them is a quantity.

>>> 1_000 * rps
1,000 rps
>>> 20 * GB + 500 * MB
20.5 GB
>>> 3 * MB * (10 * rps)
30 MB/s
>>> (1 * minute) / (150 * ms)
400.0
>>> 1_000_000 / (500 * rps)
33.33 min
>>> 5_000 * tokens / s
5,000 tokens/s
>>> 2 * GB / (25_000 * tokens)
80 KB/token

Sizes are decimal (1 GB = 10^9 bytes), as storage and networks are sold; use the binary
units (`MiB`, `GiB`) where memory is meant. Every name without an underscore is a word of the
vocabulary.
"""

from sddiagram.quantity import MONEY as _MONEY, Quantity as Quantity, unit as unit

s = sec = second = seconds = Quantity(1, (0, 1))
ms = Quantity(1e-3, (0, 1))
us = Quantity(1e-6, (0, 1))
ns = Quantity(1e-9, (0, 1))
minute = minutes = Quantity(60, (0, 1))
hour = hours = Quantity(3_600, (0, 1))
day = days = Quantity(86_400, (0, 1))
week = weeks = Quantity(7 * 86_400, (0, 1))
month = months = Quantity(730 * 3_600, (0, 1))
"""730 hours, a twelfth of a year, as prices count it: 12 months cost what a year costs."""
year = years = Quantity(365 * 86_400, (0, 1))
"""365 days."""

rps = qps = tps = per_second = Quantity(1, (0, -1))
"""Requests, queries or transactions per second. What is none of these has a unit of its own."""
per_minute = Quantity(1 / 60, (0, -1))
per_hour = Quantity(1 / 3_600, (0, -1))
per_day = Quantity(1 / 86_400, (0, -1))
"""Requests (or events) per day: `1_000_000 * per_day` is 11.57 rps."""
per_month = Quantity(1 / (730 * 3_600), (0, -1))

requests = unit("request")
"""What rps counts: `5 * requests / s` is `5 * rps`."""
connections = unit("connection")
events = unit("event")
keys = unit("key")
messages = unit("message")
points = unit("point")
rows = unit("row")
tokens = unit("token")
users = unit("user")

percent = Quantity(0.01, (0, 0))
"""A hundredth: `99.9 * percent` is 0.999."""
usd = dollars = Quantity(1, (0, 0), ((_MONEY, 1),))
"""US dollars: `5_000 * usd`, or `2 * usd / hour`."""

B = Quantity(1, (1, 0))
KB = kB = Quantity(1e3, (1, 0))
MB = Quantity(1e6, (1, 0))
GB = Quantity(1e9, (1, 0))
TB = Quantity(1e12, (1, 0))
PB = Quantity(1e15, (1, 0))
KiB = Quantity(2**10, (1, 0))
MiB = Quantity(2**20, (1, 0))
GiB = Quantity(2**30, (1, 0))
TiB = Quantity(2**40, (1, 0))

kbps = Quantity(1e3 / 8, (1, -1))
"""Kilobits per second, as video and networks are rated."""
Mbps = Quantity(1e6 / 8, (1, -1))
"""Megabits per second: 8 Mbps are 1 MB/s."""
Gbps = Quantity(1e9 / 8, (1, -1))
"""Gigabits per second."""
