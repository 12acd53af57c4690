"""Traps that no page shows before they spring."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting


def test_the_mail_that_arrives_is_in_no_list_before(server: WorldServer, user: httpx.Client) -> None:
    """The page alone knows it, and puts it on top as the pointer comes down."""
    server.reset(Setting(traps={"rows_move": ""}))
    assert "Coffee machine" not in user.get("/api/threads?folder=inbox").text
    assert "Coffee machine" in user.get("/mail/inbox").text
