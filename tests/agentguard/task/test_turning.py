"""Turning: what the object adds to the verbs of an ask."""

import pytest

from agentguard.task.reading import read


@pytest.mark.parametrize(
    ("request_text", "verb"),
    [
        ("Take the power of attorney over my account away from Mara Lindgren.", "stop"),
        ("Entziehe Mara Lindgren die Vollmacht für mein Konto.", "stop"),
        ("Revoca l'accesso a Mara Lindgren.", "stop"),
        ("Delete my account.", "close_account"),
    ],
)
def test_the_object_tells_what_kind_of_end_it_is(request_text: str, verb: str) -> None:
    """Access that is taken away is stopped, an account that is deleted is closed."""
    assert verb in read(request_text).grants[0].verbs


@pytest.mark.parametrize(
    "request_text",
    ["Remove the blue card from my account.", "Entferne die Karte aus meinem Konto."],
)
def test_a_place_is_not_the_thing(request_text: str) -> None:
    """What is removed from an account leaves the account open."""
    assert "close_account" not in read(request_text).grants[0].verbs
