"""The row at hand only resembles the thing that stands elsewhere on the page by the user's own words."""

import pytest

from agentguard.authority import Mismatch, Standing
from agentguard.provenance import Provenance
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource
from worldmodel.snapshot import Element, Snapshot

SITE = Resource(kind="site", id="books.test")
PAGE = (
    "Kai Moss kai.moss@winter.test Delete Boxes Old cellar Delete Old attic Delete Winter coats 2024 Delete"
)


@pytest.mark.parametrize(
    ("request_text", "row", "meant"),
    [
        ("Delete the Old attic box.", "Old attic", True),
        ("Delete the Old attic box.", "Old cellar", False),
        ("delete the Old attic box, we sold it", "Old cellar", False),
        ("Delete the old box in the cellar.", "Old cellar", True),
        ("Delete the winter coats of 2024.", "Winter coats 2024", True),
        ("Delete Kai Moss (kai.moss@winter.test).", "Kai Moss kai.moss@winter.test", True),
    ],
)
def test_the_thing_that_bears_the_words_is_the_one(request_text: str, row: str, *, meant: bool) -> None:
    """One shared word is not enough while another row holds them all."""
    found = default_catalogue().effect("delete", row, SITE)
    element = Element(tag="a", role="link", name="Delete", subject=row, context=f"{row} Delete")
    before = Snapshot(url="https://books.test/boxes", text=PAGE, element=element)
    answer = Task.of(request_text).authorise(
        found, Action.of(Surface.PAGE, "click", name="Delete"), before, Provenance()
    )
    assert (answer.standing is Standing.GRANTED) is meant
    assert (Mismatch.OBJECT in answer.mismatches) is not meant
