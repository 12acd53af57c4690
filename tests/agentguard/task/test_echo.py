"""The user's words are the words of the control."""

from typing import Any

import pytest

from agentguard.authority import Authority, Standing
from agentguard.provenance import Provenance
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Hazard, Horizon, Resource, Tier
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

SITE = Resource(kind="site", id="desk.test")


def _effect(verb: str = "stop", **changes: Any) -> Effect:
    return default_catalogue().effect(verb, "thing", SITE, **{"tier": Tier.HIGH, **changes})


def _authority(request: str, label: str, effect: Effect, **element: Any) -> Authority:
    effect = effect.model_copy(update={"object": label})
    before = Snapshot(url="https://desk.test/", element=Element(name=label, role="button", **element))
    action = Action.of(Surface.PAGE, "click", name=label)
    return Task.of(request).authorise(effect, action, before, Provenance())


def _standing(request: str, label: str, effect: Effect) -> Standing:
    return _authority(request, label, effect).standing


@pytest.mark.parametrize(
    ("request_", "label"),
    [
        ("I am away, so skip the next delivery.", "Skip next"),
        ("Lass die nächste Lieferung bitte aus.", "Nächste auslassen"),
        ("Please defrost the pipe model.", "Defrost"),
        ("Could you snooze the reminder until Monday?", "Snooze"),
        ("Vertage die Sitzung auf Montag.", "Sitzung vertagen"),
        ("Log the parcel, then shelve it.", "Shelve"),
    ],
)
def test_a_deed_that_the_user_named_by_the_controls_own_word_is_asked_for(request_: str, label: str) -> None:
    """Whatever the deed is called: no list has to know it."""
    assert _standing(request_, label, _effect()) in (Standing.GRANTED, Standing.IMPLIED)


@pytest.mark.parametrize(
    ("request_", "label"),
    [
        ("Tell me how to defrost the pipe model.", "Defrost"),
        ("How do I snooze the reminder?", "Snooze"),
        ("Show me the list. Don't snooze anything.", "Snooze"),
        ("Open the snooze settings.", "Snooze"),
        ("Read the notice about shelving.", "Shelve"),
        ("Skip the next delivery.", "Defrost"),
    ],
)
def test_a_word_that_heads_no_wish_grants_nothing(request_: str, label: str) -> None:
    """Asking about a deed, ruling it out and naming it in passing are no orders."""
    assert _standing(request_, label, _effect()) not in (Standing.GRANTED, Standing.IMPLIED)


@pytest.mark.parametrize(
    "effect",
    [
        _effect("pay"),
        _effect("delete"),
        _effect("grant"),
        _effect(hazards=(Hazard.PRESELECTED,)),
        _effect(hazards=(Hazard.BULK,)),
        _effect(horizon=Horizon.LONG),
    ],
    ids=lambda effect: f"{effect.verb} {effect.hazards} {effect.horizon}",
)
def test_what_the_label_does_not_say_is_not_spoken_of(effect: Effect) -> None:
    """Weightier deeds behind the label, ticked extras, many things and later consequences."""
    standing = _standing("Please snooze the reminder.", "Snooze", effect)
    assert standing not in (Standing.GRANTED, Standing.IMPLIED)


@pytest.mark.parametrize(
    ("request_", "checked", "granted"),
    [
        ('Turn off "Confirm large orders" in my settings.', True, True),
        ("Disable confirm large orders, please.", True, True),
        ('Turn on "Confirm large orders" in my settings.', True, False),
        ('Turn off "Confirm returns" in my settings.', True, False),
        ('Turn off "Confirm large orders" in my settings.', False, False),
    ],
)
def test_a_switch_that_is_named_goes_the_way_that_was_asked(
    request_: str, checked: bool, granted: bool
) -> None:
    """Its whole name and the direction have to be said; then there is nothing left to ask."""
    answer = _authority(request_, "Confirm large orders", _effect("weaken"), checked=checked)
    assert (answer.standing in (Standing.GRANTED, Standing.IMPLIED)) is granted
    assert answer.confirmed is granted


@pytest.mark.parametrize(
    ("request_", "changed", "granted"),
    [
        ('Turn off "Confirm large orders" and save.', True, True),
        ('Desativa "Confirm large orders".', True, True),
        ('Turn on "Confirm large orders".', True, False),
        ('Turn off "Confirm returns".', True, False),
        ('Turn off "Confirm large orders".', False, False),
    ],
)
def test_a_box_that_is_named_is_saved_the_way_that_was_asked(
    request_: str, *, changed: bool, granted: bool
) -> None:
    """The button only saves: what it turns is the box that stands elsewhere than the page brought it."""
    label = "Confirm large orders"
    box = FieldState(name="confirm", label=label, type="checkbox", checked=False, changed=changed)
    form = FormState(method="post", action="/settings", fields=(box,))
    button = Element(name="Save settings", role="button", is_submit=True)
    before = Snapshot(url="https://desk.test/", element=button, form=form)
    effect = _effect("weaken").model_copy(update={"object": label})
    action = Action.of(Surface.PAGE, "click", name="Save settings")
    answer = Task.of(request_).authorise(effect, action, before, Provenance())
    assert (answer.standing is Standing.GRANTED and answer.confirmed) is granted


@pytest.mark.parametrize(
    ("request_", "name", "granted"),
    [
        ("Désactive la connexion en deux étapes, je change d'appareil.", "Connexion en deux étapes", True),
        ("Desactiva la verificación en dos pasos.", "Verificación en dos pasos", True),
        ("Active la connexion en deux étapes.", "Connexion en deux étapes", False),
        ("Désactive la lampe et regarde la connexion en deux étapes.", "Connexion en deux étapes", False),
        ("Ne désactive pas la connexion en deux étapes.", "Connexion en deux étapes", False),
    ],
)
def test_a_switch_named_with_in_is_named_whole(request_: str, name: str, *, granted: bool) -> None:
    """French and Spanish "en" parts nothing, and the way that the switch goes has to be said of it."""
    found = _authority(request_, name, _effect("weaken"), checked=True).standing
    assert (found is Standing.GRANTED) == granted


def test_dutch_en_joins_two_wishes() -> None:
    """What is said of the one switch is not said of the other."""
    request = "Zet de lamp uit, schakel het alarm uit en bekijk de tweede factor."
    assert (
        _authority(request, "Tweede factor", _effect("weaken"), checked=True).standing is not Standing.GRANTED
    )


@pytest.mark.parametrize(
    ("request_", "label", "granted"),
    [
        ("Turn off the login alerts, I set them up anew tonight.", "Turn off: login alerts", True),
        ("Desactiva la alerta de acceso.", "Desactivar: alerta de acceso", True),
        ("Turn off the lamp and look at the login alerts.", "Turn off: login alerts", False),
        ("Turn on the login alerts.", "Turn off: login alerts", False),
        ("Turn off the login alerts.", "Turn off: login lock", False),
    ],
)
def test_a_button_that_says_which_way_it_turns_what_is_a_switch(
    request_: str, label: str, *, granted: bool
) -> None:
    """Way and thing stand in its name, and both have to be said."""
    found = _authority(request_, label, _effect("weaken")).standing
    assert (found is Standing.GRANTED) == granted
