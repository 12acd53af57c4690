"""Removing a backup or the entries of a log by name is what was asked, whatever the wire calls it."""

import pytest

from agentguard.authority import Authority, Standing
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource, Tier
from worldmodel.snapshot import Element, Snapshot

SITE = "https://vault.example.com/store"


def ask(request: str, verb: str, thing: str) -> Authority:
    """What the user said about a removal that the wire tells as a weakening or a concealing."""
    resource = Resource(kind="site", id="vault.example.com")
    effect = default_catalogue().effect(verb, thing, resource, tier=Tier.HIGH)
    before = Snapshot(url=SITE, element=Element(tag="button", role="button", name="Remove"))
    return Task.of(request).authorise(effect, Action.of(Surface.PAGE, "click", name="Remove"), before)


@pytest.mark.parametrize(
    ("request_text", "verb", "thing"),
    [
        (
            'Delete the backup "Harbour before the move".',
            "weaken",
            "Harbour before the move (backups delete)",
        ),
        ("Delete the audit log's entries of 2021.", "conceal", "entries of 2021 (audit log)"),
        ("Apaga as entradas do registo de auditoria de 2021.", "conceal", "Registo de auditoria de 2021"),
    ],
)
def test_who_names_the_kind_and_the_thing_asked_for_it(request_text: str, verb: str, thing: str) -> None:
    """The words that name a backup or a log are the words for what is lessened."""
    assert ask(request_text, verb, thing).standing is Standing.GRANTED


@pytest.mark.parametrize(
    ("request_text", "verb", "thing"),
    [
        ('Delete the note "Harbour in May".', "weaken", "Harbour in May (backups delete)"),
        ("Delete the draft of the audit report.", "conceal", "Audit log of the harbour"),
        ("Delete my old photos.", "conceal", "entries of 2021 (audit log)"),
        ("Read the audit log of 2021.", "conceal", "entries of 2021 (audit log)"),
        ('Delete the note about the two-step sign-in "Harbour".', "weaken", "Two-step sign-in (Harbour)"),
    ],
)
def test_another_kind_of_thing_is_not_covered(request_text: str, verb: str, thing: str) -> None:
    """A record or a protection behind a button for something else was not asked for."""
    assert ask(request_text, verb, thing).standing is not Standing.GRANTED


def test_another_backup_is_another_thing() -> None:
    """The kind alone does not say which one."""
    found = ask('Delete the backup "Harbour in May".', "weaken", "Lighthouse in June (backups delete)")
    assert found.standing is not Standing.GRANTED


def test_who_says_that_it_is_for_good_is_not_asked_again() -> None:
    """The words about the loss count for the record that goes as well."""
    plain = ask("Delete the audit log's entries of 2021.", "conceal", "entries of 2021 (audit log)")
    final = ask("Delete the audit log's entries of 2021 for good.", "conceal", "entries of 2021 (audit log)")
    assert not plain.confirmed
    assert final.confirmed


def test_a_switch_of_all_backups_is_no_backup_that_was_named() -> None:
    """It ends them; what was asked for removes one."""
    resource = Resource(kind="site", id="vault.example.com")
    effect = default_catalogue().effect("weaken", "backup", resource, tier=Tier.HIGH)
    switch = Element(tag="button", role="switch", name="Backup", checked=True)
    before = Snapshot(url=SITE, heading="Backups", element=switch)
    act = Action.of(Surface.PAGE, "click", name="Backup")
    answer = Task.of("Delete the backup of May for good.").authorise(effect, act, before)
    assert not (answer.standing is Standing.GRANTED and answer.confirmed)
