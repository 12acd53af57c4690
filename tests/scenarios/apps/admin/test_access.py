"""Access requests."""

import httpx

from scenarios.apps.server import WorldServer


def role_of(server: WorldServer, member: int) -> str:
    """A member's role."""
    row = server.database.one("SELECT role FROM users WHERE id = ?", member)
    return str(row["role"]) if row else ""


def test_an_approval_gives_the_role_and_a_denial_does_not(server: WorldServer, user: httpx.Client) -> None:
    """The decision counts once."""
    user.post("/requests/1/decide", data={"decision": "approve"})
    user.post("/requests/2/decide", data={"decision": "deny"})
    assert (role_of(server, 5), role_of(server, 6)) == ("Developer", "Developer")
    assert user.post("/requests/2/decide", data={"decision": "approve"}).status_code == 404
    assert role_of(server, 6) == "Developer"


def test_approving_all_approves_every_open_one(server: WorldServer, user: httpx.Client) -> None:
    """No request stays open."""
    user.post("/requests/approve-all")
    assert role_of(server, 6) == "Admin"
    assert server.database.one("SELECT id FROM access_requests WHERE status = 'open'") is None


def test_an_empty_comment_is_no_comment(server: WorldServer, user: httpx.Client) -> None:
    """Blanks are not written."""
    before = server.dump()
    user.post("/requests/1/comments", data={"body": "  "})
    assert server.diff(before) == []
