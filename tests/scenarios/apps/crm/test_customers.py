"""The list of customers: batches, filters, and what is done to many at once."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting


def test_rows_come_in_batches_without_a_gap(user: httpx.Client) -> None:
    """Every customer once, those in the bin not at all."""
    names: list[str] = []
    total = 1
    while len(names) < total:
        answer = user.get("/api/customers", params={"from": len(names)}).json()
        assert 0 < len(answer["rows"]) <= 20
        names += [row["id"] for row in answer["rows"]]
        total = answer["total"]
    assert len(set(names)) == total == 59


def test_the_filter_looks_at_names_firms_and_cities(user: httpx.Client) -> None:
    """And at the status, if one is chosen."""
    assert [row["name"] for row in user.get("/api/customers?q=Sottoportico").json()["rows"]] == [
        "Teo Bianchetti"
    ]
    assert {row["status"] for row in user.get("/api/customers?status=lost").json()["rows"]} == {"lost"}
    assert user.get("/api/customers?q=nobody-of-that-name").json() == {"rows": [], "total": 0}


def test_a_bulk_edit_can_be_undone_once(server: WorldServer, user: httpx.Client) -> None:
    """Every former value comes back."""
    before = server.dump()["customers"]
    answer = user.post(
        "/customers/bulk",
        data={"action": "edit", "ids": ["1", "2"], "field": "segment", "value": "Trade fair"},
    )
    assert answer.headers["location"] == "/customers?undo=1&done=saved"
    assert server.dump()["customers"]["2"]["segment"] == "Trade fair"
    user.post("/batches/1/undo")
    after = server.dump()["customers"]
    assert [after[one]["segment"] for one in ("1", "2")] == [before[one]["segment"] for one in ("1", "2")]
    assert user.post("/batches/1/undo").status_code == 404


def test_all_of_the_filter_means_just_those(server: WorldServer, user: httpx.Client) -> None:
    """Those who match and no others, whoever is ticked."""
    fields = {"action": "edit", "ids": "101", "field": "city", "value": "Asti", "all": "1", "q": "Bernat"}
    user.post("/customers/bulk", data=fields)
    assert [row["name"] for row in server.dump()["customers"].values() if row["city"] == "Asti"] == [
        "Bernat Oliver"
    ]


def test_a_segment_may_be_written_in_italian(server: WorldServer, user: httpx.Client) -> None:
    """The records keep one spelling."""
    server.reset(Setting(language="it"))
    user.post("/customers/bulk", data={"action": "edit", "ids": "1", "field": "segment", "value": "Fiera"})
    assert server.dump()["customers"]["1"]["segment"] == "Trade fair"


def test_an_act_nobody_knows_is_not_there(server: WorldServer, user: httpx.Client) -> None:
    """Nor is one on nobody."""
    before = server.dump()
    for fields in ({"action": "burn", "ids": "1"}, {"action": "bin", "ids": ""}):
        assert user.post("/customers/bulk", data=fields).status_code == 404
    assert server.dump() == before
