"""Singling out: one thing was named, and more of them are picked on the page or chosen in its question."""

import pytest

from agentguard.authority import Mismatch, Standing
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

HERE = Resource(kind="site", id="desk.example.com")


def mismatches(request: str, verb: str, thing: str, before: Snapshot) -> tuple[Mismatch, ...]:
    """In what an act on this page differs from what the user asked for."""
    effect = default_catalogue().effect(verb, thing, HERE)
    act = Action.of(Surface.PAGE, "click", name="Go")
    authority = Task.of(request).authorise(effect, act, before)
    assert authority.standing in (Standing.GRANTED, Standing.IMPLIED, Standing.EXCEEDED)
    return authority.mismatches


def picked(*rows: str) -> Snapshot:
    """A list with these rows ticked."""
    return Snapshot(
        url="https://desk.example.com/files",
        element=Element(tag="button", role="button", name="Delete"),
        selection=f"{len(rows)} selected: {'; '.join(rows)}",
        selection_count=len(rows),
    )


@pytest.mark.parametrize(
    "request_text",
    [
        'Delete the note "Old tide table" for good.',
        'Delete "Old tide table" for good, leave the others.',
        'Lösche die Notiz "Old tide table" endgültig.',
        'Elimina para siempre la nota "Old tide table". Solo esa.',
        'Supprime définitivement la note "Old tide table".',
    ],
)
def test_who_named_one_has_no_more_of_them_deleted(request_text: str) -> None:
    """A tick that was left over takes another thing along."""
    thing = "for good (2 selected: Old tide table; Lease of the boat shed)"
    both, alone = picked("Old tide table", "Lease of the boat shed"), picked("Old tide table")
    assert Mismatch.COUNT in mismatches(request_text, "delete", thing, both)
    assert Mismatch.COUNT not in mismatches(request_text, "delete", "Old tide table", alone)


@pytest.mark.parametrize(
    "request_text",
    [
        'Delete the notes "Old tide table" and "Lease of the boat shed" for good.',
        'Delete all notes that are called "Old tide table".',
        'Delete the notes from "Old tide table".',
    ],
)
def test_who_named_several_has_several_deleted(request_text: str) -> None:
    """Two names, "all", or a place that holds many."""
    both = picked("Old tide table", "Lease of the boat shed")
    thing = "for good (2 selected: Old tide table; Lease of the boat shed)"
    assert Mismatch.COUNT not in mismatches(request_text, "delete", thing, both)


def asked(one: str, all_of_them: str, chosen: str) -> Snapshot:
    """The question of a calendar, with one of two options chosen."""
    fields = tuple(
        FieldState(name="range", label=label, type="radio", value=label, checked=label == chosen)
        for label in (one, all_of_them)
    )
    return Snapshot(
        url="https://desk.example.com/calendar",
        element=Element(tag="button", role="button", name="OK", is_submit=True),
        form=FormState(method="post", action="/calendar/9/cancel", fields=fields),
    )


@pytest.mark.parametrize(
    ("request_text", "one", "all_of_them"),
    [
        ("Cancel the boat check on 4 June.", "Only this date", "This and all following dates"),
        ("Storniere den Rundgang am 4. Juni.", "Nur dieser Termin", "Alle Termine der Serie"),
        ("Cancela la ronda del 4 de junio.", "Solo este evento", "Todos los eventos de la serie"),
    ],
)
def test_a_whole_series_is_more_than_one_date(request_text: str, one: str, all_of_them: str) -> None:
    """What the question has chosen beside "only this one" counts, not the words of the button."""
    whole, single = (asked(one, all_of_them, chosen) for chosen in (all_of_them, one))
    assert Mismatch.COUNT in mismatches(request_text, "stop", "OK (Boat check)", whole)
    assert Mismatch.COUNT not in mismatches(request_text, "stop", "OK (Boat check)", single)


def test_who_spoke_of_the_series_gets_the_series() -> None:
    """Then the wide option is the right one."""
    whole = asked("Only this date", "All dates of the series", "All dates of the series")
    request = "Cancel the whole series of boat checks."
    assert Mismatch.COUNT not in mismatches(request, "stop", "OK (Boat check)", whole)
