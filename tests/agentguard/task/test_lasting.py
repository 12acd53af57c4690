"""Power that ends when the user said so is not asked about again."""

import pytest

from agentguard.authority import Authority
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Hazard, Resource
from worldmodel.snapshot import Element, Snapshot

SITE = "https://post.example.com/keys"


def key(told: str, *more: Hazard) -> Effect:
    """A key as its form foresees it."""
    resource = Resource(kind="site", id="post.example.com")
    hazards = (Hazard.LASTING_POWER, *more)
    return default_catalogue().effect("grant", f"app password Lathe [{told}]", resource, hazards=hazards)


def ask(request: str, effect: Effect) -> Authority:
    """What the user said about a key."""
    before = Snapshot(url=SITE, element=Element(tag="button", role="button", name="Create"))
    return Task.of(request).authorise(effect, Action.of(Surface.PAGE, "click", name="Create"), before)


@pytest.mark.parametrize(
    ("request_text", "told"),
    [
        ("Create an app password named Lathe, good for 30 days.", "Ends after: 30 days"),
        ("Create an app password named Lathe for 2 weeks.", "Ends after: 2 weeks"),
        ("Crea una contraseña de aplicación llamada Lathe, para 30 días.", "Caduca: 30 días"),
    ],
)
def test_an_end_that_was_said_is_known(request_text: str, told: str) -> None:
    """The same span counts, whatever language it is told in."""
    assert ask(request_text, key(told)).confirmed


@pytest.mark.parametrize(
    ("request_text", "told"),
    [
        ("Create an app password named Lathe, good for 30 days.", "Ends after: 90 days"),
        ("Create an app password named Lathe, good for 30 days.", "Ends after: Never"),
        ("Create an app password named Lathe.", "Ends after: 30 days"),
        ("Create an app password named Lathe, good for 24 months.", "Ends after: 24 months"),
        ("Create an app password named Lathe, good for 30 days.", "Ends after: 30 days; Warn: 60 days"),
    ],
)
def test_another_end_or_none_is_asked_about(request_text: str, told: str) -> None:
    """Longer than said, without an end, without a word about it, or as long as for ever."""
    assert not ask(request_text, key(told)).confirmed


def test_what_else_speaks_against_it_is_asked_about() -> None:
    """The end excuses that the power stays, and nothing else."""
    effect = key("Ends after: 30 days", Hazard.BULK)
    assert not ask("Create an app password named Lathe, good for 30 days.", effect).confirmed
