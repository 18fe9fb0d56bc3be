"""Seeded faults: each puts one defect into a good design, and says which rule must find it."""

from dataclasses import replace

import sddiagram as sd
from benchmarks.review.edits import Edit, actor, busiest, bypassed, design, first, with_parts
from sddiagram.review.roles import BALANCERS, DATABASES, is_a, is_client

_SERVES = ("Service", "ModelServer", "LLM", "Function", "Ranker", "Gateway", "Agent")
_HOUR = 1 * sd.hour


def one_server(pattern: sd.Pattern) -> sd.Pattern | None:
    """The service that is asked most runs once."""
    found = design(pattern)
    one = busiest(found, *_SERVES)
    if one is None or found.count(one.id) < 2:
        return None
    return with_parts(pattern, changes=[one.but(replicas=1, zones=1, copies=1)])


def too_few(pattern: sd.Pattern) -> sd.Pattern | None:
    """The fullest component has a fifth of its replicas."""
    loads = [one for one in design(pattern).numbers if one.use and one.serving > 1]
    fullest = max(loads, key=lambda one: one.use or 0, default=None)
    if fullest is None:
        return None
    fewer = max(1, int(fullest.instances * (fullest.use or 1) / 2))
    return with_parts(pattern, changes=[fullest.component.but(replicas=fewer)])


def no_balancer(pattern: sd.Pattern) -> sd.Pattern | None:
    """Clients call the replicas with nothing in between."""
    found = design(pattern)
    edge = [id for id, one in found.there.items() if is_a(one, {*BALANCERS, "CDN", "DNS", "WAF"})]
    return bypassed(pattern, edge) if edge else None


def client_at_the_store(pattern: sd.Pattern) -> sd.Pattern | None:
    """The client asks a store itself."""
    found = design(pattern)
    client = first(found, "Client", "Browser", "Mobile")
    store = first(found, *DATABASES, "Cache", "OnlineFeatureStore", "VectorIndex", "SearchIndex")
    if client is None or store is None:
        return None
    return with_parts(pattern, client >> sd.calls("get", share=0.01) >> store)


def client_at_the_log(pattern: sd.Pattern) -> sd.Pattern | None:
    """Phones write into the log themselves."""
    log = first(design(pattern), "Stream", "Queue", "PubSub") or sd.Stream("Events", replicas=3)
    return with_parts(pattern, sd.Mobile("Phones") >> sd.emits("events") >> log)


def replica_written_to(pattern: sd.Pattern) -> sd.Pattern | None:
    """A service writes to a copy."""
    found = design(pattern)
    service = actor(found)
    if service is None:
        return None
    replica = first(found, "ReadReplica")
    if replica is None:
        primary = first(found, *DATABASES) or sd.SQLPrimary("Profiles")
        replica = sd.ReadReplica("Profile replicas", replicas=2)
        copies = primary >> sd.copies("WAL") >> replica
        return with_parts(pattern, copies, service >> sd.calls("write", share=0.01) >> replica)
    return with_parts(pattern, service >> sd.calls("update", share=0.01) >> replica)


def replica_without_feed(pattern: sd.Pattern) -> sd.Pattern | None:
    """Nothing is copied into the replica any more."""
    found = design(pattern)
    service = actor(found)
    replica = first(found, "ReadReplica")
    if replica is None:
        if service is None:
            return None
        replica = sd.ReadReplica("Profile replicas", replicas=2)
        return with_parts(pattern, service >> sd.calls("read", share=0.01) >> replica)
    return with_parts(
        pattern, cut=lambda one: one.target == replica.id and one.link.verb.is_background
    )


def dual_write(pattern: sd.Pattern) -> sd.Pattern | None:
    """A service writes to a database and sends an event beside it."""
    service = actor(design(pattern))
    if service is None:
        return None
    plain = service.but(note="")
    events = sd.Stream("Order events", technology="kafka", replicas=3)
    store = sd.SQLPrimary("Orders", technology="postgresql", zones=3)
    packing = sd.Worker("Packing", replicas=3)
    parcels = sd.NoSQL("Parcels", replicas=3)
    return with_parts(
        pattern,
        plain >> sd.calls("insert", share=0.01) >> store,
        plain >> sd.emits("ordered", share=0.01) >> events >> packing >> "write" >> parcels,
        changes=[plain],
    )


def cache_that_never_ages(pattern: sd.Pattern) -> sd.Pattern | None:
    """A cache with no lifetime, from which nobody deletes."""
    found = design(pattern)
    service = actor(found)
    if service is None:
        return None
    cache = sd.Cache("Profile cache", technology="memcached", hit_ratio=0.9)
    store = sd.NoSQL("Profiles", technology="dynamodb")
    return with_parts(
        pattern,
        service >> sd.calls("profile", share=0.5) >> cache,
        service >> sd.calls("misses", after=cache) >> store,
    )


