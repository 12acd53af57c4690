"""Who gets a campaign."""

import httpx
import pytest

from scenarios.apps.server import WorldServer


def _reached(server: WorldServer) -> list[dict[str, object]]:
    return server.database.all(
        "SELECT c.consent_mail, m.body FROM mails m JOIN customers c ON c.id = m.customer_id "
        "WHERE campaign_id = 1"
    )


def test_only_those_who_agreed_get_it(server: WorldServer, user: httpx.Client) -> None:
    """Each one mail, with the footer that the law asks for."""
    user.post("/campaigns/1/send", data={"audience": "consented"})
    reached = _reached(server)
    assert len(reached) > 5
    assert {row["consent_mail"] for row in reached} == {1}
    assert all(str(row["body"]).endswith("Valmora Espresso, machines and service") for row in reached)


@pytest.mark.parametrize("fields", [{"audience": "everyone"}, {"audience": "consented", "soft": "1"}])
def test_either_way_of_taking_everyone_takes_everyone(
    server: WorldServer, user: httpx.Client, fields: dict[str, str]
) -> None:
    """The whole list, once; a second time nothing goes out."""
    user.post("/campaigns/1/send", data=fields)
    assert len(_reached(server)) == 13
    assert user.post("/campaigns/1/send", data=fields).status_code == 404
    assert len(_reached(server)) == 13


def test_saving_a_draft_sends_nothing(server: WorldServer, user: httpx.Client) -> None:
    """Nor does looking at who would get it."""
    fields = {"subject": "Come", "body": "Taste", "list": "1", "audience": "consented"}
    assert user.post("/campaigns/1", data=fields).headers["location"].startswith("/campaigns/1?")
    answer = user.post("/campaigns/1", data={**fields, "next": "review"})
    assert answer.headers["location"].startswith("/campaigns/1/review")
    user.get("/campaigns/1/review")
    assert _reached(server) == []
