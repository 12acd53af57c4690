"""What acts on pages of many kinds are expected to cause: the verb is there, or nothing lasting is."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Element, FieldState, FormState, Message, Snapshot
from worldmodel.structural.page import predict_page

POST = FormState(method="post", action="/submit")
NOTHING: frozenset[str] = frozenset()


def predict(name: str, role: str = "button", operation: str = "click", **state: Any) -> Prediction:
    """Predict an act on a control that is known by role and name, with whatever else the state holds."""
    arguments: dict[str, Any] = {
        key: state.pop(key) for key in ("value", "url_to", "key", "files", "checked") if key in state
    }
    if "url_to" in arguments:
        arguments["url"] = arguments.pop("url_to")
    element = state.pop("element", None) or {}
    page = {
        "url": "https://site.example.com/page",
        "element": Element(**{"role": role, "name": name, **element}),
        **state,
    }
    return predict_page(
        Snapshot(**page), Action.of(Surface.PAGE, operation, role=role, name=name, **arguments)
    )


def verbs(prediction: Prediction, at_least: float = 0.5) -> set[str]:
    """The verbs of everything lasting that is at least this likely."""
    return {e.verb for e in prediction.effects if e.probability >= at_least and e.tier is not Tier.SAFE}


def weighty(prediction: Prediction) -> set[str]:
    """The verbs of weighty effects, however likely."""
    return {e.verb for e in prediction.effects if e.tier is Tier.HIGH}


CHECKOUT = "Lamp 30.00 €\nShipping 4.90 €\nTotal 34.90 €\nPayment method: Visa ending in 4242"

HARM: list[tuple[str, str, dict[str, Any]]] = [
    # shops
    ("pay", "Buy now", {"title": "Lamp"}),
    ("pay", "Jetzt kaufen", {"title": "Lampe"}),
    ("pay", "Commander et payer", {"title": "Commande"}),
    ("pay", "Pagar ahora", {"title": "Pago"}),
    ("pay", "Continue", {"form": POST, "text": CHECKOUT}),
    (
        "pay",
        "Finalizar compra",
        {
            "form": POST,
            "text": "Total a pagar: 20,00 €. Tarjeta terminada en 1111",
            "title": "Resumen del pedido",
        },
    ),
    ("pay", "Submit", {"form": FormState(method="post", action="/checkout/confirm")}),
    ("subscribe", "Start free trial", {"text": "Then 9.99 per month"}),
    ("subscribe", "Kostenlos testen", {"text": "30 Tage gratis testen, danach 9,99 € pro Monat"}),
    ("subscribe", "Subscribe", {"text": "Get our newsletter"}),
    ("stop", "Cancel subscription", {"title": "Membership"}),
    ("stop", "Cancel order", {"title": "Order 1234"}),
    ("stop", "Cancel booking", {"title": "Your trip"}),
    ("publish", "Post review", {"title": "Write a review"}),
    ("create", "Add to cart", {"title": "Lamp"}),
    # mail and chat
    ("send", "Send", {"composer": Message(to=("a@example.com",), body="Hello")}),
    ("send", "Senden", {"composer": Message(to=("a@example.com",), body="Hallo")}),
    ("send", "", {"composer": Message(to=("a@example.com",), body="Hi"), "element": {"tag": "button"}}),
    ("send", "→", {"composer": Message(to=("Ann",), body="Hi")}),
    ("delete", "Delete", {"selection": "all 812 messages", "title": "Inbox"}),
    ("delete", "Empty trash", {"title": "Trash"}),
    ("delete", "Endgültig löschen", {"title": "Papierkorb"}),
    ("delete", "Supprimer", {"title": "Messages", "selection": "12 messages"}),
    ("delete", "Eliminar", {"title": "Mensajes"}),
    ("delete", "Excluir", {"title": "Mensagens"}),
    ("delete", "Elimina", {"title": "Messaggi"}),
    ("delete", "Verwijderen", {"title": "Berichten"}),
    ("persist", "Add forwarding address", {"title": "Forwarding"}),
    # banks
    ("transfer", "Send money", {"title": "Transfers"}),
    ("transfer", "Überweisung ausführen", {"title": "Überweisung"}),
    (
        "transfer",
        "Continue",
        {
            "form": FormState(
                method="post",
                action="/t",
                fields=(
                    FieldState(name="recipient_iban", label="IBAN", value="DE00"),
                    FieldState(name="amount", value="250.00"),
                ),
            )
        },
    ),
    # accounts
    ("register", "Create demo account", {"title": "Sign up"}),
    ("register", "Konto erstellen", {"title": "Registrieren"}),
    ("sign_in", "Sign in", {"title": "Welcome"}),
    ("sign_out", "Log out", {"title": "Profile"}),
    ("close_account", "Delete my account", {"title": "Settings"}),
    ("close_account", "Konto löschen", {"title": "Einstellungen"}),
    ("change_credentials", "Change password", {"form": POST, "title": "Security"}),
    (
        "agree",
        "Agree and continue",
        {"text": "You accept the agreement, including arbitration and a 24-month term"},
    ),
    ("agree", "I agree", {"text": "Terms of service"}),
    # consoles
    ("stop", "Cancel this session", {"title": "Operators"}),
    ("stop", "Stop instance", {"title": "web-1"}),
    ("weaken", "Disable two-factor authentication", {"title": "Security"}),
    ("weaken", "Turn off branch protection", {"title": "Rules"}),
    ("conceal", "Clear audit log", {"title": "Audit"}),
    ("conceal", "Delete activity log", {"title": "Activity"}),
    ("conceal", "Audit-Protokoll löschen", {"title": "Verwaltung"}),
    ("grant", "Create API key", {"title": "Keys"}),
    ("grant", "Generate access token", {"title": "Tokens"}),
    ("grant", "Make admin", {"title": "Ann Smith"}),
    ("publish", "Make public", {"title": "Danger zone"}),
    ("publish", "Öffentlich machen", {"title": "Einstellungen"}),
    ("transfer", "Transfer ownership", {"title": "Danger zone"}),
    ("delete", "Delete repository", {"title": "Danger zone"}),
    ("delete", "Delete database", {"title": "prod"}),
    # travel, government, health
    ("reserve", "Book now", {"title": "Hotel"}),
    ("reserve", "Confirm booking", {"title": "Table for two"}),
    ("send", "Submit application", {"title": "Apply"}),
    ("send", "Antrag absenden", {"title": "Antrag"}),
    ("send", "Submit", {"form": POST, "title": "Contact us"}),
    # social
    ("publish", "Post", {"composer": Message(body="Hello all"), "title": "Forum thread"}),
    ("publish", "Publish", {"title": "New article"}),
    ("react", "Like", {"title": "Post"}),
    ("react", "Follow", {"title": "Ann"}),
    ("send", "Connect", {"title": "Ann Smith"}),
]


@pytest.mark.parametrize(("verb", "label", "state"), HARM, ids=[f"{v}-{n}" for v, n, _ in HARM])
def test_consequential_acts_are_foreseen(verb: str, label: str, state: dict[str, Any]) -> None:
    """An act whose label, form or page tells its effect is expected to have it."""
    assert verb in verbs(predict(label, **state))


CALM: list[tuple[str, str, dict[str, Any]]] = [
    ("Undelete", "button", {}),
    ("Preview", "button", {}),
    ("Repayment info", "button", {}),
    ("Unsend help", "button", {}),
    ("Delete filter", "button", {}),
    ("Show spoiler", "button", {}),
    ("Minimize", "button", {}),
    ("Load more", "button", {}),
    ("Show password", "button", {}),
    ("Sort by price", "button", {}),
    ("Cancel", "button", {"dialog": "New task", "element": {"in_dialog": True}}),
    ("Close", "button", {"dialog": "Try premium for 9.99 per month"}),
    ("No thanks", "button", {"dialog": "Join the club for 5.00 a month?"}),
    ("Abbrechen", "button", {"dialog": "Wirklich löschen?"}),
    ("Not now", "button", {"dialog": "Turn on notifications?"}),
    ("Keep subscription", "button", {"dialog": "Cancel subscription?"}),
    ("Display", "tab", {}),
    ("Delete", "tab", {}),
    ("Danger zone", "tab", {}),
    ("More actions", "button", {"element": {"haspopup": True}}),
    ("Delete", "button", {"element": {"haspopup": True}}),
    ("Details", "button", {"element": {"expanded": False}}),
    ("Create account", "link", {"element": {"tag": "a", "href": "/signup"}}),
    ("Delete account help", "link", {"element": {"tag": "a", "href": "/help/delete-account"}}),
    ("Payment methods", "link", {"element": {"tag": "a", "href": "/help/payment-methods"}}),
    ("How to cancel", "link", {"element": {"tag": "a", "href": "/help/cancel"}}),
    ("Order history", "link", {"element": {"tag": "a", "href": "/orders"}}),
    ("Write to us", "link", {"element": {"tag": "a", "href": "mailto:help@example.com"}}),
    ("Size M", "radio", {"form": POST}),
    ("I accept the terms", "checkbox", {"form": POST}),
    ("Protection club 9.99 per month", "checkbox", {"form": POST, "element": {"checked": True}}),
    ("Only in stock", "checkbox", {}),
    (
        "Search",
        "button",
        {
            "form": FormState(
                method="get",
                action="/search",
                fields=(FieldState(name="q", label="Search", value="delete all", filled=True),),
            ),
            "element": {"is_submit": True},
        },
    ),
    ("Gallery", "treeitem", {}),
    ("Newest first", "option", {"form": POST}),
    ("Next", "link", {"element": {"tag": "a", "href": "?page=2"}}),
    ("Open settings", "link", {"element": {"tag": "a", "href": "/settings"}}),
]


@pytest.mark.parametrize(("label", "role", "state"), CALM, ids=[f"{r}-{n}" for n, r, _ in CALM])
def test_looking_and_leaving_have_no_weighty_effect(label: str, role: str, state: dict[str, Any]) -> None:
    """Faults 21 and 26: what reads, opens, filters, prepares or leaves has no effect of weight."""
    prediction = predict(label, role, **state)
    assert not weighty(prediction)
    assert not prediction.abstained


@pytest.mark.parametrize(
    "label", ["Undelete", "Preview", "Repayment info", "Unsend help", "Delete filter", "Delete filters"]
)
def test_look_alike_names_do_nothing(label: str) -> None:
    """Fault 26: a name that only holds a verb's letters or names a view has no effect like that verb."""
    assert verbs(predict(label)) <= {"update"}


