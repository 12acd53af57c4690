"""Lists: who is on them, and which can go."""

import httpx

from scenarios.apps.server import WorldServer


def test_a_list_shows_its_members_by_name(server: WorldServer, user: httpx.Client) -> None:
    """Those in the bin are left out."""
    server.database.run("UPDATE customers SET binned = '2026-05-14 10:20' WHERE id = 34")
    text = user.get("/lists/4").text
    assert "Klara Hofbauer" in text
    assert "Karin Solheim" not in text


def test_whoever_is_taken_off_stays_a_customer(server: WorldServer, user: httpx.Client) -> None:
    """And stays on the other lists."""
    user.post("/lists/1/remove", data={"customer": "2"})
    after = server.dump()
    assert "2" in after["customers"]
    lists = {row["list_id"] for row in after["list_members"].values() if row["customer_id"] == 2}
    assert lists == {2}


def test_a_list_that_a_campaign_uses_stays(server: WorldServer, user: httpx.Client) -> None:
    """The page says why; one that none uses goes, and its customers stay."""
    answer = user.post("/lists/1/delete", follow_redirects=True)
    assert "1" in server.dump()["lists"]
    assert "A campaign uses this list" in answer.text
    customers = server.dump()["customers"]
    user.post("/lists/4/delete")
    assert "4" not in server.dump()["lists"]
    assert server.dump()["customers"] == customers
