"""What a reader sees as one character. The only module that imports wcwidth.

A letter with its accents, a joined emoji, a flag and an Indic syllable are one each. The tables
come with the library: those of Python itself differ from one version to the next.
"""

from collections.abc import Iterable

_NARROW, _SQUARE, _EMOJI = 0.55, 1.0, 1.25
"""What fonts need for a Latin or Indic letter, a Chinese one and an emoji, in em."""
_IN_COLOUR = "\ufe0f"


def clusters(text: str) -> Iterable[str]:
    """The characters of `text`, as a reader counts them.

    >>> [len(one) for one in clusters("e\u0301👩\u200d💻🇩🇪")]
    [2, 3, 2]
    """
    if text.isascii():
        return text
    # Here, since its tables are slow to load and most designs do without them.
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def guessed_em(cluster: str, base: float | None = None) -> float:
    """How wide a font of the machine is likely to draw `cluster`, in em.

    `base` is how wide its first character is in the shipped font; accents add nothing to it.

    >>> [guessed_em(one) for one in ("東", "🚀", "ع", "\u200b")]
    [1.0, 1.25, 0.55, 0.0]
    """
    from wcwidth import width

    if is_emoji(cluster):
        return _EMOJI
    cells = width(cluster)
    if cells < 2:
        return min(cells, 1) * (_NARROW if base is None else base)
    return cells * _NARROW if cluster < "\u1100" else _SQUARE


def is_emoji(cluster: str) -> bool:
    """Whether a reader sees `cluster` as a picture in colour.

    >>> [is_emoji(one) for one in ("🚀", "❤\ufe0f", "❤", "1\ufe0f\u20e3", "東", "A")]
    [True, True, False, True, False, False]
    """
    from wcwidth import width

    is_symbol = "\u2300" <= cluster < "\u2c00" or "\U0001f000" <= cluster < "\U00020000"
    return _IN_COLOUR in cluster or (is_symbol and width(cluster) > 1)
