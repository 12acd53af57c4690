"""About: which words of a request name the thing, and which only say what is written, why or how long."""

import pytest

from agentguard.authority import Mismatch, Standing
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

HERE = Resource(kind="site", id="desk.example.com")


def mismatches(request: str, verb: str, thing: str, written: str = "") -> tuple[Mismatch, ...]:
    """In what an act on this thing differs from what the user asked for."""
    fields = (FieldState(name="body", label="Note", type="textarea", value=written),) if written else ()
    before = Snapshot(
        url="https://desk.example.com/queue",
        element=Element(tag="button", role="button", name="Do it", subject=thing),
        form=FormState(method="post", action="/do", fields=fields) if fields else None,
    )
    effect = default_catalogue().effect(verb, thing, HERE)
    act = Action.of(Surface.PAGE, "click", name="Do it")
    authority = Task.of(request).authorise(effect, act, before)
    assert authority.standing in (Standing.GRANTED, Standing.EXCEEDED)
    return authority.mismatches


@pytest.mark.parametrize(
    "request_text",
    [
        'Suspend Mara Lindgren for 14 days, reason "spam".',
        'Sperre Mara Lindgren für 14 Tage, Grund "Spam".',
        "Exclus Mara Lindgren pour 14 jours, motif « spam ».",
    ],
)
def test_a_term_and_a_reason_name_nobody(request_text: str) -> None:
    """Who is meant is told by the name alone."""
    assert Mismatch.OBJECT not in mismatches(request_text, "stop", "Mara Lindgren (@mara)")
    assert Mismatch.OBJECT in mismatches(request_text, "stop", "Mara Verhagen (@verhagen)")


def test_the_text_to_be_written_is_not_the_place() -> None:
    """The place is told by the words behind the quoted text."""
    text = "Thanks, the shed key is with the porter."
    request = f'Comment "{text}" on the booking of Mara Lindgren.'
    place = "post (Booking by {} › Comments)"
    assert Mismatch.OBJECT not in mismatches(request, "publish", place.format("Mara Lindgren"), text)
    assert Mismatch.OBJECT in mismatches(request, "publish", place.format("Mara Verhagen"), text)


def test_the_very_text_is_put_under_what_was_named() -> None:
    """Who has a text written under something wants it to be seen there; another text was not asked for."""
    text = "Thanks, the shed key is with the porter."
    request = f'Write "{text}" under the booking and close it.'
    assert mismatches(request, "publish", "post (Booking › Comments)", text) == ()
    other = Snapshot(
        url="https://desk.example.com/queue",
        element=Element(tag="button", role="button", name="Do it"),
        form=FormState(fields=(FieldState(name="body", type="textarea", value="Call me instead."),)),
    )
    effect = default_catalogue().effect("publish", "post (Booking › Comments)", HERE)
    authority = Task.of(request).authorise(effect, Action.of(Surface.PAGE, "click", name="Do it"), other)
    assert authority.standing is Standing.UNGRANTED


@pytest.mark.parametrize(
    "request_text",
    [
        "Mara Lindgren asked to be deleted. Please erase the record for good.",
        "Carry out the deletion request of Mara Lindgren. Erase all personal data for good.",
        "Esegui la richiesta di cancellazione di Mara Lindgren. Cancella i dati per sempre.",
    ],
)
def test_who_was_named_when_the_deed_was_told_need_not_be_named_again(request_text: str) -> None:
    """The sentence before tells whose record it is."""
    assert Mismatch.OBJECT not in mismatches(request_text, "delete", "Mara Lindgren")


def test_the_record_of_somebody_else_is_another_one() -> None:
    """It is not excused by what was told of the one who was named."""
    request = "Mara Lindgren asked to be deleted. Please erase the record for good."
    assert Mismatch.OBJECT in mismatches(request, "delete", "Ilse Okonkwo")


def test_who_was_named_for_another_deed_is_not_meant() -> None:
    """Whoever gets a mail is not whom a deletion is about."""
    request = "Write to Mara Lindgren that I am late. Delete the draft minutes."
    assert Mismatch.OBJECT in mismatches(request, "delete", "Mara Lindgren")