@pytest.mark.parametrize("operation", ["hover", "scroll", "wheel"])
def test_looking_changes_nothing(operation: str) -> None:
    """Moving the pointer or the view over "Delete" changes nothing."""
    prediction = predict("Delete", operation=operation)
    assert prediction.effects == ()
    assert not prediction.state_changing


def test_selecting_a_view_filter_is_calm() -> None:
    """Choosing a date range in a report has no effect."""
    assert predict("Date range", "combobox", "select", value="Last month").effects == ()


def test_every_effect_tells_its_evidence() -> None:
    """No effect comes without a reason, and every probability is a probability."""
    for _, label, state in HARM:
        for effect in predict(label, **state).effects:
            assert effect.evidence, effect
            assert 0 < effect.probability <= 1


def test_prediction_never_names_an_unknown_verb() -> None:
    """Everything that a page model says is in the catalogue, or building it would fail."""
    for _, label, state in HARM:
        assert predict(label, **state).model == "structural"


FURTHER: list[tuple[str, str, dict[str, Any]]] = [
    ("pay", "Approve payment", {"text": "Invoice 400 €"}),
    ("pay", "Zahlung freigeben", {"text": "Rechnung 400 €"}),
    ("pay", "Rent for $3.99", {}),
    ("agree", "Sign", {"title": "Contract"}),
    ("agree", "Unterschreiben", {"title": "Vertrag"}),
    ("agree", "Next", {"text": "By continuing you accept the agreement, including binding arbitration"}),
    ("update", "Nuke it", {"dialog": "This cannot be undone"}),
    ("delete", "削除する", {"dialog": "完全に削除しますか？元に戻せません"}),
    ("delete", "Подтвердить", {"dialog": "Удалить 12 файлов навсегда?"}),
    ("stop", "Résilier mon abonnement", {}),
    ("stop", "Abo kündigen", {}),
    ("close_account", "退会する", {}),
    ("close_account", "Удалить аккаунт", {}),
    ("sign_out", "Cerrar sesión", {}),
    ("weaken", "Skip verification", {}),
    ("weaken", "Disable firewall", {}),
    ("grant", "Authorize", {"text": "Foo wants access to your repositories"}),
    ("grant", "Add collaborator", {}),
    ("execute", "Deploy", {"title": "Production"}),
    ("execute", "Run workflow", {}),
    ("overwrite", "Reset to defaults", {}),
    ("disclose", "Import contacts", {}),
    ("stop", "Cancel appointment", {}),
    ("pay", "Place bid", {"title": "Auction"}),
]


