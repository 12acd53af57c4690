"""The four verdicts, mildest first, and the one way to combine them."""

from collections.abc import Iterable
from enum import StrEnum

from typing_extensions import override


class Verdict(StrEnum):
    """What becomes of an action.

    `allow`: it runs. `ask`: it waits for a person. `replan`: not run; the agent learns what it would have
    caused and which safer routes exist. `block`: not run, no route.
    """

    ALLOW = "allow"
    ASK = "ask"
    REPLAN = "replan"
    BLOCK = "block"

    @property
    def severity(self) -> int:
        """0 for allow up to 3 for block."""
        return _ORDER.index(self)

    # A str brings all four comparisons of its own (by alphabet), so each is replaced by hand.

    @override
    def __lt__(self, other: str) -> bool:
        return self.severity < Verdict(other).severity

    @override
    def __le__(self, other: str) -> bool:
        return self.severity <= Verdict(other).severity

    @override
    def __gt__(self, other: str) -> bool:
        return self.severity > Verdict(other).severity

    @override
    def __ge__(self, other: str) -> bool:
        return self.severity >= Verdict(other).severity


_ORDER = (Verdict.ALLOW, Verdict.ASK, Verdict.REPLAN, Verdict.BLOCK)


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the strictest of `verdicts`, whatever their order; allow when there is none."""
    return max(verdicts, default=Verdict.ALLOW)
