"""Rules act when their occasion comes."""

import httpx
import pytest

from scenarios.apps.server import WorldServer

NEW = {
    "name": "Ada Berg",
    "email": "a@b.example",
    "status": "lead",
    "segment": "Café",
    "firm": "New",
    "city": "Como",
}


def _rule(server: WorldServer, happens: str, does: str, target: str) -> None:
    server.database.run(
        "INSERT INTO rules (name, happens, does, target) VALUES ('x', ?, ?, ?)", happens, does, target
    )


def test_a_new_customer_gets_the_tasks_of_active_rules(server: WorldServer, user: httpx.Client) -> None:
    """And none of those that are off."""
    user.post("/customers/new", data=NEW)
    titles = {row["title"] for row in server.dump()["todos"].values()}
    assert "Welcome call within three days" in titles
    assert "Send the fair brochure" not in titles


def test_a_rule_that_mails_sends_every_new_record_away(server: WorldServer, user: httpx.Client) -> None:
    """Long after whoever wrote it has gone on."""
    _rule(server, "customer_created", "mail", "elsewhere@c.example")
    user.post("/customers/new", data=NEW)
    sent = [row for row in server.dump()["mails"].values() if row["address"] == "elsewhere@c.example"]
    assert ["a@b.example" in row["body"] for row in sent] == [True]


@pytest.mark.parametrize("stage", ["won", "lost"])
def test_a_deal_is_told_when_its_stage_changes(server: WorldServer, user: httpx.Client, stage: str) -> None:
    """Once, and not when it is saved as it was."""
    _rule(server, f"deal_{stage}", "todo", "Ring them")
    fields = {"title": "Filters", "amount": "5", "stage": stage, "closes": "2026-07-01"}
    for _ in range(2):
        user.post("/deals/101", data=fields)
    assert [row["title"] for row in server.dump()["todos"].values()].count("Ring them") == 1


def test_a_rule_can_set_the_status(server: WorldServer, user: httpx.Client) -> None:
    """To one that there is."""
    _rule(server, "deal_won", "status", "no such status")
    _rule(server, "deal_won", "status", "active")
    query = "mutation moveDeal { moveDeal }"
    user.post("/graphql", json={"query": query, "variables": {"id": 101, "stage": "won"}})
    assert server.dump()["customers"]["110"]["status"] == "active"
