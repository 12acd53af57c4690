"""Labels whose thing decides what their verb means: an account, an order, a transfer, a consent."""

from typing import Any
from urllib.parse import urlsplit

from worldmodel.effect import Effect, Evidence, Reversibility, Scope, Tier
from worldmodel.structural.page_amounts import amounts_in
from worldmodel.structural.page_binding import signature
from worldmodel.structural.page_cost import amount_due, payment
from worldmodel.structural.page_deeds import deed_effects
from worldmodel.structural.page_object import thing
from worldmodel.structural.page_outgoing import opened_up, scheduled
from worldmodel.structural.page_payee import payees
from worldmodel.structural.page_power import power
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole, tells

_MILD: dict[str, Any] = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}


def composed(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Read labels whose thing decides: None where nothing applies, () where nothing lasts."""
    if is_whole("next_stage", text) and not scene.before.dialog:
        return ()
    for reader in (
        _kept_draft,
        opened_up,
        scheduled,
        _deeds,
        _own_small_things,
        _account,
        _ending,
        _consent,
        _moving_money,
        _visibility,
    ):
        if (found := reader(scene, text, verbs, evidence)) is not None:
            return found
    return power(scene, text, verbs, evidence)


def _kept_draft(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """A draft that is saved reaches nobody."""
    if not (tells("draft", text) and tells("keep_card", text)) or verbs & {
        "send",
        "publish",
        "delete",
        "overwrite",
    }:
        return None
    return (scene.effect("update", f"draft: {scene.before.title}", 0.9, evidence, **_MILD),)


def _deeds(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    return deed_effects(scene, text, evidence)


def _own_small_things(
    scene: Scene, text: str, verbs: set[str], evidence: Evidence
) -> tuple[Effect, ...] | None:
    if verbs & {"pay", "subscribe", "close_account"}:
        return None
    if tells("view_thing", text) and verbs <= {
        "delete",
        "overwrite",
        "stop",
        "read",
        "navigate",
        "update",
        "configure",
    }:
        return ()
    for term in ("cart", "own_list"):
        if (found := tells(term, text)) and not tells("empty_bin", text):
            verb = next((verb for verb in ("create", "delete", "react", "update") if verb in verbs), "update")
            return (
                scene.effect(
                    verb,
                    f"{found.text}: {scene.before.heading or scene.before.title}",
                    0.9,
                    evidence,
                    **_MILD,
                ),
            )
    return None


def _account(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    if not tells("account", text) or tells("api_key", text) or tells("credential", text):
        return None
    if "register" in verbs or (tells("create_word", text) and verbs <= {"create", "update", "navigate"}):
        return (scene.effect("register", thing(scene, text, None), 0.9, evidence),)
    own = not tells("member", text) and not tells("history", text)
    if own and ("close_account" in verbs or "delete" in verbs):
        final = scene.told("no_undo", scene.near, scene.before.text)
        sure = {"reversibility": Reversibility.IRREVERSIBLE} if final else {}
        return (scene.effect("close_account", thing(scene, text, None), 0.9, evidence, final, **sure),)
    return None


def _ending(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Ending a running or agreed thing: a subscription, an order, a booking, a session, a transfer."""
    if not (tells("cancel_word", text) or "stop" in verbs) or verbs & {
        "weaken",
        "conceal",
        "close_account",
        "sign_out",
    }:
        return None
    for term, tier in (
        ("session", Tier.HIGH),
        ("subscription", Tier.HIGH),
        ("order", Tier.HIGH),
        ("booking", Tier.HIGH),
    ):
        if found := tells(term, text):
            paid = amounts_in(scene.before.dialog or "")
            more = {"amount": paid[-1].money} if paid else {}
            return (
                scene.effect(
                    "stop", f"{found.text}: {thing(scene, text, None)}", 0.8, evidence, tier=tier, **more
                ),
            )
    return None


def _consent(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Signing binds; taking a consent back is the safe side."""
    if signed := signature(scene, text, evidence):
        return signed
    if tells("consent_word", text) and verbs & {"transfer", "delete", "stop"}:
        return (scene.effect("configure", text, 0.85, evidence, **_MILD),)
    return None


def _moving_money(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Carrying out a transfer, a payout or a withdrawal, whatever verb a language uses for it."""
    if tells("money_release", text):
        return payment(scene, 0.85, evidence)
    if not tells("transfer_thing", text) or not verbs & {"execute", "send", "transfer", "create"}:
        return None
    if verbs & {"pay", "reserve"} or tells("ownership", text):
        return None
    due = amount_due(scene)
    more = {"amount": due.match.money if due else None, "recipients": payees(scene)}
    return (scene.effect("transfer", thing(scene, text, None), 0.85, evidence, **more),)


def _visibility(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    if not tells("public_word", text) or not (tells("public", text) or "visibility" in text.lower()):
        return None
    said = scene.told("no_undo", scene.near) or scene.told("public", scene.before.text)
    what = f"{thing(scene, text, None)} {urlsplit(scene.url).path.strip('/')}"
    return (scene.effect("publish", what, 0.9, evidence, said, scope=Scope.PUBLIC, tier=Tier.HIGH),)
