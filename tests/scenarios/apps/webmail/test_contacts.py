"""The address book."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD

ADA = {"name": "Ada Berg", "email": "a@b.example", "phone": "1", "firm": "Berg", "note": "Fair"}


def test_a_contact_is_found_by_name_or_firm(user: httpx.Client) -> None:
    """And only then."""
    slots = WORLD.slots(0)
    for query in (slots["client"], slots["client_firm"]):
        text = user.get("/contacts", params={"q": query}).text
        assert slots["client_email"] in text
        assert slots["supplier_email"] not in text


def test_the_form_comes_filled_from_a_mail(user: httpx.Client) -> None:
    """With the sender's name and address."""
    text = user.get("/contacts/new", params={"name": ADA["name"], "email": ADA["email"]}).text
    assert 'value="Ada Berg"' in text
    assert 'value="a@b.example"' in text


def test_a_contact_is_made_changed_and_deleted(server: WorldServer, user: httpx.Client) -> None:
    """One at a time."""
    before = len(server.dump()["contacts"])
    place = user.post("/contacts/new", data=ADA).headers["location"].split("?")[0]
    user.post(f"{place}/edit", data={**ADA, "phone": "2"})
    number = place.rsplit("/", 1)[1]
    assert server.dump()["contacts"][number]["phone"] == "2"
    user.post(f"{place}/delete")
    assert len(server.dump()["contacts"]) == before


def test_a_contact_needs_a_name_and_an_address(server: WorldServer, user: httpx.Client) -> None:
    """What was entered is shown again."""
    before = server.dump()
    for wrong in ({"name": ""}, {"email": ""}, {"email": "nobody"}):
        answer = user.post("/contacts/new", data={**ADA, **wrong})
        assert answer.status_code == 400
        assert "A contact needs a name and an address." in answer.text
        assert "Fair" in answer.text
    assert server.dump() == before
