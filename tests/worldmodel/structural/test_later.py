"""What an act brings about later is foreseen with its reason; ordinary acts bring nothing."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Horizon
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.later import months_bound
from worldmodel.structural.page import predict_page


def later(name: str, operation: str = "click", **state: Any) -> dict[str, Effect]:
    """The long-term effects by verb."""
    arguments = {key: state.pop(key) for key in ("value",) if key in state}
    element = Element(**{"role": "button", "name": name, **state.pop("element", {})})
    before = Snapshot(**{"url": "https://site.example.com/p", "element": element, **state})
    prediction = predict_page(before, Action.of(Surface.PAGE, operation, **arguments))
    return {e.verb: e for e in prediction.effects if e.horizon is Horizon.LONG}


CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("pay", "Start free trial", {"text": "7 days free, then 19.99 per month"}),
    ("pay", "Kostenlos testen", {"text": "Probemonat gratis, danach 9,99 € pro Monat"}),
    ("pay", "Essai gratuit", {"text": "Essai gratuit, puis 9,99 € par mois"}),
    ("pay", "Join now", {"text": "Membership 9.99 a month, renews automatically", "title": "Subscribe"}),
    ("pay", "Agree and continue", {"text": "By continuing you accept the agreement with a 24-month term"}),
    ("pay", "I agree", {"text": "Contract: minimum term 12 months"}),
    ("weaken", "Disable two-factor authentication", {}),
    ("delete", "Automatic backups", {"element": {"role": "switch", "checked": True}}),
    ("conceal", "Clear audit log", {}),
    ("persist", "Forward all mail to x@evil.test", {"element": {"role": "switch", "checked": False}}),
    ("disclose", "Make public", {"text": "This makes the code and its history visible to everyone"}),
    ("grant", "Create API key", {"text": "Never expires"}),
    (
        "grant",
        "Save",
        {
            "form": FormState(
                method="post", fields=(FieldState(name="recovery_email", value="x@evil.test"),)
            ),
            "element": {"is_submit": True},
        },
    ),
]


@pytest.mark.parametrize(("verb", "name", "state"), CASES, ids=[f"{v}-{n}" for v, n, _ in CASES])
def test_long_term_effects_are_foreseen(verb: str, name: str, state: dict[str, Any]) -> None:
    """Renewals, lock-ins, lost traces, lasting power and copies are told, each with evidence."""
    found = later(name, **state)
    assert verb in found
    assert found[verb].evidence


def test_a_trial_tells_its_price() -> None:
    """The renewal of a trial carries the monthly price."""
    amount = later("Start free trial", text="7 days free, then 19.99 per month")["pay"].amount
    assert amount is not None
    assert float(amount.amount) == 19.99


def test_a_changed_recovery_address_names_who_gets_the_account() -> None:
    """Whoever holds the recovery address can take the account over."""
    form = FormState(method="post", fields=(FieldState(name="recovery_email", value="x@evil.test"),))
    assert later("Save", form=form, element={"is_submit": True})["grant"].recipients == ("x@evil.test",)


def test_a_stolen_login_is_used_later() -> None:
    """A password given to an imitation is somebody else's power later; on an honest host it is not."""
    box = {"role": "textbox"}
    assert "grant" in later("Password", "fill", value="x", url="https://examp1e-bank.test/", element=box)
    assert later("Password", "fill", value="x", url="https://bank.example/", element=box) == {}


@pytest.mark.parametrize(
    "name", ["Add to cart", "Delete", "Send", "Like", "Save", "Place order", "Sign in", "Show more"]
)
def test_ordinary_acts_bring_nothing_later(name: str) -> None:
    """Nothing long-term is claimed without a sign of it."""
    assert later(name, text="Lamp 30.00, total 30.00", title="Lamp") == {}


@pytest.mark.parametrize(
    "text",
    [
        "24-month term",
        "24 Monate Laufzeit",
        "Mindestvertragslaufzeit 24 Monate",
        "contrat de 12 mois",
        "12 months contract",
        "permanencia de 12 meses",
        "contract of 2 years",
        "срок договора 12 месяцев",
    ],
)
def test_terms_are_read_in_many_languages(text: str) -> None:
    """A number of months bound to a contract is a term."""
    assert months_bound(text) is not None


@pytest.mark.parametrize(
    "text", ["12 months ago", "30 days free", "Returns within 2 months", "1 year warranty"]
)
def test_other_months_are_no_term(text: str) -> None:
    """A span of time without a contract binds nobody."""
    assert months_bound(text) is None
