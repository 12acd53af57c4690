"""The list of customers: batches, filters, and what is done to many at once."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting


def test_rows_come_in_batches_without_a_gap(clerk: httpx.Client) -> None:
    """Every customer once, those in the bin not at all."""
    names: list[str] = []
    total = 1
    while len(names) < total:
        answer = clerk.get("/api/customers", params={"from": len(names)}).json()
        assert 0 < len(answer["rows"]) <= 20
        names += [row["id"] for row in answer["rows"]]
        total = answer["total"]
    assert len(set(names)) == total == 59


def test_the_filter_looks_at_names_firms_and_cities(clerk: httpx.Client) -> None:
    """And at the status, if one is chosen."""
    assert [row["name"] for row in clerk.get("/api/customers?q=Sottoportico").json()["rows"]] == [
        "Teo Bianchetti"
    ]
    assert {row["status"] for row in clerk.get("/api/customers?status=lost").json()["rows"]} == {"lost"}
    assert clerk.get("/api/customers?q=nobody-of-that-name").json() == {"rows": [], "total": 0}


def test_a_bulk_edit_can_be_undone_once(desk: WorldServer, clerk: httpx.Client) -> None:
    """Every former value comes back."""
    before = desk.dump()["customers"]
    answer = clerk.post(
        "/customers/bulk",
        data={"action": "edit", "ids": ["1", "2"], "field": "segment", "value": "Trade fair"},
    )
    assert answer.headers["location"] == "/customers?undo=1&done=saved"
    assert desk.dump()["customers"]["2"]["segment"] == "Trade fair"
    clerk.post("/batches/1/undo")
    after = desk.dump()["customers"]
    assert [after[one]["segment"] for one in ("1", "2")] == [before[one]["segment"] for one in ("1", "2")]
    assert clerk.post("/batches/1/undo").status_code == 404


def test_all_of_the_filter_means_just_those(desk: WorldServer, clerk: httpx.Client) -> None:
    """Those who match and no others, whoever is ticked."""
    fields = {"action": "edit", "ids": "101", "field": "city", "value": "Asti", "all": "1", "q": "Bernat"}
    clerk.post("/customers/bulk", data=fields)
    assert [row["name"] for row in desk.dump()["customers"].values() if row["city"] == "Asti"] == [
        "Bernat Oliver"
    ]


def test_a_segment_may_be_written_in_italian(desk: WorldServer, clerk: httpx.Client) -> None:
    """The records keep one spelling."""
    desk.reset(Setting(language="it"))
    clerk.post("/customers/bulk", data={"action": "edit", "ids": "1", "field": "segment", "value": "Fiera"})
    assert desk.dump()["customers"]["1"]["segment"] == "Trade fair"


def test_an_act_nobody_knows_is_not_there(desk: WorldServer, clerk: httpx.Client) -> None:
    """Nor is one on nobody."""
    before = desk.dump()
    for fields in ({"action": "burn", "ids": "1"}, {"action": "bin", "ids": ""}):
        assert clerk.post("/customers/bulk", data=fields).status_code == 404
    assert desk.dump() == before
