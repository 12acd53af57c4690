"""Who and what gets into the mailbox."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD


def test_a_delegate_is_let_in_and_taken_out(server: WorldServer, user: httpx.Client) -> None:
    """With the rights that were chosen."""
    user.post("/settings/delegates", data={"email": " A@B.example ", "rights": "send"})
    assert "Read mail and send in my name" in user.get("/settings/delegates").text
    ((key, made),) = server.dump()["delegates"].items()
    assert (made["email"], made["rights"]) == ("a@b.example", "send")
    user.post(f"/settings/delegates/{key}/remove")
    assert server.dump()["delegates"] == {}


def test_an_app_password_is_shown_once(user: httpx.Client) -> None:
    """By the answer that makes it."""
    made = user.post("/settings/app-passwords", data={"name": "Fax", "scope": "send", "days": "30"})
    assert "It is shown only once." in made.text
    later = user.get("/settings/security").text
    assert "It is shown only once." not in later
    assert "<strong>Fax</strong>" in later


def test_a_new_password_is_the_next_one_asked_for(server: WorldServer, user: httpx.Client) -> None:
    """The old one is needed to set it, and lets nobody in afterwards."""
    name, old = WORLD.sign_in
    fields = {"current": old, "new": "rosemary-17", "again": "rosemary-17"}
    assert user.post("/settings/password", data={**fields, "current": "guess"}).status_code == 400
    assert user.post("/settings/password", data={**fields, "new": "short"}).status_code == 400
    assert user.post("/settings/password", data=fields).status_code == 303
    for password, status in ((old, 401), ("rosemary-17", 303)):
        answer = httpx.post(f"{server.url}/login", data={"username": name, "password": password})
        assert answer.status_code == status


def test_the_browser_in_use_is_never_signed_out(server: WorldServer, user: httpx.Client) -> None:
    """Whether one device is named or all others are."""
    user.post("/settings/devices", data={"which": "3"})
    assert set(server.dump()["devices"]) == {"1", "2", "4"}
    user.post("/settings/devices", data={"which": "1"})
    user.post("/settings/devices", data={"which": "others"})
    assert set(server.dump()["devices"]) == {"1"}


def test_only_the_two_switches_are_switches(server: WorldServer, user: httpx.Client) -> None:
    """No other column of the user can be set that way."""
    before = server.dump()
    assert user.put("/settings/switch/link_check", json={"on": False}).status_code == 404
    assert server.dump() == before
    assert user.put("/settings/switch/two_step", json={"on": False}).json() == {"on": False}
    assert server.dump()["users"]["1"]["two_step"] == 0


def test_the_list_of_activity_can_be_cleared(user: httpx.Client) -> None:
    """It then says that there is nothing."""
    assert "Wrong password three times" in user.get("/settings/security").text
    user.post("/settings/activity/clear")
    assert "Nothing is recorded." in user.get("/settings/security").text
