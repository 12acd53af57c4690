"""A transfer from its form through its review to the booking."""

import re

import httpx

from scenarios.apps.server import WorldServer

FORM = {"account_id": "1", "amount": "48.50", "reference": "Dinner", "day": "2026-06-11"}
TYPED = {**FORM, "name": "Ada", "iban": "ZZ10 0000 1111 2222 33"}


def test_the_review_says_what_the_form_said_and_sends_nothing(
    server: WorldServer, user: httpx.Client
) -> None:
    """Only the review's own button moves money."""
    before = server.dump()
    review = user.post("/pay", data=TYPED, follow_redirects=True)
    assert "Ada" in review.text
    assert "€48.50" in review.text
    assert server.diff(before) == []
    done = user.post("/pay/1/send", data={"to": ""}, follow_redirects=True)
    assert "On its way" in done.text
    assert [(change.verb, change.cents) for change in server.diff(before)] == [("transfer", 4850)]


def test_what_is_wrong_is_said_and_what_was_typed_stays(server: WorldServer, user: httpx.Client) -> None:
    """Each with its own words, and no draft is left."""
    for field, value, told in (
        ("amount", "lots", "Please enter an amount"),
        ("iban", "ZZ1", "Please check the IBAN"),
        ("name", " ", "Please fill in"),
        ("account_id", "77", "Please choose an account"),
        ("amount", "999999", "not enough money"),
    ):
        answer = user.post("/pay", data={**TYPED, field: value})
        assert answer.status_code == 422
        assert told in answer.text
        assert "Dinner" in answer.text
    assert server.dump()["drafts"] == {}


def test_a_large_transfer_is_approved_in_a_box_unless_that_is_off(
    server: WorldServer, user: httpx.Client
) -> None:
    """The box is a frame; who trusts the payee or turned approval off gets the plain button."""
    large = {**FORM, "payee_id": "5", "amount": "6000"}
    assert "<iframe" in user.post("/pay", data=large, follow_redirects=True).text
    trusted = {**large, "payee_id": "3"}
    assert "<iframe" not in user.post("/pay", data=trusted, follow_redirects=True).text
    server.database.run("UPDATE users SET ask_each = 0")
    assert "<iframe" not in user.post("/pay", data=large, follow_redirects=True).text


def test_a_draft_is_sent_once(server: WorldServer, user: httpx.Client) -> None:
    """A second press finds nothing to send."""
    address = user.post("/pay", data=TYPED).headers["location"]
    assert re.fullmatch(r"/pay/\d+", address)
    assert [user.post(f"{address}/send").status_code for _ in range(2)] == [303, 404]
    assert server.database.holds("SELECT count(*) = 1 FROM transfers WHERE name = 'Ada'")
