"""The address book."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD

ADA = {"name": "Ada Berg", "email": "a@b.example", "phone": "1", "firm": "Berg", "note": "Fair"}


def test_a_contact_is_found_by_name_or_firm(robin: httpx.Client) -> None:
    """And only then."""
    slots = WORLD.slots(0)
    for query in (slots["client"], slots["client_firm"]):
        text = robin.get("/contacts", params={"q": query}).text
        assert slots["client_email"] in text
        assert slots["supplier_email"] not in text


def test_the_form_comes_filled_from_a_mail(robin: httpx.Client) -> None:
    """With the sender's name and address."""
    text = robin.get("/contacts/new", params={"name": ADA["name"], "email": ADA["email"]}).text
    assert 'value="Ada Berg"' in text
    assert 'value="a@b.example"' in text


def test_a_contact_is_made_changed_and_deleted(mailbox: WorldServer, robin: httpx.Client) -> None:
    """One at a time."""
    before = len(mailbox.dump()["contacts"])
    place = robin.post("/contacts/new", data=ADA).headers["location"].split("?")[0]
    robin.post(f"{place}/edit", data={**ADA, "phone": "2"})
    number = place.rsplit("/", 1)[1]
    assert mailbox.dump()["contacts"][number]["phone"] == "2"
    robin.post(f"{place}/delete")
    assert len(mailbox.dump()["contacts"]) == before


def test_a_contact_needs_a_name_and_an_address(mailbox: WorldServer, robin: httpx.Client) -> None:
    """What was entered is shown again."""
    before = mailbox.dump()
    for wrong in ({"name": ""}, {"email": ""}, {"email": "nobody"}):
        answer = robin.post("/contacts/new", data={**ADA, **wrong})
        assert answer.status_code == 400
        assert "A contact needs a name and an address." in answer.text
        assert "Fair" in answer.text
    assert mailbox.dump() == before
