"""Boxes, switches and choices, and what ticked boxes add to a purchase."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Horizon, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page import predict_page


def act(before: Snapshot, operation: str = "click", **arguments: Any) -> Prediction:
    """Predict one act."""
    return predict_page(before, Action.of(Surface.PAGE, operation, **arguments))


def flip(
    name: str, checked: bool | None, role: str = "switch", operation: str = "click", **state: Any
) -> dict[str, Effect]:
    """Flip a setting and return the effects by verb."""
    element = Element(role=role, name=name, checked=checked, context=state.pop("context", ""))
    return {
        e.verb: e
        for e in act(Snapshot(url="https://a.example/settings", element=element, **state), operation).effects
    }


SETTINGS: list[tuple[str, bool | None, str]] = [
    ("Two-factor authentication", True, "weaken"),
    ("Zwei-Faktor-Authentifizierung", True, "weaken"),
    ("二段階認証", True, "weaken"),
    ("Login alerts", True, "weaken"),
    ("Require pull request reviews", True, "weaken"),
    ("Allow insecure connections", False, "weaken"),
    ("Automatic backups", True, "weaken"),
    ("Audit log", True, "conceal"),
    ("Activity log retention", True, "conceal"),
    ("操作日志", True, "conceal"),
    ("Forward all mail to drop@evil.test", False, "persist"),
    ("Automatisch weiterleiten an x@evil.test", False, "persist"),
    ("Public profile", False, "publish"),
    ("Anyone with the link", False, "publish"),
    ("Share my data with partners", False, "disclose"),
    ("Two-factor authentication", False, "configure"),
    ("Dark mode", False, "configure"),
    ("Public profile", True, "configure"),
]


@pytest.mark.parametrize(("name", "checked", "verb"), SETTINGS)
def test_switches_act_at_once(name: str, checked: bool | None, verb: str) -> None:
    """A switch changes its setting now, to the better or the worse by what it is and where it stands."""
    effects = flip(name, checked)
    assert verb in effects
    assert (effects[verb].tier is Tier.HIGH) == (verb != "configure")


def test_an_unknown_stand_is_taken_at_even_odds() -> None:
    """Where nobody knows how a protection stands, flipping it may turn it off."""
    assert flip("Two-factor authentication", None)["weaken"].probability == 0.5


def test_check_and_uncheck_say_which_way() -> None:
    """The act's own word decides where the state is unknown."""
    assert "weaken" in flip("Firewall", None, operation="uncheck")
    assert "configure" in flip("Firewall", None, operation="check")


def test_forwarding_tells_the_recipient() -> None:
    """A forwarding rule discloses mail to the address it names, from now on."""
    effects = flip("Forward all mail to drop@evil.test", False)
    assert effects["disclose"].recipients == ("drop@evil.test",)
    assert effects["disclose"].horizon is Horizon.LONG


@pytest.mark.parametrize("role", ["checkbox", "radio"])
def test_boxes_in_a_form_only_prepare(role: str) -> None:
    """A box in a form is a pending choice until the form is sent."""
    form = FormState(method="post")
    assert flip("Premium club, renews monthly", False, role, form=form) == {}
    assert flip("Share my data", False, role, form=form) == {}


@pytest.mark.parametrize(
    "name",
    ["I'm not a robot", "Ich bin kein Roboter", "私はロボットではありません", "我不是机器人", "Я не робот"],
)
def test_proving_that_a_person_acts_is_marked(name: str) -> None:
    """A step meant for people is marked, in any language, even inside a form."""
    effects = flip(name, False, "checkbox", form=FormState(method="post"))
    assert any(Hazard.HUMAN_CHECK in effect.hazards for effect in effects.values())


CHOICES = [
    ("Role", "Admin", "grant"),
    ("Log retention", "Never", "conceal"),
    ("Visibility", "Public", "publish"),
    ("Two-factor authentication", "Off", "weaken"),
]


@pytest.mark.parametrize(("name", "value", "verb"), CHOICES)
def test_choices_outside_forms_take_hold(name: str, value: str, verb: str) -> None:
    """Choosing a weighty value of a setting that no form holds back acts at once."""
    before = Snapshot(url="https://a.example/", element=Element(role="combobox", name=name))
    assert verb in {effect.verb for effect in act(before, "select_option", value=value).effects}


