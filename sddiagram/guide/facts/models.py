"""Numbers about models: memory, time, parallelism, vector search."""

from math import ceil

from sddiagram.estimate import retrieval
from sddiagram.estimate.derived import Derived, DerivedCount, brief
from sddiagram.estimate.llm import (
    BF16,
    FP8,
    INT4,
    LLAMA_3_70B,
    LLAMA_8B_ON_H100,
    LLAMA_70B_ON_2_H100,
    Load,
    Replica,
    Tokens,
)
from sddiagram.estimate.llm.replicas import ACTIVATIONS, USABLE
from sddiagram.estimate.training import ALL_NICS, ONE_NIC, Run
from sddiagram.guide.facts.naming import Facts, named
from sddiagram.technology.latencies import operation_time
from sddiagram.units import GB, B, MiB, s, tokens as token

CHAT = Tokens(1_500, out=300)
"""A message of a chat: its history goes in, an answer comes out; assumed."""
PAIR, SINGLE = LLAMA_70B_ON_2_H100, LLAMA_8B_ON_H100
READ_OF_MEMORY = "sequential read of 1 MiB in memory, 1 thread"
RUN = Run(70e9, 1.4e12, 2_048)
"""A 70B trained on 20 tokens per parameter."""


def loaded(replica: Replica, use: float) -> Load:
    """The replica at this part of its full rate, in messages of a chat."""
    return Load(replica, CHAT, replica.rate(CHAT) * use)


def time_per_token(use: float) -> Derived:
    """Of the 70B on two H100 at this use."""
    return loaded(PAIR, use).time_per_token


def first_token_p95(use: float) -> Derived:
    """Of the 70B on two H100 at this use."""
    first = loaded(PAIR, use).first_token
    return Derived.of(first.p95, first.how.rpartition(" = ")[0])


def prefill(prompt: int) -> Derived:
    """How long the prefill of so many tokens takes, alone on the 70B's pair."""
    return Derived.of(PAIR.a * prompt * s, f"{prompt:,} tokens x {PAIR.a:g} s per token [TRT]")


def _kv_of_a_prompt() -> Derived:
    return Derived.of(
        CHAT.into * token * PAIR.kv_per_token,
        f"{CHAT.into:,} tokens x {PAIR.kv_per_token.value / 1024:g} KiB (FP8)",
    )


def _kv_transfer() -> Derived:
    nic = ONE_NIC.bandwidth
    return Derived.of(
        _kv_of_a_prompt() / nic, f"{brief(_kv_of_a_prompt())} / {nic}, one NIC of 400 Gb/s [NCCL]"
    )


def _decode_floor() -> Derived:
    return Derived.of(
        PAIR.weights / PAIR.bandwidth, f"{PAIR.weights} of weights / {PAIR.bandwidth} [GPU]"
    )


def _tokens_per_step() -> Derived:
    kept = (1 - 0.7**5) / (1 - 0.7)
    return Derived.of(kept, "(1 - 0.7^5) / (1 - 0.7)", f"{kept:.2f} tokens")


def _kv_on_one_gpu() -> Derived:
    left = USABLE * PAIR.gpu.memory - PAIR.weights - ACTIVATIONS
    return Derived.of(
        left,
        f"{PAIR.gpu.memory} x {USABLE} - {PAIR.weights} weights in FP8 - {ACTIVATIONS} "
        "activations (assumed)",
    )


def _exact_search() -> Derived:
    size, read = 1_000_000 * 768 * 4 * B, operation_time(READ_OF_MEMORY)
    return Derived.of(
        float(size / (1 * MiB)) * read.time,
        f"1M x 768 x 4 B / (1 MiB per {read.time}) [{read.key}]",
    )


def _training_state() -> Derived:
    return RUN.memory


def _gpus_for_the_state() -> DerivedCount:
    memory = RUN.gpu.memory
    said = f"{brief(RUN.memory)} / {memory}, rounded up, activations apart"
    return DerivedCount.of(ceil(float(RUN.memory / memory)), said)


def _step_of_training() -> Derived:
    return RUN.step


def _exchange_over_all_nics() -> Derived:
    return RUN.sharded_step(ALL_NICS)


def _exchange_over_one_nic() -> Derived:
    return RUN.sharded_step(ONE_NIC)


def _mixtral_memory() -> Derived:
    return Derived.of(47 * GB, "47bn parameters [MIXTRAL] x 1 B (FP8)")


def _mixtral_read() -> Derived:
    share = 13 / 47
    return Derived.of(share, "13bn active / 47bn parameters [MIXTRAL]", f"{share:.0%}")


FACTS: Facts = {
    "token_at_50": lambda: time_per_token(0.5),
    "token_at_65": lambda: time_per_token(0.65),
    "token_at_80": lambda: time_per_token(0.8),
    "first_token_at_65": lambda: first_token_p95(0.65),
    "sequences_reserved": lambda: PAIR.sequences(8_192),
    "sequences_paged": lambda: PAIR.sequences(CHAT.into + CHAT.out / 2),
    "prefill_of_a_document": lambda: prefill(30_000),
    "prefill_of_a_chunk": lambda: prefill(2_048),
    "decode_step": lambda: PAIR.decode_step,
    "memory_of_70b_in_bf16": lambda: LLAMA_3_70B.weights(BF16),
    "memory_of_70b_in_fp8": lambda: LLAMA_3_70B.weights(FP8),
    "memory_of_70b_in_int4": lambda: LLAMA_3_70B.weights(INT4),
    "hnsw_memory": lambda: retrieval.memory_hnsw(100_000_000, dimensions=768),
    "pq_memory": lambda: retrieval.memory_ivf_pq(100_000_000, dimensions=768),
    "searches_at_10": lambda: retrieval.searches_per_core(10),
    "searches_at_500": lambda: retrieval.searches_per_core(500),
    **named(
        _kv_of_a_prompt,
        _kv_transfer,
        _decode_floor,
        _tokens_per_step,
        _kv_on_one_gpu,
        _exact_search,
        _training_state,
        _gpus_for_the_state,
        _step_of_training,
        _exchange_over_all_nics,
        _exchange_over_one_nic,
        _mixtral_memory,
        _mixtral_read,
    ),
}
