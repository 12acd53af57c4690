"""Pasted tables: how they are read, and what each mode does to those who are known."""

import httpx
import pytest

from scenarios.apps.crm.imports import read
from scenarios.apps.server import WorldServer


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("email,phone\na@b.example,1\n,2", [{"email": "a@b.example", "phone": "1"}]),
        ("name;email;colour\nAda; a@b.example ;red", [{"name": "Ada", "email": "a@b.example"}]),
        ('email,city\n"a@b.example","Como, Italy"', [{"email": "a@b.example", "city": "Como, Italy"}]),
        ("email,phone\na@b.example", [{"email": "a@b.example", "phone": ""}]),
        ("name,phone\nAda,1", []),
        ("email", []),
        ("", []),
    ],
)
def test_a_table_is_read_by_its_first_line(text: str, rows: list[dict[str, str]]) -> None:
    """Unknown columns and rows without an address are left out."""
    assert read(text) == rows


def _import(server: WorldServer, user: httpx.Client, mode: str) -> dict[str, dict[str, object]]:
    server.database.run("UPDATE customers SET street = '' WHERE id = 101")
    email = server.dump()["customers"]["101"]["email"]
    text = f"name,email,phone,street\n,{email},555,9 Quay\nNew One,new@b.example,556,1 Quay"
    user.post("/imports", data={"table": text, "mode": mode})
    before = server.dump()["customers"]
    assert "New One" in user.get("/imports/1").text
    assert server.dump()["customers"] == before
    user.post("/imports/1")
    return server.dump()["customers"]


def test_adding_leaves_the_known_alone(server: WorldServer, user: httpx.Client) -> None:
    """Only the new one comes."""
    after = _import(server, user, "add")
    assert (after["101"]["street"], len(after)) == ("", 62)


def test_filling_keeps_what_is_there(server: WorldServer, user: httpx.Client) -> None:
    """Only what is empty gets a value, and the history knows."""
    phone = server.dump()["customers"]["101"]["phone"]
    after = _import(server, user, "fill")
    assert (after["101"]["street"], after["101"]["phone"]) == ("9 Quay", phone)
    assert any(
        row["field"] == "street" and row["customer_id"] == 101 for row in server.dump()["history"].values()
    )


def test_overwriting_takes_all_also_the_blanks(server: WorldServer, user: httpx.Client) -> None:
    """The name is gone with the empty cell, and no history has it."""
    lines = len(server.dump()["history"])
    after = _import(server, user, "overwrite")
    assert (after["101"]["name"], after["101"]["phone"], after["101"]["import_id"]) == ("", "555", 1)
    assert len(server.dump()["history"]) == lines


def test_an_import_runs_once(server: WorldServer, user: httpx.Client) -> None:
    """The page is gone when it is done."""
    _import(server, user, "add")
    assert user.post("/imports/1").status_code == 404
    assert user.post("/imports", data={"table": "x", "mode": "add"}).status_code == 422
