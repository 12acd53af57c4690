"""Deletion requests, and legal holds that stand against them."""

import httpx

from scenarios.apps.server import WorldServer


def test_an_erasure_leaves_nothing_of_the_person(server: WorldServer, user: httpx.Client) -> None:
    """Neither record nor notes, and no old values in the history."""
    user.post("/customers/103/notes", data={"body": "Has a dog."})
    user.post("/privacy/erase", data={"request": "2"})
    after = server.dump()
    assert "103" not in after["customers"]
    for table in ("notes", "mails", "deals", "todos", "history"):
        assert not any(row["customer_id"] == 103 for row in after[table].values())
    emptied = [row for row in after["history"].values() if row["customer_id"] == 0]
    assert emptied
    assert not any(row["old"] or row["new"] for row in emptied)
    assert after["requests"]["2"]["status"] == "closed"


def test_a_hold_forbids_the_erasure(server: WorldServer, user: httpx.Client) -> None:
    """And says what to do; once it is lifted, it goes."""
    before = server.dump()
    answer = user.post("/privacy/erase", data={"request": "3"}, follow_redirects=True)
    assert "under legal hold" in answer.text
    assert server.dump() == before
    user.post("/privacy/holds/1/lift")
    user.post("/privacy/erase", data={"request": "3"})
    assert "105" not in server.dump()["customers"]


def test_a_request_is_dealt_with_once(server: WorldServer, user: httpx.Client) -> None:
    """A closed one takes no other answer."""
    user.post("/privacy/1/answer", data={"answer": "Called back."})
    for path, fields in (("/privacy/1/answer", {"answer": "x"}), ("/privacy/erase", {"request": "1"})):
        assert user.post(path, data=fields).status_code == 404
    assert server.dump()["requests"]["1"]["answer"] == "Called back."
