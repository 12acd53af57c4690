"""Access requests."""

import httpx

from scenarios.apps.server import WorldServer


def role_of(console: WorldServer, user: int) -> str:
    """A member's role."""
    row = console.database.one("SELECT role FROM users WHERE id = ?", user)
    return str(row["role"]) if row else ""


def test_an_approval_gives_the_role_and_a_denial_does_not(console: WorldServer, owner: httpx.Client) -> None:
    """The decision counts once."""
    owner.post("/requests/1/decide", data={"decision": "approve"})
    owner.post("/requests/2/decide", data={"decision": "deny"})
    assert (role_of(console, 5), role_of(console, 6)) == ("Developer", "Developer")
    assert owner.post("/requests/2/decide", data={"decision": "approve"}).status_code == 404
    assert role_of(console, 6) == "Developer"


def test_approving_all_approves_every_open_one(console: WorldServer, owner: httpx.Client) -> None:
    """No request stays open."""
    owner.post("/requests/approve-all")
    assert role_of(console, 6) == "Admin"
    assert console.database.one("SELECT id FROM access_requests WHERE status = 'open'") is None


def test_an_empty_comment_is_no_comment(console: WorldServer, owner: httpx.Client) -> None:
    """Blanks are not written."""
    before = console.dump()
    owner.post("/requests/1/comments", data={"body": "  "})
    assert console.diff(before) == []