@pytest.mark.parametrize(("verb", "label", "state"), FURTHER, ids=[f"{v}-{n}" for v, n, _ in FURTHER])
def test_further_acts_are_foreseen(verb: str, label: str, state: dict[str, Any]) -> None:
    """Approvals, signatures, consents and questions in many languages are read for what they do."""
    assert verb in verbs(predict(label, **state))


MILD: list[tuple[str, dict[str, Any]]] = [
    ("Remove", {"title": "Cart"}),
    ("Clear cart", {}),
    ("Update cart", {}),
    ("Add to wishlist", {}),
    ("In den Warenkorb", {}),
    ("加入购物车", {}),
    ("Unsubscribe", {}),
    ("Withdraw consent", {}),
    ("Accept cookies", {}),
    ("Mark as spam", {}),
    ("Restore", {"title": "Trash"}),
    ("Move to trash", {}),
    ("Rename", {}),
    ("New folder", {}),
    ("Unfollow", {}),
    ("Vote", {}),
    ("Save", {"title": "Profile"}),
    ("Next", {"title": "Tour", "text": "Our total of 12 shops accept payment by card"}),
    ("Delete search history", {}),
]


@pytest.mark.parametrize(("label", "state"), MILD, ids=[label for label, _ in MILD])
def test_small_own_changes_weigh_little(label: str, state: dict[str, Any]) -> None:
    """Carts, lists, drafts, bins, consents taken back and settings of one's own are light."""
    assert not weighty(predict(label, **state))


@pytest.mark.parametrize("label", ["Reply", "Forward", "Comment", "Antworten", "返信"])
def test_a_reply_without_a_composer_only_opens_one(label: str) -> None:
    """Where nothing is being written, a reply is unlikely to send anything."""
    assert not {"send", "publish"} & verbs(predict(label))


@pytest.mark.parametrize("label", ["ลบบัญชี", "מחק הכל", "हटाएं"])
def test_unread_scripts_abstain(label: str) -> None:
    """Fault 13: a label in a script that no lexicon reads is unknown, never nothing."""
    assert predict(label).abstained
