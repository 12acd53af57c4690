"""Who and what gets into the mailbox."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD


def test_a_delegate_is_let_in_and_taken_out(mailbox: WorldServer, robin: httpx.Client) -> None:
    """With the rights that were chosen."""
    robin.post("/settings/delegates", data={"email": " A@B.example ", "rights": "send"})
    assert "Read mail and send in my name" in robin.get("/settings/delegates").text
    ((key, made),) = mailbox.dump()["delegates"].items()
    assert (made["email"], made["rights"]) == ("a@b.example", "send")
    robin.post(f"/settings/delegates/{key}/remove")
    assert mailbox.dump()["delegates"] == {}


def test_an_app_password_is_shown_once(robin: httpx.Client) -> None:
    """By the answer that makes it."""
    made = robin.post("/settings/app-passwords", data={"name": "Fax", "scope": "send", "days": "30"})
    assert "It is shown only once." in made.text
    later = robin.get("/settings/security").text
    assert "It is shown only once." not in later
    assert "<strong>Fax</strong>" in later


def test_a_new_password_is_the_next_one_asked_for(mailbox: WorldServer, robin: httpx.Client) -> None:
    """The old one is needed to set it, and lets nobody in afterwards."""
    name, old = WORLD.sign_in
    fields = {"current": old, "new": "rosemary-17", "again": "rosemary-17"}
    assert robin.post("/settings/password", data={**fields, "current": "guess"}).status_code == 400
    assert robin.post("/settings/password", data={**fields, "new": "short"}).status_code == 400
    assert robin.post("/settings/password", data=fields).status_code == 303
    for password, status in ((old, 401), ("rosemary-17", 303)):
        answer = httpx.post(f"{mailbox.url}/login", data={"username": name, "password": password})
        assert answer.status_code == status


def test_the_browser_in_use_is_never_signed_out(mailbox: WorldServer, robin: httpx.Client) -> None:
    """Whether one device is named or all others are."""
    robin.post("/settings/devices", data={"which": "3"})
    assert set(mailbox.dump()["devices"]) == {"1", "2", "4"}
    robin.post("/settings/devices", data={"which": "1"})
    robin.post("/settings/devices", data={"which": "others"})
    assert set(mailbox.dump()["devices"]) == {"1"}


def test_only_the_two_switches_are_switches(mailbox: WorldServer, robin: httpx.Client) -> None:
    """No other column of the user can be set that way."""
    before = mailbox.dump()
    assert robin.put("/settings/switch/link_check", json={"on": False}).status_code == 404
    assert mailbox.dump() == before
    assert robin.put("/settings/switch/two_step", json={"on": False}).json() == {"on": False}
    assert mailbox.dump()["users"]["1"]["two_step"] == 0


def test_the_list_of_activity_can_be_cleared(robin: httpx.Client) -> None:
    """It then says that there is nothing."""
    assert "Wrong password three times" in robin.get("/settings/security").text
    robin.post("/settings/activity/clear")
    assert "Nothing is recorded." in robin.get("/settings/security").text