def old_answers(pattern: sd.Pattern) -> sd.Pattern | None:
    """What may be stale by a second comes from a cache that keeps it for an hour."""
    found = design(pattern)
    caches = [one for one in found.there.values() if is_a(one, ("Cache", "CDN")) and one.hit_ratio]
    brief = pattern.brief
    if not caches or brief is None:
        return None
    goal = ("How old may an answer be?", sd.stale_at_most(1 * sd.second))
    asked = replace(brief, non_functional=(*brief.non_functional, goal))
    silent = {name for one in found.numbers.answered if one.age for name in one.age.unknown}
    stated = [one.but(stale=1 * sd.s) for one in found.there.values() if one.label in silent]
    aged = [one.but(stale=_HOUR) for one in caches]
    changed = with_parts(pattern, changes=[*stated, *aged])
    return changed.redrawn(changed.boards, brief=asked)


def shared_database(pattern: sd.Pattern) -> sd.Pattern | None:
    """A second service writes to the first one's database."""
    found = design(pattern)
    client = first(found, "Client", "Browser", "Mobile")
    entries = [arrow.target for arrow in found.calls if client and arrow.source == client.id]
    gate = found.there[entries[0]] if entries else actor(found)
    if gate is None:
        return None
    store = sd.SQLPrimary("Accounts", zones=3)
    first_one, other = sd.Service("Billing", replicas=3), sd.Service("Sign-up", replicas=3)
    return with_parts(
        pattern,
        gate >> sd.calls("bill", share=0.01) >> first_one >> "write" >> store,
        gate >> sd.calls("sign up", share=0.01) >> other >> "write" >> store,
    )


def circle(pattern: sd.Pattern) -> sd.Pattern | None:
    """What is called calls its caller."""
    found = design(pattern)
    for arrow in found.calls:
        ends = found.there[arrow.source], found.there[arrow.target]
        if all(is_a(one, (*_SERVES, "Reranker", "CandidateGenerator")) for one in ends):
            back = ends[1] >> sd.calls("ask back", share=0.01) >> ends[0]
            return with_parts(pattern, back)
    return None


def no_gateway(pattern: sd.Pattern) -> sd.Pattern | None:
    """Nobody asks who calls, and nobody limits."""
    found = design(pattern)
    doors = [
        id
        for id, one in found.there.items()
        if is_a(one, ("Gateway", "WAF", "RateLimiter", "Identity", "ServiceMesh", "Proxy"))
    ]
    if not doors:
        return None
    balancer = sd.LoadBalancer("Plain balancer", replicas=3)
    client = first(found, "Client", "Browser", "Mobile")
    if client is None:
        return None
    naked = bypassed(pattern, doors)
    board = design(naked)
    entries = [arrow for arrow in board.calls if arrow.source == client.id]
    quiet = [one.but(note="") for one in board.there.values() if not is_client(one)]
    flows = [client >> sd.calls("call") >> balancer]
    behind = [board.there[one.target].but(note="") for one in entries]
    flows += [balancer >> sd.calls("call") >> one for one in behind]
    return with_parts(
        naked,
        *flows,
        changes=quiet,
        cut=lambda one: one in entries,
    )


def index_nobody_builds(pattern: sd.Pattern) -> sd.Pattern | None:
    """An index is searched into which nothing is written."""
    one = actor(design(pattern))
    if one is None:
        return None
    index = sd.SearchIndex("Help pages", technology="elasticsearch", replicas=3)
    return with_parts(pattern, one >> sd.calls("search", share=0.01) >> index)


def store_without_copy(pattern: sd.Pattern) -> sd.Pattern | None:
    """Workers keep what nobody copies."""
    nightly, store = sd.Scheduler("Every night"), sd.SQLPrimary("Invoices")
    work = sd.Worker("Invoicing", replicas=3)
    return with_parts(pattern, nightly >> sd.emits("run") >> work, work >> "read, write" >> store)


def backup_never_restored(pattern: sd.Pattern) -> sd.Pattern | None:
    """Backups that nothing is restored from."""
    store = first(design(pattern), *DATABASES) or sd.SQLPrimary("Runs", zones=3)
    copies = sd.ObjectStorage("Nightly backups", technology="s3")
    return with_parts(pattern, store >> sd.batches("copy", every=1 * sd.day) >> copies)


FAULTS: tuple[tuple[str, str, Edit], ...] = (
    ("one server", "single-point-of-failure", one_server),
    ("too few replicas", "overloaded", too_few),
    ("no balancer", "no-balancer", no_balancer),
    ("no gateway", "open-front-door", no_gateway),
    ("client at the store", "client-reaches-store", client_at_the_store),
    ("client at the log", "client-reaches-store", client_at_the_log),
    ("replica written to", "write-to-replica", replica_written_to),
    ("replica without a feed", "replica-without-source", replica_without_feed),
    ("dual write", "dual-write", dual_write),
    ("cache without a lifetime", "cache-without-expiry", cache_that_never_ages),
    ("TTL over the staleness", "stale-answer", old_answers),
    ("shared database", "shared-database", shared_database),
    ("calls in a circle", "call-cycle", circle),
    ("an index that nobody builds", "store-without-writer", index_nobody_builds),
    ("a store without a copy", "store-without-recovery", store_without_copy),
    ("a backup never restored", "backup-without-restore", backup_never_restored),
)
"""What is seeded, the rule that must find it, and how."""
