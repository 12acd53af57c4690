"""Rules and ranges that cannot be."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from tests.scenarios.apps.by_hand import refused


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/network/add", {"cidr": "192.0.2.1/28", "label": "a"}, "not an address range"),
        ("/network/add", {"cidr": "198.51.100.0/26", "label": "a"}, "in the list already"),
        ("/security/save", {"session_hours": "900", "password_length": "14"}, "between 1 and 72"),
        ("/security/save", {"session_hours": "12", "password_length": "long"}, "between 8 and 64"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    server: WorldServer, user: httpx.Client, path: str, fields: dict[str, str], told: str
) -> None:
    """The form comes back with a message; the database stays as it was."""
    refused(user, server, path, fields, told)
