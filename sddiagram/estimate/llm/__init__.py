"""Language models: what a token costs in memory and time, how many replicas, how soon an answer.

>>> prompts = Tokens(1_500, out=300, prefix_hits=0.5)
>>> pair = LLAMA_70B_ON_2_H100
>>> pair.rate(prompts).how
'1 / (6.86e-05 x 1,500 x (1 - 0.5) + 7.1e-05 x 300 + 6.84e-08 x 495,000) = 9.38 rps'
>>> pair.replicas(pair.rate(prompts) * 40, prompts, margin=1.15)
71
"""

from sddiagram.estimate.llm.cost import cost_per_million_tokens as cost_per_million_tokens
from sddiagram.estimate.llm.load import (
    FirstToken as FirstToken,
    FirstTokens as FirstTokens,
    Load as Load,
)
from sddiagram.estimate.llm.models import (
    A100 as A100,
    BF16 as BF16,
    FP8 as FP8,
    H100 as H100,
    H200 as H200,
    INT4 as INT4,
    LLAMA_2_7B as LLAMA_2_7B,
    LLAMA_2_13B as LLAMA_2_13B,
    LLAMA_3_8B as LLAMA_3_8B,
    LLAMA_3_70B as LLAMA_3_70B,
    LLAMA_3_405B as LLAMA_3_405B,
    Gpu as Gpu,
    Model as Model,
)
from sddiagram.estimate.llm.prefixes import (
    prefix_memory as prefix_memory,
    prefixes_kept_for as prefixes_kept_for,
)
from sddiagram.estimate.llm.replicas import (
    LLAMA_8B_ON_H100 as LLAMA_8B_ON_H100,
    LLAMA_70B_ON_2_H100 as LLAMA_70B_ON_2_H100,
    LLAMA_70B_ON_H200 as LLAMA_70B_ON_H200,
    LLAMA_405B_ON_8_H100 as LLAMA_405B_ON_8_H100,
    Replica as Replica,
    Tokens as Tokens,
)
