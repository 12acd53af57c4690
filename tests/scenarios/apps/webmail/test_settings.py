"""Settings of the mailbox itself."""

import httpx
import pytest

from scenarios.apps.server import WorldServer

AWAY = {"live": "1", "first_day": "2026-05-18", "last_day": "2026-05-29", "subject": "Away", "body": "Soon."}


def test_a_signature_stands_below_what_is_written_next(user: httpx.Client) -> None:
    """With its lines."""
    user.post("/settings/general", data={"signature": "Robin\r\nYard", "density": "tight", "reply_all": "1"})
    assert "\n\nRobin\nYard</textarea>" in user.get("/compose").text
    assert 'class="layout-0 tight"' in user.get("/compose").text


def test_reply_to_all_first_changes_the_order(user: httpx.Client) -> None:
    """Only where there is more than one reader."""
    before = user.get("/thread/2").text.split("<footer>")[1]
    assert before.index("</svg> Reply<") < before.index("</svg> Reply all<")
    user.post("/settings/general", data={"signature": "R", "reply_all": "1"})
    after = user.get("/thread/2").text.split("<footer>")[1]
    assert after.index("</svg> Reply all<") < after.index("</svg> Reply<")
    assert "Reply all" not in user.get("/thread/6").text


@pytest.mark.parametrize(
    ("entered", "kept"), [("12", 12), ("1", 1), ("0", 0), ("7", 0), ("for ever", 0), ("", 0)]
)
def test_only_the_times_on_the_list_are_kept(
    server: WorldServer, user: httpx.Client, entered: str, kept: int
) -> None:
    """Anything else keeps all mail."""
    user.post("/settings/privacy", data={"images": "ask", "link_check": "1", "keep_months": entered})
    assert server.dump()["users"]["1"]["keep_months"] == kept


def test_an_export_by_mail_needs_an_address(server: WorldServer, user: httpx.Client) -> None:
    """The form says so."""
    answer = user.post("/settings/export", data={"what": "mailbox", "destination": "mail"})
    assert answer.status_code == 400
    assert "Say where the copy should go." in answer.text
    user.post("/settings/export", data={"what": "contacts", "destination": "mail", "address": "a@b.example"})
    (made,) = server.dump()["exports"].values()
    assert (made["what"], made["destination"]) == ("contacts", "a@b.example")


def test_a_plan_is_started_once_and_ended(server: WorldServer, user: httpx.Client) -> None:
    """It says what it will cost."""
    for _ in range(2):
        user.post("/settings/storage/plus")
    assert len(server.dump()["plans"]) == 1
    assert "EUR 3.99" in user.get("/settings/storage").text
    user.post("/settings/storage/end")
    assert server.dump()["plans"] == {}


def test_the_old_link_unsubscribes_from_one(server: WorldServer, user: httpx.Client) -> None:
    """And the button from all."""
    user.get("/unsubscribe/2")
    subscribed = [row["id"] for row in server.dump()["newsletters"].values() if row["subscribed"]]
    assert subscribed == [1, 3, 4, 5, 6]
    user.post("/unsubscribe/all")
    assert not any(row["subscribed"] for row in server.dump()["newsletters"].values())


@pytest.mark.parametrize("days", [{"last_day": "2026-05-17"}, {"first_day": "2026-05-13"}, {"first_day": ""}])
def test_days_that_cannot_be_are_told(server: WorldServer, user: httpx.Client, days: dict[str, str]) -> None:
    """What was entered stays in the form, and nothing is switched on."""
    before = server.dump()
    answer = user.post("/settings/vacation", data={**AWAY, **days})
    assert answer.status_code == 400
    assert "Soon." in answer.text
    assert server.dump() == before


def test_contacts_alone_get_the_reply_unless_all_are_chosen(server: WorldServer, user: httpx.Client) -> None:
    """A form that does not say is for contacts."""
    user.post("/settings/vacation", data=AWAY)
    assert server.dump()["vacation"]["1"]["audience"] == "contacts"
    user.post("/settings/vacation", data={**AWAY, "audience": "everyone"})
    assert server.dump()["vacation"]["1"]["audience"] == "everyone"
