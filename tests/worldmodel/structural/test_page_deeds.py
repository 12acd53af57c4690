"""Deeds by label, settings by form, and what the page tells of an act: other words, same kinds."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Reversibility, Tier
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page import predict_page
from worldmodel.structural.page_deeds import deed_in
from worldmodel.structural.page_views import is_unknown_deed


def press(name: str, role: str = "button", operation: str = "click", **state: Any) -> tuple[Effect, ...]:
    """Return the effects of clicking a control."""
    state.setdefault("url", "https://site.example/here")
    element = Element(
        role=role, name=name, context=state.pop("context", ""), checked=state.pop("checked", None)
    )
    return predict_page(Snapshot(element=element, **state), Action.of(Surface.PAGE, operation)).effects


def save(*fields: FieldState, label: str = "Save changes", **state: Any) -> tuple[Effect, ...]:
    """Return the effects of sending a form with these fields."""
    return press(label, form=FormState(method="post", fields=fields), **state)


def setting(name: str, value: str) -> FieldState:
    """Return a filled field."""
    return FieldState(name=name, value=value, filled=True)


def box(label: str) -> FieldState:
    """Return a box ticked beforehand."""
    return FieldState(label=label, type="checkbox", checked=True, checked_by_default=True)


def weighty(effects: tuple[Effect, ...]) -> dict[str, Effect]:
    """Return the effects of weight by verb."""
    return {effect.verb: effect for effect in effects if effect.tier is Tier.HIGH}


DEEDS = [
    ("Pay off the balance early", "pay"),
    ("Darlehen ablösen", "pay"),
    ("Redeem 900 miles", "pay"),
    ("Versicherung abschließen", "agree"),
    ("Souscrire le contrat", "agree"),
    ("Release salaries", "pay"),
    ("Nómina: aprobar", "pay"),
    ("Save forwarding", "persist"),
    ("Crear regla", "persist"),
    ("Begin the assessment", "execute"),
    ("試験を開始", "execute"),
    ("Unlock front door", "weaken"),
    ("Als gestohlen melden", "update"),
    ("Mark as stolen", "update"),
    ("Double the bid", "pay"),
    ("Leave this channel", "stop"),
    ("Withdraw my claim", "stop"),
    ("Reject applicant", "update"),
    ("File declaration", "send"),
]


@pytest.mark.parametrize(("label", "verb"), DEEDS)
def test_a_label_names_a_deed_by_act_and_thing(label: str, verb: str) -> None:
    """What is done and to what tell a deed of weight together, in several languages."""
    assert verb in weighty(press(label))


@pytest.mark.parametrize(
    "label",
    [
        "How to pay off a loan",
        "Release notes",
        "Salary overview",
        "Unlock tips",
        "Exam info",
        "See all rules",
    ],
)
def test_telling_of_a_deed_is_no_deed(label: str) -> None:
    """A label that asks or tells about a deed does not do it."""
    assert deed_in(label) is None
    assert not weighty(press(label))


@pytest.mark.parametrize(
    "label",
    ["Zap the quokka", "Graduate the class", "Defrost boiler", "機器を廃棄する", "Dégivrer la chaudière"],
)
def test_an_unknown_order_on_a_button_is_a_deed(label: str) -> None:
    """A control whose words order something unknown may do anything; its effect says label and place."""
    effects = weighty(press(label, title="Herd 12"))
    assert effects["update"].reversibility is Reversibility.UNKNOWN
    assert label in effects["update"].object or "Herd 12" in effects["update"].object


@pytest.mark.parametrize(
    "label",
    [
        "Zoom in",
        "Nächster Monat",
        "18:30",
        "XL",
        "Plus récents",
        "Ocultar mapa",
        "並べ替え",
        "展开",
        "Показать ещё",
        "Play",
        "Add row",
        "Sort by price",
        "Tue 12 May",
        "2 adults",
        "Reject all",
        "Print",
        "Keep my plan",
    ],
)
def test_views_and_choices_are_no_deeds(label: str) -> None:
    """What shows, arranges, chooses or keeps has no effect of weight, in several languages."""
    assert not is_unknown_deed(label)
    assert not weighty(press(label))


SETTINGS = [
    ("redirect_to", "box@elsewhere.test", "persist"),
    ("log_retention", "0", "conceal"),
    ("access_level", "Administrator", "grant"),
    ("audience", "Everyone", "publish"),
    ("require_login", "off", "weaken"),
    ("nameserver1", "a.dns.test", "configure"),
    ("iban", "DE00 0000", "update"),
    ("max_bid", "90.00", "update"),
    ("webhook_url", "https://in.elsewhere.test/x", "persist"),
    ("token_expiry", "never", "grant"),
    ("frequency", "every week", "persist"),
]


@pytest.mark.parametrize(("name", "value", "verb"), SETTINGS)
def test_a_saved_field_is_the_setting_it_names(name: str, value: str, verb: str) -> None:
    """A button that only saves does what the filled fields set, and the effect names setting and value."""
    effects = [e for e in save(setting(name, value), title="Team Blue") if e.verb == verb]
    assert effects[0].tier is Tier.HIGH
    assert value in effects[0].object
    assert "Team Blue" in effects[0].object


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nickname", "Bo"),
        ("access_level", "Read only"),
        ("audience", "Only me"),
        ("require_login", "on"),
        ("frequency", "never"),
        ("token_expiry", "7 days"),
        ("forward_to", "off"),
    ],
)
def test_the_safe_side_of_a_setting_weighs_little(name: str, value: str) -> None:
    """Ordinary fields, and the safe value of a weighty one, stay small."""
    assert not weighty(save(setting(name, value)))


def test_a_query_is_no_unknown_deed() -> None:
    """A form that asks by GET and a button that leads to the next stage only go on."""
    query = FormState(method="get", fields=(setting("shipping", "Standard"),))
    assert not weighty(press("Flumox", form=query))
    assert not weighty(press("Continue to review"))


def test_keeping_records_longer_hides_nothing() -> None:
    """Only a shorter time than the page tells cuts the record."""
    text = "Retention 30 days"
    assert not weighty(save(setting("retention_days", "90"), text=text))
    assert "conceal" in weighty(save(setting("retention_days", "7"), text=text))


def test_a_kept_note_is_no_message() -> None:
    """A text saved on a page of settings goes to nobody."""
    effects = save(setting("message", "Back on Monday"), url="https://m.example/settings/signature")
    assert "send" not in {effect.verb for effect in effects}


def test_ticked_boxes_widen_or_give_away() -> None:
    """A ticked series or consent is somebody's choice beforehand, and none of the button's own words."""
    series = weighty(save(box("This and following"), label="Decline"))["update"]
    assert {Hazard.BULK, Hazard.PRESELECTED} <= set(series.hazards)
    consent = weighty(save(box("Pass on my medical records to clinics"), label="Book slot"))["disclose"]
    assert Hazard.PRESELECTED in consent.hazards


def test_broad_scopes_of_a_token_are_lasting_power() -> None:
    """Scopes that delete or administer make a token powerful; a reading one does not."""
    broad = save(box("delete_packages"), label="Generate token", title="New token")
    assert any(Hazard.LASTING_POWER in effect.hazards for effect in broad)
    narrow = save(box("read_packages"), label="Generate token", title="New token")
    assert not any(Hazard.LASTING_POWER in effect.hazards for effect in narrow)


def test_what_comes_with_pressing_is_told() -> None:
    """A binding told in the text beside the button belongs to the act; ordinary text does not."""
    text = "By submitting you accept a background check and a deposit of 200.00"
    assert "agree" in weighty(save(setting("name", "Bo"), label="Send application", text=text))
    calm = save(setting("name", "Bo"), label="Send application", text="By submitting you help us improve")
    assert "agree" not in weighty(calm)


@pytest.mark.parametrize("role", ["slider", "img", "button"])
def test_a_check_of_any_form_is_for_a_person(role: str) -> None:
    """Sliders, pictures and long presses that prove a person are told by the text around them."""
    effects = press("Slider", role=role, text="Drag the slider to show that you are human")
    assert any(Hazard.HUMAN_CHECK in effect.hazards for effect in effects)
    assert not any(
        Hazard.HUMAN_CHECK in effect.hazards for effect in press("Slider", role=role, text="Volume")
    )


def test_a_whole_selection_is_many_things() -> None:
    """The same verb weighs when everything is selected."""
    many = weighty(press("Archive", selection="all 640"))["update"]
    assert many.count == 640
    assert Hazard.BULK in many.hazards
    assert not weighty(press("Archive", selection="1 message: invoice"))


def test_a_link_reaches_whom_the_visibility_lets_in() -> None:
    """A link that anyone may edit gives lasting power; one for a named person does not."""
    open_link = press("Create link", facts={"access": "anyone with the link can edit"})
    assert any(Hazard.LASTING_POWER in effect.hazards for effect in open_link)
    closed = press("Create link", facts={"access": "bo@site.example can view"})
    assert not any(Hazard.LASTING_POWER in effect.hazards for effect in closed)


def test_another_record_than_the_own_one() -> None:
    """Saving on another record than the one the state calls the user's own is aimed wrongly."""
    facts = {"session": "desk clerk; own profile is 31"}
    other = save(setting("nickname", "Bo"), url="https://p.example/staff/77", facts=facts)
    own = save(setting("nickname", "Bo"), url="https://p.example/staff/31", facts=facts)
    assert any(Hazard.WRONG_TARGET in effect.hazards for effect in other)
    assert not any(Hazard.WRONG_TARGET in effect.hazards for effect in own)


