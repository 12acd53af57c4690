"""Rules that are written and switched, and apps that come and go."""

import httpx
import pytest

from scenarios.apps.server import WorldServer

RULE = {"name": "Thanks", "happens": "deal_won", "does": "todo", "target": "Ring"}


def test_a_rule_is_active_at_once(server: WorldServer, user: httpx.Client) -> None:
    """A copy that is ticked is a second rule, which mails; an unticked one is none."""
    user.post("/rules/new", data={**RULE, "copy": "a@b.example"})
    user.post("/rules/new", data={**RULE, "copy": "a@b.example", "copies": "1"})
    new = [row for row in server.dump()["rules"].values() if "Thanks" in row["name"]]
    assert [(row["name"], row["does"], row["target"], row["active"]) for row in new] == [
        ("Thanks", "todo", "Ring", 1),
        ("Thanks", "todo", "Ring", 1),
        ("Copy of Thanks", "mail", "a@b.example", 1),
    ]


@pytest.mark.parametrize("wrong", [{"name": " "}, {"target": ""}, {"happens": "moon"}, {"does": "sing"}])
def test_a_rule_that_lacks_something_is_sent_back(
    server: WorldServer, user: httpx.Client, wrong: dict[str, str]
) -> None:
    """With what was typed, and nothing is stored."""
    before = server.dump()
    answer = user.post("/rules/new", data={**RULE, **wrong})
    assert answer.status_code == 422
    assert "A rule needs a name" in answer.text
    assert server.dump() == before


def test_an_app_gets_what_was_chosen(server: WorldServer, user: httpx.Client) -> None:
    """Its scope and its end; connecting it anew replaces them."""
    user.post("/apps/2/connect", data={"scope": "read", "lasts": "never"})
    user.post("/apps/2/connect", data={"scope": "own", "lasts": "7"})
    assert server.dump()["app_grants"]["2"] == {
        "app_id": 2, "scope": "own", "expires": "2026-05-21", "at": "2026-05-14 10:20"
    }  # fmt: skip


def test_an_app_leaves_only_after_the_last_question(server: WorldServer, user: httpx.Client) -> None:
    """The question alone takes nothing away; whoever has no access is not asked."""
    assert user.get("/apps/1/leave").status_code == 200
    assert "1" in server.dump()["app_grants"]
    user.post("/apps/1/leave", data={"answer": "leave"})
    assert "1" not in server.dump()["app_grants"]
    assert user.get("/apps/1/leave").status_code == 404


def test_staying_takes_the_yearly_plan(server: WorldServer, user: httpx.Client) -> None:
    """The app keeps its access, and the plan is on the settings' list."""
    user.post("/apps/1/leave", data={"answer": "keep"})
    assert "1" in server.dump()["app_grants"]
    settings = user.get("/settings").text
    assert "App Care, yearly" in settings
    assert "348.00" in settings
