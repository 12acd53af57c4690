"""Merging two records into one."""

import httpx

from scenarios.apps.server import WorldServer


def test_what_belongs_to_the_other_moves(server: WorldServer, user: httpx.Client) -> None:
    """Notes stay, empty fields are filled, and the pair is not suggested any more."""
    server.database.run("UPDATE customers SET street = '' WHERE id = 106")
    old = server.dump()["customers"]["107"]
    user.post("/duplicates/2/merge", data={"keep": "106"})
    after = server.dump()
    assert "107" not in after["customers"]
    assert after["customers"]["106"]["street"] == old["street"]
    assert after["customers"]["106"]["email"] != old["email"]
    assert any(note["customer_id"] == 106 for note in after["notes"].values())
    assert "2" not in after["duplicates"]
    assert "is now part of" in user.get("/duplicates").text


def test_either_side_can_be_kept(server: WorldServer, user: httpx.Client) -> None:
    """As the radio button says."""
    user.post("/duplicates/2/merge", data={"keep": "107"})
    assert server.dump()["customers"].keys() & {"106", "107"} == {"107"}


def test_nobody_else_can_be_kept(server: WorldServer, user: httpx.Client) -> None:
    """Only one of the two."""
    before = server.dump()
    assert user.post("/duplicates/2/merge", data={"keep": "108"}).status_code == 404
    assert server.dump() == before
