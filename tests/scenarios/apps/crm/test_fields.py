"""The fields of a record keep their history."""

import httpx
import pytest

from scenarios.apps.crm.fields import problem
from scenarios.apps.server import WorldServer


def test_what_stood_there_before_is_kept(server: WorldServer, user: httpx.Client) -> None:
    """One line for each field that really changed."""
    found = server.dump()["customers"]["1"]
    fields = {name: found[name] for name in ("name", "title", "email", "street", "status", "segment")}
    user.post("/customers/1/edit", data={**fields, "phone": "01632 960111", "city": found["city"]})
    lines = [row for row in server.dump()["history"].values() if row["at"] == "2026-05-14 10:20"]
    assert [(row["field"], row["old"], row["new"]) for row in lines] == [
        ("phone", found["phone"], "01632 960111")
    ]
    assert "01632 960111" in user.get("/customers/1/history").text


@pytest.mark.parametrize(
    "values", [{"name": " "}, {"email": "nobody"}, {"status": "gone"}, {"segment": "Castle"}]
)
def test_a_value_that_can_not_be_is_told(values: dict[str, str]) -> None:
    """In a sentence."""
    assert problem(values).endswith(".")


def test_good_values_have_no_problem() -> None:
    """Only the fields that are given are looked at."""
    assert problem({"city": "", "status": "lead"}) == ""
