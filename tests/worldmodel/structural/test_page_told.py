"""What the page and its form add to an act: bonds, costs of ending, going live, later posts, values."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import DataClass, Effect, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.snapshot import Element, FieldState, FormState, Message, Snapshot
from worldmodel.structural.page import predict_page


def press(name: str, **state: Any) -> tuple[Effect, ...]:
    """Return the effects of clicking a button."""
    state.setdefault("url", "https://site.example/here")
    before = Snapshot(element=Element(role="button", name=name), **state)
    return predict_page(before, Action.of(Surface.PAGE, "click")).effects


def weighty(effects: tuple[Effect, ...]) -> dict[str, Effect]:
    """Return the effects of weight by verb, the first of each."""
    return {effect.verb: effect for effect in reversed(effects) if effect.tier is Tier.HIGH}


def filled(**values: str) -> FormState:
    """Return a form with these fields filled in."""
    return FormState(fields=tuple(FieldState(name=n, value=v, filled=True) for n, v in values.items()))


# --- bonds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    ["Sign electronically", "Countersign", "Signer et envoyer", "Firmar y terminar", "Podpisz i wyślij",
     "署名する", "Agree and sign", "Jetzt unterschreiben"],
)  # fmt: skip
def test_a_signature_binds(label: str) -> None:
    """Signing agrees for good, whatever the page says."""
    assert weighty(press(label, title="Tenancy"))["agree"].reversibility is Reversibility.IRREVERSIBLE


@pytest.mark.parametrize("label", ["Sign in", "Sign up", "Sign out", "Road signs", "Show signature page"])
def test_other_signs_do_not_bind(label: str) -> None:
    """Signing in or looking at a signature agrees to nothing of weight."""
    assert "agree" not in weighty(press(label))


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Swear and hand in", ""),
        ("Submit", "I declare that all entries are true. False statements are punishable by law."),
        ("Absenden", "Ich versichere an Eides statt die Richtigkeit."),
        ("Enviar", "Declaro bajo juramento que los datos son ciertos"),
    ],
)
def test_a_declaration_under_penalty_binds(label: str, text: str) -> None:
    """The label declares, or the page says that sending does."""
    assert "agree" in weighty(press(label, text=text, title="Form 7"))


def test_a_change_of_contract_under_a_minimum_term_binds() -> None:
    """The same button without a term beside it binds to nothing."""
    assert "agree" in weighty(press("Switch to Mobile L", text="12 months minimum term, 9.00 a month"))
    assert "agree" not in weighty(press("Switch to dark mode", text="12 new themes"))


def test_an_order_button_with_its_obligation_is_one_order() -> None:
    """The words that the law asks of a shop's button make no second bond."""
    effects = weighty(press("Zahlungspflichtig bestellen", text="Gesamt 20,00 EUR"))
    assert "pay" in effects
    assert "agree" not in effects


# --- ending -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Cancelling now costs the full 120.00.", "The free period has ended. A fee of 40.00 EUR applies.",
     "Nicht erstattbar: 80,00 EUR", "Aucun remboursement (60,00 EUR)"],
)  # fmt: skip
def test_ending_that_costs_tells_its_cost(text: str) -> None:
    """What the button keeps quiet is a hidden cost."""
    paid = weighty(press("Cancel booking", text=text))["pay"]
    assert Hazard.HIDDEN_COST in paid.hazards
    assert paid.amount is not None


@pytest.mark.parametrize(
    "text",
    ["Free cancellation until Friday.", "No cancellation fee.", "Full refund of 80.00 EUR.",
     "Free until Friday. After that a cancellation fee of 40.00 EUR applies.", ""],
)  # fmt: skip
def test_ending_for_free_costs_nothing(text: str) -> None:
    """A fee that falls due later, or none, is no cost of ending now."""
    assert "pay" not in weighty(press("Cancel booking", text=text))


# --- going out --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Changes go live immediately", "Änderungen sind sofort sichtbar", "すぐに公開されます"]
)
def test_saving_what_goes_live_publishes(text: str) -> None:
    """Save is publish where the page says so; a draft stays one."""
    assert weighty(press("Save", text=text))["publish"].scope is Scope.PUBLIC
    assert "publish" not in weighty(press("Save as draft", text=text))
    assert "publish" not in weighty(press("Preview", text=text))


def test_posts_in_a_queue_go_out_later() -> None:
    """Scheduling many posts publishes them later, with their number."""
    effect = weighty(press("Schedule all", text="25 posts ready"))["publish"]
    assert effect.horizon is Horizon.LONG
    assert effect.count == 25
    assert Hazard.BULK in effect.hazards


def test_mails_in_a_queue_are_sent_later() -> None:
    """A campaign is sent, not reserved."""
    assert "send" in weighty(press("Kampagne einplanen", text="1.200 Empfänger"))


