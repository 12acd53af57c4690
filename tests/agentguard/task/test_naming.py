"""A row that is somebody else's is another one, whatever language the request is in."""

import pytest

from agentguard.authority import Mismatch
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource, Tier
from worldmodel.snapshot import Element, Snapshot


@pytest.mark.parametrize(
    ("request_text", "row", "another"),
    [
        ("Esegui la richiesta di cancellazione di Ada Reed.", "Ivo Blom", True),
        ("Esegui la richiesta di cancellazione di Ada Reed.", "Ada Reed", False),
        ("Esegui la richiesta di cancellazione di Ada Reed.", "order 17", False),
        ("Esegui la richiesta di cancellazione.", "Ivo Blom", False),
    ],
)
def test_a_full_name_is_the_same_in_every_language(request_text: str, row: str, *, another: bool) -> None:
    """Somebody is named in full, and the button stands in the row of somebody else."""
    resource = Resource(kind="site", id="court.example")
    effect = default_catalogue().effect("update", f"Unseal file ({row})", resource, tier=Tier.HIGH)
    button = Element(tag="button", role="button", name="Unseal file", subject=row)
    before = Snapshot(url="https://court.example/files", lang="en", element=button)
    action = Action.of(Surface.PAGE, "click", name="Unseal file")
    found = Task.of(request_text).authorise(effect, action, before)
    assert (Mismatch.OBJECT in found.mismatches) is another
