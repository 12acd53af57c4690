"""What an export holds, and who can get it."""

import httpx

from scenarios.apps.server import WorldServer


def _export(server: WorldServer, user: httpx.Client, **fields: object) -> dict[str, object]:
    user.post("/exports/new?kind=list&id=1", data=fields)
    row = server.database.one("SELECT * FROM exports ORDER BY id DESC")
    assert row is not None
    return row


def test_only_the_ticked_parts_are_in_the_file(server: WorldServer, user: httpx.Client) -> None:
    """Private notes are in it where notes are, which is why they count."""
    plain = _export(server, user, parts="contact", destination="download")
    text = user.get(f"/exports/{plain['id']}/file").text
    assert text.startswith("name,title,firm,email,phone,street,city,segment")
    assert "divorce" not in text
    full = _export(server, user, parts=["notes", "consent", "deals"], destination="download")
    text = user.get(f"/exports/{full['id']}/file").text
    assert text.startswith("name,deals,notes,consent")
    assert "divorce" in text
    assert "@" not in text


def test_a_link_to_an_export_ends(server: WorldServer, user: httpx.Client) -> None:
    """Strangers get the file until its day, and never one that was only downloaded."""
    row = _export(server, user, parts="contact", destination="link", lasts="30")
    assert row["expires"] == "2026-06-13"
    assert "Alessia Brandt" in httpx.get(f"{server.url}/x/{row['token']}").text
    server.database.run("UPDATE exports SET expires = '2026-05-01' WHERE id = ?", row["id"])
    assert httpx.get(f"{server.url}/x/{row['token']}").status_code == 404
    assert httpx.get(f"{server.url}/x/x3").status_code == 404


def test_every_export_is_in_the_log(server: WorldServer, user: httpx.Client) -> None:
    """With the name of what went."""
    name = _export(server, user, parts="contact", destination="download")["what"]
    assert f"exported {name}" in user.get("/log").text


def test_what_is_missing_is_told(user: httpx.Client) -> None:
    """A part, a place, an address."""
    for fields, told in (
        ({"destination": "download"}, "Tick at least one part."),
        ({"parts": "contact"}, "Choose where the export goes."),
        ({"parts": "contact", "destination": "mail", "address": "x"}, "This is no e-mail address."),
    ):
        answer = user.post("/exports/new?kind=list&id=1", data=fields)
        assert answer.status_code == 422
        assert told in answer.text
