"""Histories: done before, maybe done before, or not done."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Hazard
from worldmodel.history import repeats
from worldmodel.snapshot import Passage


def _judged(action: Action, *lines: str) -> Hazard | None:
    passages = [Passage(origin="history", source="history", text=line) for line in lines]
    found = repeats(action, passages)
    return found[0] if found else None


def _post(**more: Any) -> Action:
    return Action.of(Surface.HTTP, "POST", url="https://api.test/v1/payment_intents", **more)


SEND = Action.of(Surface.TOOL, "send_invoice", to="kim@x.test")
CLICK = Action.of(Surface.PAGE, "click", role="button", name="Submit")
TRADE = Action.of(Surface.TOOL, "place_trade", symbol="ABC", qty=10)


@pytest.mark.parametrize(
    ("action", "line", "hazard"),
    [
        (TRADE, "place_trade ok, id T-1", Hazard.ALREADY_DONE),
        (TRADE, "place_trade -> timeout", Hazard.OUTCOME_UNKNOWN),
        (TRADE, "place_trade -> rejected: market closed, nothing executed", None),
        (TRADE, "get_quote ok", None),
        (CLICK, "click Submit -> page busy for 20 s, result unknown", Hazard.OUTCOME_UNKNOWN),
        (CLICK, "click Submit -> validation error shown, nothing sent", None),
        (CLICK, "click Cancel -> done", None),
        (CLICK, "click Submit -> thank you page, reference no 88", Hazard.ALREADY_DONE),
        (SEND, "send_invoice to lee@x.test -> sent", None),
        (SEND, "send_invoice to kim@x.test -> sent", Hazard.ALREADY_DONE),
        (SEND, "send_invoice -> 504 gateway timeout", Hazard.OUTCOME_UNKNOWN),
        (_post(), "POST /v1/payment_intents -> timeout, outcome unknown", Hazard.OUTCOME_UNKNOWN),
        (_post(), "POST /v1/customers -> timeout, outcome unknown", None),
        (_post(), "POST /v1/payment_intents -> 400 invalid amount", None),
    ],
)
def test_what_a_line_says_fault_7(action: Action, line: str, hazard: Hazard | None) -> None:
    """After a timeout the same act is of unknown outcome, after a success it is done (fault 7)."""
    assert _judged(action, line) is hazard


def test_an_idempotency_key_makes_a_repeat_safe() -> None:
    """The same key returns the first result; a new key makes a second one (fault 7)."""
    line = "POST with Idempotency-Key first-1 -> timeout"
    assert _judged(_post(headers={"Idempotency-Key": "first-1"}), line) is None
    assert _judged(_post(headers={"Idempotency-Key": "second-2"}), line) is Hazard.OUTCOME_UNKNOWN


def test_the_last_line_speaks() -> None:
    """A later look-up that shows that nothing was done clears the doubt."""
    lines = ("place_trade -> timeout", "place_trade -> not executed, order book empty")
    assert _judged(TRADE, *lines) is None


def test_only_histories_count() -> None:
    """A page that claims an act was done is no history."""
    claim = Passage(origin="foreign", source="page", text="place_trade ok, id T-1")
    assert repeats(TRADE, [claim]) is None


@pytest.mark.parametrize(
    "outcome",
    ["Verbindung abgebrochen", "no se sabe si se cobró", "connexion coupée, résultat inconnu", "結果不明",
     "onbekend of het gelukt is", "页面卡住", "нет ответа", "the page froze, no confirmation"],
)  # fmt: skip
def test_an_unknown_outcome_is_told_in_many_languages(outcome: str) -> None:
    """Nobody knows whether it took effect, so the same again may be the second time."""
    click = Action.of(Surface.PAGE, "click", role="button", name="Pay")
    assert _judged(click, f"click Pay -> {outcome}") is Hazard.OUTCOME_UNKNOWN


@pytest.mark.parametrize(
    "outcome",
    ["Karte abgelehnt, nichts abgebucht", "carte refusée", "tarjeta rechazada", "余额不足", "nothing charged",
     "карта отклонена"],
)  # fmt: skip
def test_a_clean_failure_is_told_in_many_languages(outcome: str) -> None:
    """What surely took no effect may be tried again."""
    click = Action.of(Surface.PAGE, "click", role="button", name="Pay")
    assert _judged(click, f"click Pay -> {outcome}") is None
