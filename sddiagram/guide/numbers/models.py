"""Numbers of models: serving language models, training them, searching vectors."""

from sddiagram.estimate import retrieval
from sddiagram.estimate.derived import Derived, DerivedCount, brief
from sddiagram.estimate.llm import Replica
from sddiagram.estimate.training import ONE_NIC, Run
from sddiagram.guide.facts.models import CHAT, PAIR, RUN, SINGLE, loaded
from sddiagram.guide.facts.money import million
from sddiagram.guide.facts.naming import Fact
from sddiagram.guide.items import Item, Table
from sddiagram.guide.numbers.row import HOW, row
from sddiagram.technology.prices import price

_USE = 0.65
_SMALL = Run(8e9, 1e12, 512)
_SIZES = ((1_000_000, "1M"), (100_000_000, "100M"))
_DIMENSIONS = 768


def items() -> tuple[Item, ...]:
    """Capacity for language models, training, vector search."""
    return (_serving(), _training(), _vectors())


def _serving() -> Item:
    columns = ("what", f"8B on {SINGLE.gpus} H100", f"70B on {PAIR.gpus} H100", "how, for the 70B")
    both = (SINGLE, PAIR)
    rows = (
        _beside("weights in FP8", *(Derived.of(one.weights, "1 B per parameter") for one in both)),
        _beside("keys and values per token", *(one.kv_per_token for one in both)),
        _beside("memory left for them", *(one.kv_memory for one in both)),
        _beside("sequences of 8,192 tokens in it", *(one.sequences(8_192) for one in both)),
        _beside("decode step, one sequence", *(one.decode_step for one in both)),
        _beside("requests, full", *(one.rate(CHAT) for one in both)),
        _beside("output, full", *(one.tokens_per_second(CHAT) for one in both)),
        _beside("requests, planned", *map(_planned, both)),
        _beside("first token, p95, at 65%", *map(_first, both)),
        _beside("time per token, at 65%", *(loaded(one, _USE).time_per_token for one in both)),
        _beside("in flight, at 65%", *(loaded(one, _USE).in_flight for one in both)),
        _beside("1M output tokens, at 65%", *(million(one, _USE) for one in both)),
    )
    return Item(
        "Capacity for language models",
        (
            f"A request is one message of a chat with {CHAT.into:,} tokens in and {CHAT.out} out, "
            "and no prefix is cached. The models run in FP8, on H100 at the list price on demand.",
            "The rates are fitted to published tables and hold within 9% [TRT]. The computed time "
            "per token was 6 to 23% longer than the measured one [NIM].",
        ),
        (Table("", columns, rows),),
    )


def _beside(what: str, *numbers: Derived | DerivedCount) -> tuple[str, str, str, str]:
    small, large = map(Fact.of, numbers)
    return what, small.value, large.value, large.how


def _planned(replica: Replica) -> Derived:
    rate = replica.rate(CHAT)
    return Derived.of(rate * _USE, f"{brief(rate)} x {_USE:g}")


def _first(replica: Replica) -> Derived:
    first = loaded(replica, _USE).first_token
    return Derived.of(first.p95, first.how.rpartition(" = ")[0])


def _training() -> Item:
    reserved = price("H100 for 1 year").price
    columns = (
        "what",
        "8B, 1tn tokens, 512 H100",
        "70B, 1.4tn tokens, 2,048 H100",
        "how, for the 70B",
    )
    both = (_SMALL, RUN)
    rows = (
        _beside("arithmetic", *(one.compute for one in both)),
        _beside("time when nothing fails", *(one.time for one in both)),
        _beside("GPU-hours", *(one.gpu_hours for one in both)),
        _beside("cost, GPUs reserved for 1 year", *(one.cost(reserved) for one in both)),
        _beside("state (weights, gradients, Adam)", *(one.memory for one in both)),
        _beside("checkpoint", *(one.checkpoint for one in both)),
        _beside("time between interruptions", *(one.interruptions().between for one in both)),
        _beside("best interval of checkpoints", *(one.checkpoints().interval for one in both)),
        _beside("time lost", *(one.checkpoints().lost for one in both)),
        _beside("exchange of one step, 8 NICs", *(one.sharded_step() for one in both)),
        _beside("exchange of one step, 1 NIC", *(one.sharded_step(ONE_NIC) for one in both)),
    )
    return Item(
        "Training time",
        (
            "Time = 6 x parameters x tokens / (GPUs x arithmetic x use). The use of 40% is within "
            "the 38 to 43% that Llama 3 reported [LL3].",
            "Checkpoints here stop the run and go to a store of 20 GB/s; a restart takes 10 min. "
            "Both are assumed.",
        ),
        (Table("", columns, rows),),
    )


def _vectors() -> Item:
    rows = tuple(
        row(f"{said} vectors, {what}", size)
        for count, said in _SIZES
        for what, size in (
            ("flat, float32", retrieval.memory_flat(count, _DIMENSIONS)),
            ("HNSW, float32", retrieval.memory_hnsw(count, _DIMENSIONS)),
            ("HNSW, int8", retrieval.memory_hnsw(count, _DIMENSIONS, precision=1)),
            ("IVF-PQ, 64 B per code", retrieval.memory_ivf_pq(count, _DIMENSIONS)),
        )
    )
    speed = tuple(
        row(f"searches of one core, k = {k}", retrieval.searches_per_core(k))
        for k in (10, 100, 500)
    )
    return Item(
        "Vector index",
        (
            f"Vectors have {_DIMENSIONS} dimensions and 32 links. The formulas are those of Faiss, "
            "with 20% of headroom [FAISS, SCY].",
            "A larger k makes the search slower, and a re-ranker of 500 needs more cores.",
        ),
        (Table("", HOW, (*rows, *speed)),),
    )