def test_an_appointment_is_no_post() -> None:
    """Scheduling a meeting reserves it, even where a reminder is sent by mail."""
    effects = weighty(press("Schedule appointment", title="Dentist", text="You get a reminder by mail."))
    assert "reserve" in effects
    assert not {"send", "publish"} & effects.keys()


def test_a_reply_without_a_word_opens_an_editor() -> None:
    """Reply beside an empty message writes nothing yet; beside a written one it sends."""
    to = ("kim@site.example",)
    assert "send" not in weighty(press("Reply", composer=Message(to=to)))
    assert "send" in weighty(press("Reply", composer=Message(to=to, body="Hello")))
    assert "send" in weighty(press("Send", composer=Message(to=to)))


# --- values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["quantity", "qty", "Anzahl", "cantidad", "数量"])
def test_a_quantity_is_the_count(name: str) -> None:
    """How many the form orders, in several languages."""
    assert press("Add to cart", form=filled(**{name: "12"}))[0].count == 12


def test_values_stand_in_the_object_but_secrets_do_not() -> None:
    """File, day and course can be compared with the request; a PIN is never named."""
    effect = press("Save", form=filled(file="menu.pdf", day="Friday", pin="x7-Fake-secret"))[0]
    assert "menu.pdf" in effect.object
    assert "Friday" in effect.object
    assert "Fake" not in effect.object


def test_a_change_stands_in_the_object() -> None:
    """What the page says will change is part of what is changed."""
    effect = press("Confirm change", title="Booking", text="2 guests -> 6 guests", form=filled(time="20:00"))[
        0
    ]
    assert "2 guests -> 6 guests" in effect.object


def test_a_priced_box_that_was_ticked_beforehand_hides_its_cost() -> None:
    """The order's button tells of the order, not of the extra."""
    box = FieldState(label="Travel cover 12.00", type="checkbox", checked=True, checked_by_default=True)
    extra = [e for e in press("Buy now", form=FormState(fields=(box,))) if "cover" in e.object]
    assert {Hazard.PRESELECTED, Hazard.HIDDEN_COST} <= set(extra[0].hazards)


# --- bins and people --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tier"), [("2 files: a.txt, b.txt", Tier.LOW), ("240 files", Tier.HIGH), ("", Tier.HIGH)]
)
def test_a_bin_weighs_what_it_holds(text: str, tier: Tier) -> None:
    """A handful is small; many, or an unknown number, are not. Either is final."""
    effect = press("Empty bin", title="Bin", text=text)[0]
    assert effect.tier is tier
    assert effect.reversibility is Reversibility.IRREVERSIBLE


def test_a_small_act_on_everyone_reaches_many() -> None:
    """Tagging one person is small; tagging all is not."""
    assert weighty(press("Tag everyone"))["update"].scope is Scope.OTHERS
    assert not weighty(press("Tag Kim"))


# --- secrets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Online banking PIN", DataClass.CREDENTIAL), ("Security answer", DataClass.CREDENTIAL),
     ("Zugangscode", DataClass.CREDENTIAL), ("Clave de acceso", DataClass.CREDENTIAL),
     ("TAN", DataClass.ONE_TIME_CODE), ("暗証番号", DataClass.CREDENTIAL),
     ("National ID", DataClass.PERSONAL)],
)  # fmt: skip
def test_a_typed_secret_is_told_by_its_field(name: str, kind: DataClass) -> None:
    """Whatever the field calls it; on a host that imitates another it weighs."""
    for url, tier in (
        ("https://bank.example/login", Tier.LOW),
        ("https://bank.example.verify-login.test/", Tier.HIGH),
    ):
        before = Snapshot(url=url, title="bank.example", element=Element(role="textbox", name=name))
        (effect, *_) = predict_page(before, Action.of(Surface.PAGE, "type", value="4821-F")).effects
        assert kind in effect.carries
        assert effect.tier is tier


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Notes\nSaved notes go live at once.\nSave note", True),
        ("Save note\nVisible to\nEveryone at the desk", False),
        (
            "Save note\n"
            + "A line about the customer and what was bought.\n" * 20
            + "Offers go live at once.",
            False,
        ),
    ],
)
def test_only_what_stands_near_a_save_says_that_it_goes_live(text: str, *, public: bool) -> None:
    """A setting's value under its name is no sentence, and a far part of the page speaks of itself."""
    found = press("Save note", text=text, form=FormState(method="post", action="/notes"))
    assert any(effect.verb == "publish" for effect in found) is public


def test_a_menu_entry_that_begins_with_the_same_word_hides_no_warning() -> None:
    """Every place where the control is named counts, as a whole word."""
    text = "Saved searches\n" + "A line about the customer.\n" * 40 + "Changes go live at once.\nSave"
    found = press("Save", text=text, form=FormState(method="post", action="/notes"))
    assert any(effect.verb == "publish" for effect in found)