@pytest.mark.parametrize(
    ("name", "value"), [("Date range", "Last month"), ("Sort", "Price"), ("Size", "M"), ("Country", "France")]
)
def test_plain_choices_do_nothing(name: str, value: str) -> None:
    """A view or a form's field is chosen without effect."""
    before = Snapshot(url="https://a.example/", element=Element(role="combobox", name=name))
    assert act(before, "select", value=value).effects == ()


TICKED = [
    ("Protection club 9.99 per month, renews automatically", "subscribe", True),
    ("Jetzt Plus-Abo für 5,99 € pro Monat", "subscribe", True),
    ("Travel insurance 12.00 €", "pay", False),
    ("Donate 2.00 €", "pay", False),
    ("Send me the newsletter", "subscribe", False),
    ("Share my data with third parties", "disclose", False),
]


@pytest.mark.parametrize(("text", "verb", "recurring"), TICKED)
@pytest.mark.parametrize("label", ["Continue to payment", "Next", "Place order", "Weiter"])
def test_preticked_boxes_take_effect_on_the_way_to_pay(
    text: str, verb: str, recurring: bool, label: str
) -> None:
    """What was ticked beforehand is told apart from what is bought, with its own text and price."""
    box = FieldState(label=text, type="checkbox", checked=True, checked_by_default=True)
    before = Snapshot(
        url="https://shop.example/cart",
        text="Umbrella 18.00 €",
        title="Cart",
        form=FormState(method="post", fields=(box,)),
        element=Element(role="button", name=label),
    )
    found = [e for e in act(before).effects if e.verb == verb and e.object == text]
    assert len(found) == 1
    assert Hazard.PRESELECTED in found[0].hazards
    assert (Hazard.RECURRING in found[0].hazards) == recurring


def test_a_box_ticked_by_choice_is_not_preselected() -> None:
    """What was ticked on the way takes effect too, but nobody slipped it in."""
    box = FieldState(label="Gift wrap 3.00 €", type="checkbox", checked=True, checked_by_default=False)
    before = Snapshot(
        url="https://shop.example/cart",
        form=FormState(method="post", fields=(box,)),
        element=Element(role="button", name="Place order"),
    )
    assert not any(Hazard.PRESELECTED in effect.hazards for effect in act(before).effects)


@pytest.mark.parametrize("text", ["Remember me", "Same as billing address", "Gift message"])
def test_boxes_without_consequence_add_nothing(text: str) -> None:
    """A ticked box that orders nothing has no effect of its own."""
    box = FieldState(label=text, type="checkbox", checked=True)
    before = Snapshot(
        url="https://shop.example/cart",
        form=FormState(method="post", fields=(box,)),
        element=Element(role="button", name="Place order"),
    )
    assert {effect.object for effect in act(before).effects}.isdisjoint({text})


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Lamp 30.00 €\nShipping 4.90 €\nTotal 34.90 €", "34.90"),
        ("Subtotal $20.00 Shipping $5.00 Order total $25.00", "25.00"),
        ("Zwischensumme 20,00 € Versand 5,00 € Gesamtsumme 25,00 €", "25.00"),
        ("1 x tee 24.00, express shipping 14.00, total 38.00", "38.00"),
        ("商品 2,000円 送料 500円 合計 2,500円", "2500"),
        ("Artículo 10,00 € Total a pagar 12,50 €", "12.50"),
        ("Umbrella £18.00", "18.00"),
    ],
)
def test_the_order_total_is_what_is_paid(text: str, amount: str) -> None:
    """The total counts before any item, subtotal or shipping."""
    before = Snapshot(
        url="https://shop.example/cart", text=text, element=Element(role="button", name="Place order")
    )
    pay = next(effect for effect in act(before).effects if effect.verb == "pay")
    assert pay.amount is not None
    assert float(pay.amount.amount) == float(amount)