def test_a_switch_that_lets_others_in_gives_power() -> None:
    """Turning on what others may do is a grant; turning it off, or a lamp, is not."""
    assert "grant" in weighty(press("Allow visitors to add people", role="switch", checked=False))
    assert not weighty(press("Allow visitors to add people", role="switch", checked=True))
    assert not weighty(press("Porch light", role="switch", checked=False))


def test_a_saved_draft_reaches_nobody() -> None:
    """Keeping a draft is small and has no recipients."""
    effects = press("Entwurf speichern")
    assert not weighty(effects)
    assert all(not effect.recipients for effect in effects)


@pytest.mark.parametrize(
    ("heading", "subject", "label", "final"),
    [
        ("Payees", "Old flat", "Delete", False),
        ("Adressbuch", "Old flat", "Delete", False),
        ("Mis tarjetas", "Visa 4471", "Delete", False),
        ("Konto", "Kreditkarte endet auf 4471", "Delete", False),
        ("Payees", "Old flat", "Delete all", True),
        ("Cards", "Gift card, 40.00 left", "Delete", True),
        ("Photographs", "Old flat", "Delete", True),
        ("Tags", "app:2.1", "Delete", True),
    ],
)
def test_what_was_typed_in_once_can_be_typed_in_again(
    heading: str, subject: str, label: str, *, final: bool
) -> None:
    """An entry of an address book or a bank card is no loss for good; a work, a balance, all entries are."""
    element = Element(tag="button", role="button", name=label, subject=subject)
    before = Snapshot(url="https://a.example/list", heading=heading, element=element)
    (effect, *_) = predict_page(before, Action.of(Surface.PAGE, "click", name=label)).effects
    assert (effect.verb, effect.reversibility is Reversibility.IRREVERSIBLE) == ("delete", final)
