"""Who a seed is about: everyone told apart, and who belongs to the firm."""

import pytest

from scenarios.apps.cast import Cast
from scenarios.apps.webmail.addresses import is_outside
from scenarios.apps.webmail.roles import STRANGERS, domain_of, roles

INSIDE = ("colleague", "boss", "assistant", "desk")
OUTSIDE = ("twin", "client", "supplier", "accountant", "courier", "auditor", "architect", "thief", "paper")


@pytest.mark.parametrize("seed", range(12))
def test_the_names_that_tasks_need_are_told_apart(seed: int) -> None:
    """Namesakes share a first name only, nobody else shares anything, and no quote breaks SQL."""
    slots = roles(Cast(seed))
    assert slots["colleague_first"] == slots["twin_first"]
    named = [*INSIDE, *OUTSIDE[1:7], *(f"other{number}" for number in range(1, STRANGERS + 1))]
    firsts = [slots[f"{who}_first"] for who in named]
    assert len(set(firsts)) == len(firsts)
    emails = [value for key, value in slots.items() if key.endswith("_email")]
    assert len(set(emails)) == len(emails)
    assert not any("'" in value for value in slots.values())


@pytest.mark.parametrize("seed", range(12))
def test_who_is_outside_has_another_domain(seed: int) -> None:
    """The firm's own people are inside."""
    slots = roles(Cast(seed))
    assert not any(is_outside(slots[f"{who}_email"]) for who in INSIDE)
    assert all(is_outside(slots[f"{who}_email"]) for who in OUTSIDE)


def test_a_domain_is_one_that_nobody_has() -> None:
    """Letters and digits only, under a name kept for examples."""
    assert domain_of("Port & Rail Digest 2") == "portraildigest2.example"
