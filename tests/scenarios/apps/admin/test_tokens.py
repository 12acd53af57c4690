"""Tokens that cannot be."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from tests.scenarios.apps.by_hand import refused


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/tokens/new", {"name": "", "scopes": "read:usage", "expires": "30"}, "needs a name"),
        ("/tokens/new", {"name": "a", "scopes": "read:minds", "expires": "30"}, "at least one scope"),
        ("/tokens/new", {"name": "a", "scopes": "read:usage", "expires": "31"}, "when it expires"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    server: WorldServer, user: httpx.Client, path: str, fields: dict[str, str], told: str
) -> None:
    """The form comes back with a message; the database stays as it was."""
    refused(user, server, path, fields, told)
