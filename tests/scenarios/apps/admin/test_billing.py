"""Plans that cannot be."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from tests.scenarios.apps.by_hand import refused


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/billing/plan", {"plan": "Rowing boat", "seats": "40"}, "Choose a plan"),
        ("/billing/plan", {"plan": "Fleet", "seats": "501"}, "Between 1 and 500"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    server: WorldServer, user: httpx.Client, path: str, fields: dict[str, str], told: str
) -> None:
    """The form comes back with a message; the database stays as it was."""
    refused(user, server, path, fields, told)