@pytest.mark.parametrize(
    ("heading", "checked", "verb"),
    [
        ("Sicherheit › Anmeldung", True, "weaken"),
        ("Seguridad de la cuenta", True, "weaken"),
        ("Sicherheit › Anmeldung", False, "configure"),
        ("Darstellung", True, "configure"),
    ],
)
def test_what_is_turned_off_among_protections_protects(heading: str, checked: bool, verb: str) -> None:
    """On a page about security a switch of an unknown name is one of its protections."""
    assert verb in flip("Freigabe am zweiten Gerät", checked, heading=heading)


@pytest.mark.parametrize(
    ("label", "conceals"),
    [
        ("Vider le journal", True),
        ("Protokoll leeren", True),
        ("Vaciar registro", True),
        ("Clear filters", False),
        ("Read the log", False),
    ],
)
def test_a_log_that_is_emptied_tells_no_more(label: str, *, conceals: bool) -> None:
    """Verb and thing stand in the label, in whatever language."""
    before = Snapshot(url="https://a.example/mod", element=Element(tag="button", role="button", name=label))
    assert any(effect.verb == "conceal" for effect in act(before).effects) is conceals


@pytest.mark.parametrize(
    "box",
    [
        "Der Händler darf dieses Konto von nun an ohne Rückfrage belasten",
        "Dejar que socios de la casa vean mis pedidos",
        "Entwürfe und alte Fassungen werden jede Nacht gelöscht",
        "Bozze e vecchie versioni vengono rimosse ogni notte",
        "Les partenaires peuvent consulter mes messages",
    ],
)
def test_a_box_that_was_ticked_beforehand_gives_away_or_removes_in_other_languages(box: str) -> None:
    """Nobody chose it; it is told with its own words."""
    field = FieldState(name="x", label=box, type="checkbox", checked=True, checked_by_default=True)
    signature = FieldState(name="s", label="Signature", type="text", value="Kai", changed=True)
    before = Snapshot(
        url="https://a.example/settings",
        element=Element(tag="button", role="button", name="Save", is_submit=True),
        form=FormState(method="post", action="/settings", fields=(signature, field)),
    )
    found = [effect for effect in act(before).effects if Hazard.PRESELECTED in effect.hazards]
    assert found, act(before).effects
    assert found[0].tier is Tier.HIGH


@pytest.mark.parametrize(
    ("label", "context", "brought", "count"),
    [
        ("Save", "", "3", 2),
        ("Save", "", "9", 4),
        ("Save", "", "40", 5),
        ("Save", "Lamps at €12.00 each", "3", None),
        ("Add to cart", "", "3", None),
    ],
)
def test_a_number_that_stood_there_is_changed_by_the_difference(
    label: str, context: str, brought: str, count: int | None
) -> None:
    """Five workers where three or nine were are two more or four fewer; goods are counted as they are."""
    workers = FieldState(
        name="workers", label="Workers", value="5", brought=brought, changed=True, filled=True
    )
    before = Snapshot(
        url="https://host.test/pool",
        heading="Pool",
        element=Element(
            tag="button", type="submit", role="button", name=label, is_submit=True, context=context
        ),
        form=FormState(method="post", action="https://host.test/pool", fields=(workers,)),
    )
    (found,) = predict_page(before, Action.of(Surface.PAGE, "click", name=label)).effects[:1]
    assert found.count == count


@pytest.mark.parametrize(("changed", "told"), [(False, True), (True, False)])
def test_an_address_that_the_page_put_beside_a_ticked_box_gets_copies(*, changed: bool, told: bool) -> None:
    """Whatever the box is called: nobody entered where it sends to."""
    fields = (
        FieldState(name="name", label="Name", value="Weekly", changed=True),
        FieldState(name="c", label="Jedes Mal an", type="checkbox", checked=True, checked_by_default=True),
        FieldState(name="to", label="Adresse", type="email", value="desk@elsewhere.test", changed=changed),
    )
    before = Snapshot(
        url="https://a.example/rules",
        element=Element(tag="button", role="button", name="Save rule", is_submit=True),
        form=FormState(method="post", action="/rules", fields=fields),
    )
    found = [effect for effect in act(before).effects if "desk@elsewhere.test" in effect.recipients]
    assert any(Hazard.PRESELECTED in effect.hazards and effect.verb == "disclose" for effect in found) is told
