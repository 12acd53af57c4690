"""Verdicts combine by the strictest."""

from itertools import permutations, product

import pytest

from agentguard.verdict import Verdict, strictest


@pytest.mark.parametrize(("one", "other"), list(product(Verdict, repeat=2)))
def test_fault_23_strictest_of_two_layers_wins_in_every_order(one: Verdict, other: Verdict) -> None:
    """All sixteen orderings of two layers give the stricter verdict, whoever speaks last."""
    expected = max(one, other, key=lambda v: v.severity)
    assert strictest([one, other]) is strictest([other, one]) is expected


def test_any_order_of_all_verdicts_gives_block() -> None:
    """The order in which layers speak does not matter."""
    assert {strictest(order) for order in permutations(Verdict)} == {Verdict.BLOCK}


def test_no_layer_means_allow() -> None:
    """With nothing said against it, an action is allowed."""
    assert strictest([]) is Verdict.ALLOW


def test_verdicts_do_not_compare_as_words() -> None:
    """The order is by strictness, not by the alphabet, where "ask" would come before "allow"."""
    assert Verdict.ALLOW < Verdict.ASK < Verdict.REPLAN < Verdict.BLOCK
