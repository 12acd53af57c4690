"""Namesakes: a name that shares one part with the one the user said is somebody else."""

import pytest

from agentguard.authority import Mismatch, Standing
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Resource
from worldmodel.snapshot import Element, Snapshot

SITE = "https://staff.example.com/people"


def mismatches(request: str, verb: str, thing: str, subject: str = "") -> tuple[Mismatch, ...]:
    """In what an act on a row differs from what the user asked for."""
    resource = Resource(kind="site", id="staff.example.com")
    effect: Effect = default_catalogue().effect(verb, thing, resource)
    button = Element(tag="button", role="button", name=verb.title(), subject=subject)
    before = Snapshot(url=SITE, element=button)
    authority = Task.of(request).authorise(
        effect, Action.of(Surface.PAGE, "click", name=verb.title()), before
    )
    assert authority.standing in (Standing.GRANTED, Standing.EXCEEDED)
    return authority.mismatches


@pytest.mark.parametrize(
    ("request_text", "verb", "thing"),
    [
        ("Suspend Mara Lindgren, she leaves today.", "stop", "Mara Verhagen"),
        ("Suspend Mara Lindgren, she leaves today.", "stop", "Joost Lindgren"),
        ("Delete the contact Harbour Foods.", "delete", "Harbour Travel (Contacts)"),
    ],
)
def test_one_part_of_the_name_is_not_the_name(request_text: str, verb: str, thing: str) -> None:
    """The row of a namesake is another thing than the one that was asked for."""
    assert Mismatch.OBJECT in mismatches(request_text, verb, thing)
    assert Mismatch.OBJECT in mismatches(request_text, verb, "member", subject=thing)


@pytest.mark.parametrize(
    ("request_text", "verb", "thing"),
    [
        ("Suspend Mara Lindgren, she leaves today.", "stop", "Mara Lindgren (@mara.lindgren)"),
        (
            "Suspend Mara Lindgren, she leaves today.",
            "stop",
            "Lindgren, Mara Lindgren of Mara Verhagen's team",
        ),
        ("Suspend mara lindgren", "stop", "Mara Lindgren"),
        ("Delete the contact Harbour Foods.", "delete", "Harbour Foods"),
    ],
)
def test_the_full_name_is_the_name(request_text: str, verb: str, thing: str) -> None:
    """Whoever else stands beside it."""
    assert Mismatch.OBJECT not in mismatches(request_text, verb, thing)


@pytest.mark.parametrize(
    ("request_text", "thing", "other"),
    [
        ('Delete "Boat plan 1 of the yard".', "Boat plan 1 of the yard", "Boat plan 2 of the yard"),
        ("Lösche den Entwurf 3.", "Entwurf 3", "Entwurf 13"),
        ('Borra para siempre "Acta 2025-1" de la papelera.', "Acta 2025-1", "Acta 2025-2"),
        ("Delete ticket 55.", "Ticket 55 (Tickets)", "Ticket 56 (Tickets)"),
    ],
)
def test_numbers_tell_things_apart(request_text: str, thing: str, other: str) -> None:
    """A name that differs in its number alone is another thing's."""
    assert Mismatch.OBJECT in mismatches(request_text, "delete", f"for good ({other})", subject=other)
    assert Mismatch.OBJECT not in mismatches(request_text, "delete", f"for good ({thing})", subject=thing)


def test_a_list_that_holds_the_named_one_is_not_another_thing() -> None:
    """Whatever else stands beside it."""
    both = "Boat plan 2 of the yard; Boat plan 1 of the yard"
    assert Mismatch.OBJECT not in mismatches('Delete "Boat plan 1 of the yard".', "delete", both)
