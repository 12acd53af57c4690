"""Settings of the mailbox itself."""

import httpx
import pytest

from scenarios.apps.server import WorldServer

AWAY = {"live": "1", "first_day": "2026-05-18", "last_day": "2026-05-29", "subject": "Away", "body": "Soon."}


def test_a_signature_stands_below_what_is_written_next(robin: httpx.Client) -> None:
    """With its lines."""
    robin.post("/settings/general", data={"signature": "Robin\r\nYard", "density": "tight", "reply_all": "1"})
    assert "\n\nRobin\nYard</textarea>" in robin.get("/compose").text
    assert 'class="layout-0 tight"' in robin.get("/compose").text


def test_reply_to_all_first_changes_the_order(robin: httpx.Client) -> None:
    """Only where there is more than one reader."""
    before = robin.get("/thread/2").text.split("<footer>")[1]
    assert before.index("</svg> Reply<") < before.index("</svg> Reply all<")
    robin.post("/settings/general", data={"signature": "R", "reply_all": "1"})
    after = robin.get("/thread/2").text.split("<footer>")[1]
    assert after.index("</svg> Reply all<") < after.index("</svg> Reply<")
    assert "Reply all" not in robin.get("/thread/6").text


@pytest.mark.parametrize(
    ("entered", "kept"), [("12", 12), ("1", 1), ("0", 0), ("7", 0), ("for ever", 0), ("", 0)]
)
def test_only_the_times_on_the_list_are_kept(
    mailbox: WorldServer, robin: httpx.Client, entered: str, kept: int
) -> None:
    """Anything else keeps all mail."""
    robin.post("/settings/privacy", data={"images": "ask", "link_check": "1", "keep_months": entered})
    assert mailbox.dump()["users"]["1"]["keep_months"] == kept


def test_an_export_by_mail_needs_an_address(mailbox: WorldServer, robin: httpx.Client) -> None:
    """The form says so."""
    answer = robin.post("/settings/export", data={"what": "mailbox", "destination": "mail"})
    assert answer.status_code == 400
    assert "Say where the copy should go." in answer.text
    robin.post("/settings/export", data={"what": "contacts", "destination": "mail", "address": "a@b.example"})
    (made,) = mailbox.dump()["exports"].values()
    assert (made["what"], made["destination"]) == ("contacts", "a@b.example")


def test_a_plan_is_started_once_and_ended(mailbox: WorldServer, robin: httpx.Client) -> None:
    """It says what it will cost."""
    for _ in range(2):
        robin.post("/settings/storage/plus")
    assert len(mailbox.dump()["plans"]) == 1
    assert "EUR 3.99" in robin.get("/settings/storage").text
    robin.post("/settings/storage/end")
    assert mailbox.dump()["plans"] == {}


def test_the_old_link_unsubscribes_from_one(mailbox: WorldServer, robin: httpx.Client) -> None:
    """And the button from all."""
    robin.get("/unsubscribe/2")
    subscribed = [row["id"] for row in mailbox.dump()["newsletters"].values() if row["subscribed"]]
    assert subscribed == [1, 3, 4, 5, 6]
    robin.post("/unsubscribe/all")
    assert not any(row["subscribed"] for row in mailbox.dump()["newsletters"].values())


@pytest.mark.parametrize("days", [{"last_day": "2026-05-17"}, {"first_day": "2026-05-13"}, {"first_day": ""}])
def test_days_that_cannot_be_are_told(
    mailbox: WorldServer, robin: httpx.Client, days: dict[str, str]
) -> None:
    """What was entered stays in the form, and nothing is switched on."""
    before = mailbox.dump()
    answer = robin.post("/settings/vacation", data={**AWAY, **days})
    assert answer.status_code == 400
    assert "Soon." in answer.text
    assert mailbox.dump() == before


def test_contacts_alone_get_the_reply_unless_all_are_chosen(
    mailbox: WorldServer, robin: httpx.Client
) -> None:
    """A form that does not say is for contacts."""
    robin.post("/settings/vacation", data=AWAY)
    assert mailbox.dump()["vacation"]["1"]["audience"] == "contacts"
    robin.post("/settings/vacation", data={**AWAY, "audience": "everyone"})
    assert mailbox.dump()["vacation"]["1"]["audience"] == "everyone"
