"""Members: invitations and accounts that cannot be."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from tests.scenarios.apps.by_hand import refused


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/members/invite", {"name": "", "email": "a@b.example", "role": "Viewer"}, "are needed"),
        ("/members/invite", {"name": "A", "email": "a@b.example", "role": "Emperor"}, "Choose a role"),
        ("/members/1/role", {"role": "Viewer"}, "Another owner"),
        ("/members/2/delete", {"typed": "somebody else"}, "Type the address"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    server: WorldServer, user: httpx.Client, path: str, fields: dict[str, str], told: str
) -> None:
    """The form comes back with a message; the database stays as it was."""
    refused(user, server, path, fields, told)
