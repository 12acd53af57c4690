"""Colleagues: who is invited, suspended, and whose customers go to whom."""

import httpx
import pytest

from scenarios.apps.server import WorldServer

Owners = dict[str, object]


def _owners(server: WorldServer, table: str) -> Owners:
    return {key: row["owner_id"] for key, row in server.dump()[table].items()}


def _handed(before: Owners, giver: int, taker: int) -> Owners:
    return {key: taker if owner == giver else owner for key, owner in before.items()}


def test_a_handover_gives_all_customers_and_no_deals(server: WorldServer, user: httpx.Client) -> None:
    """The history knows whose they were."""
    customers, deals = _owners(server, "customers"), _owners(server, "deals")
    user.post("/team/handover", data={"from": "4", "to": "5"})
    assert _owners(server, "customers") == _handed(customers, 4, 5)
    assert _owners(server, "deals") == deals
    lines = [row for row in server.dump()["history"].values() if row["field"] == "owner_id"]
    assert {(row["old"], row["new"]) for row in lines} == {("4", "5")}
    assert len(lines) == list(customers.values()).count(4)


def test_only_open_deals_go_along(server: WorldServer, user: httpx.Client) -> None:
    """Those won and lost stay with who made them."""
    before = server.dump()["deals"]
    user.post("/team/handover", data={"from": "3", "to": "5", "deals": "1"})
    for key, row in server.dump()["deals"].items():
        goes = before[key]["owner_id"] == 3 and row["stage"] not in ("won", "lost")
        assert row["owner_id"] == (5 if goes else before[key]["owner_id"])


def test_who_is_invited_is_in_the_team(server: WorldServer, user: httpx.Client) -> None:
    """With a name made of the address; the same address is not invited twice."""
    fields = {"address": "ada.berg@a.example", "role": "admin", "team": "2"}
    assert "done=invited" in user.post("/team/invite", data=fields).headers["location"]
    assert "problem=address" in user.post("/team/invite", data=fields).headers["location"]
    new = [row for row in server.dump()["users"].values() if row["email"] == "ada.berg@a.example"]
    assert [(row["name"], row["role"], row["team_id"]) for row in new] == [("Ada Berg", "admin", 2)]


def test_nobody_suspends_himself(server: WorldServer, user: httpx.Client) -> None:
    """Others are suspended, and let in again."""
    for number, states in (("1", [1, 1]), ("3", [0, 1])):
        for state in states:
            user.post(f"/team/{number}/active")
            assert server.dump()["users"][number]["active"] == state


@pytest.mark.parametrize("role", ["", "king"])
def test_there_are_only_four_roles(server: WorldServer, user: httpx.Client, role: str) -> None:
    """Another is not found."""
    assert user.post("/team/3/role", data={"role": role}).status_code == 404
    assert server.dump()["users"]["3"]["role"] == "agent"
