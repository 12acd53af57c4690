"""Whether one chosen name imitates another: same shape, extra words, one slip of the pen."""

import re

from worldmodel.confusables import skeleton
from worldmodel.host_suffixes import BAIT_WORDS

_SHORTEST = 4
"""Names under this many letters turn up inside others by chance."""


def imitates(core: str, brand: str) -> bool:
    """Whether `core`, the label that somebody registered, imitates the label `brand`."""
    mine, theirs = skeleton(core), skeleton(brand)
    if mine == theirs:
        return True
    if len(theirs) < _SHORTEST:
        return False
    words = re.split(r"[-_]+", mine)
    if len(words) > 1 and theirs in (*words, "".join(words)):
        return True
    extra = mine.removeprefix(theirs) if mine.startswith(theirs) else mine.removesuffix(theirs)
    if extra != mine and extra.strip("-") in _BAIT_SKELETONS:
        return True
    return len(theirs) > 5 and any(_one_slip(word, theirs) for word in words)


_BAIT_SKELETONS = frozenset(skeleton(word) for word in BAIT_WORDS)


def _one_slip(one: str, other: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns `one` into `other`."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])
