"""What an act brings about later: renewals, lock-ins, lost traces, lasting power, logins used by others."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.money import AmountMatch
from worldmodel.structural.page_amounts import amounts_in
from worldmodel.structural.page_power import EMAIL
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole, tells
from worldmodel.words import split_identifier

_LIKELY = 0.5
_SPAN = (
    r"(?:months?|years?|monaten?|jahren?|mois|ans?|meses|años?|anos|mesi|anni|maanden|jaar|miesi\w+|lat"
    r"|месяц\w*|лет)"
)
_BOND = (
    r"(?:term|contract\w*|commitment|minimum|agreement|lock|\w*laufzeit|vertrag\w*|bindung|engagement|contrat|"
    r"permanencia|contrato|fidelidad\w*|vincolo|contratto|looptijd|umow\w*|срок\w*|договор\w*)"
)
_TERM = re.compile(
    rf"\b\d{{1,2}}[\s-]?{_SPAN}\b[\s-]{{0,3}}(?:\w+\s){{0,2}}{_BOND}\b"
    rf"|\b{_BOND}\b[^.\d]{{0,25}}\b\d{{1,2}}[\s-]?{_SPAN}\b"
    r"|\d{1,2}\s?(?:か月|ヶ月|年)(?:契約|縛り|の契約)|合约期\s?\d{1,2}|\d{1,2}\s?个月合约|\d{1,2}개월 약정",
    re.IGNORECASE,
)


def later_effects(scene: Scene, now: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the long-term effects of an act whose short-term ones are `now`.

    Nothing that happens now means nothing later. An effect already told with a long horizon is not told
    twice.
    """
    told = {(effect.verb, effect.horizon) for effect in now}
    found: dict[tuple[str, str], Effect] = {}
    for effect in now:
        if effect.probability >= _LIKELY:
            for reader in _READERS.get(effect.verb, ()):
                for later in reader(scene, effect):
                    if (later.verb, later.horizon) not in told:
                        sure = min(later.probability, effect.probability)  # later, only if now
                        found.setdefault(
                            (later.verb, later.object), later.model_copy(update={"probability": sure})
                        )
    return tuple(found.values())


def _later(
    scene: Scene, verb: str, object: str, probability: float, *evidence: Evidence | None, **more: Any
) -> Effect:
    return scene.effect(verb, object, probability, *evidence, horizon=Horizon.LONG, **more)


def _recurring_price(scene: Scene) -> AmountMatch | None:
    for text in (scene.label, scene.before.dialog or "", scene.element.context, scene.before.text):
        for amount in amounts_in(text):
            if amount.per:
                return amount
    return None


def _renews(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """A trial, a plan or a club goes on charging until somebody ends it."""
    if scene.told("without_extra", scene.label):
        return ()  # the way past an offer that the page makes
    texts = (scene.label, scene.before.dialog or "", scene.element.context, scene.before.text)
    trial, renews = scene.told("trial", *texts), scene.told("renews", *texts)
    price = _recurring_price(scene)
    if not (trial or renews or (price and effect.verb == "subscribe")):
        return ()
    if effect.verb in {"agree", "reserve"} and not price:
        return ()
    about = "renewal until somebody ends it"
    amount = price.money if price else effect.amount
    reason = (
        Evidence(source="page text", text=scene.before.text[price.start : price.end])
        if price and price.end <= len(scene.before.text)
        else None
    )
    return (
        _later(scene, "pay", about, 0.8, trial, renews, reason, amount=amount, hazards=(Hazard.RECURRING,)),
    )


def _binds(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """A minimum term, a notice period or a penalty holds for months."""
    term = scene.told("term", scene.near, scene.before.text)
    months = _months(scene)
    if not (term or months):
        return ()
    binding = scene.told("binding", scene.before.text)
    return (
        _later(
            scene,
            "pay",
            "charges for the whole term",
            0.7,
            term,
            months,
            binding,
            hazards=(Hazard.RECURRING,),
        ),
    )


def _months(scene: Scene) -> Evidence | None:
    """Find "24-month term", "24 Monate Laufzeit", "contrat de 12 mois"."""
    return next((e for text in (scene.near, scene.before.text) if (e := months_bound(text))), None)


@lru_cache(maxsize=512)
def months_bound(text: str) -> Evidence | None:
    """Return the words that bind for a number of months or years, or None."""
    match = _TERM.search(text)
    return Evidence(source="page text", text=match.group()) if match else None


def _traces_gone(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    if effect.tier is not Tier.HIGH:
        return ()
    return (
        (
            _later(
                scene,
                "conceal",
                "later misuse leaves no trace",
                0.7,
                *effect.evidence[:1],
                tier=Tier.HIGH,
                lasting_of=effect.verb,
            ),
        )
        if (effect.horizon is Horizon.SHORT)
        else ()
    )


def _unprotected(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """Without the protection, somebody may get in; without the copy, a loss is final."""
    if tells("backup", effect.object):
        lost = {"hazards": (Hazard.NO_COPY,), "reversibility": Reversibility.IRREVERSIBLE}
        what = "whatever is lost from now on has no copy"
        return (_later(scene, "delete", what, 0.2, *effect.evidence[:1], lasting_of=effect.verb, **lost),)
    stays = f"{effect.object} stays without protection"
    return (_later(scene, "weaken", stays, 0.6, *effect.evidence[:1], lasting_of=effect.verb),)


def _login_used(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """A login or card given to an imitation is used later by whoever runs it."""
    if Hazard.DECEPTIVE_HOST not in effect.hazards:
        return ()
    weighty = {"scope": Scope.OTHERS, "recipients": effect.recipients, "hazards": (Hazard.DECEPTIVE_HOST,)}
    if DataClass.PAYMENT_CARD in effect.carries:
        return (
            _later(scene, "pay", "charges by whoever runs this host", 0.6, *effect.evidence[:2], **weighty),
        )
    if {DataClass.CREDENTIAL, DataClass.ONE_TIME_CODE} & set(effect.carries):
        return (
            _later(
                scene, "grant", "the account, to whoever runs this host", 0.8, *effect.evidence[:2], **weighty
            ),
        )
    return ()


def _secret_out(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """What was made public stays copied; a repository shows its history too."""
    if effect.scope is not Scope.PUBLIC or effect.tier is not Tier.HIGH:
        return ()
    told = scene.told("no_undo", scene.page) or _history_shown(scene)
    if told is None and not effect.carries:
        return ()
    # a secret that is out can be used by others: that is more than a post that stays
    lasting = None if effect.carries else effect.verb
    final = {"reversibility": Reversibility.IRREVERSIBLE, "scope": Scope.PUBLIC, "carries": effect.carries}
    return (
        _later(
            scene,
            "disclose",
            f"copies of {effect.object} stay public",
            0.6,
            told,
            *effect.evidence[:1],
            lasting_of=lasting,
            **final,
        ),
    )


_HISTORY = re.compile(
    r"\b(?:history|commits?|repository|repo|historie|historique|historial)\b|履歴|历史|история", re.IGNORECASE
)


def _history_shown(scene: Scene) -> Evidence | None:
    found = _HISTORY.search(scene.page)
    return Evidence(source="page text", text=found.group()) if found else None


def _recovery_turned(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """Whoever holds the recovery address can take the account over."""
    # known fields speak for themselves: one left empty turns nothing
    said = [
        f"{field.label} {' '.join(split_identifier(field.name))}"
        for field in scene.fields
        if field.value or field.filled
    ]
    told = scene.told("recovery", *(said if scene.fields else (scene.near,)))
    if told is None:
        return ()
    to = effect.recipients or tuple(EMAIL.findall(" ".join(field.value or "" for field in scene.fields)))
    more = {"recipients": to, "scope": Scope.OTHERS, "hazards": (Hazard.LASTING_POWER,)}
    return (_later(scene, "grant", "taking the account over by its recovery address", 0.6, told, **more),)


def _power_stays(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """A key, token or role works until somebody takes it back."""
    if Hazard.LASTING_POWER not in effect.hazards and not tells("api_key", effect.object):
        return ()
    if Hazard.LASTING_POWER not in effect.hazards and _ends(scene):
        return ()
    endless = scene.told("no_end", scene.page)
    # that it never ends is only news where the act itself did not say so
    lasting = effect.verb if Hazard.LASTING_POWER in effect.hazards or endless is None else None
    more: dict[str, Any] = {"hazards": (Hazard.LASTING_POWER,), "recipients": effect.recipients}
    return (
        _later(
            scene,
            "grant",
            f"{effect.object} stays valid",
            0.8,
            endless,
            *effect.evidence[:1],
            lasting_of=lasting,
            **more,
        ),
    )


def _ends(scene: Scene) -> bool:
    """Whether the form itself says when it ends: "Expires: in 30 days"."""
    return any(
        tells("saved.lasting", f"{field.label} {' '.join(split_identifier(field.name))}")
        and re.search(r"\d", field.value or "")
        and not is_whole("saved.not_set", field.value or "")
        for field in scene.fields
        if not field.hidden
    )


def _card_kept(scene: Scene, effect: Effect) -> tuple[Effect, ...]:
    """A card that the host keeps can be charged again."""
    for text, _ in scene.ticked:
        if tells("paying_means", text) and tells("keep_card", text):
            evidence = Evidence(source="form.checked", text=text)
            return (
                _later(
                    scene,
                    "disclose",
                    "card kept on file",
                    0.5,
                    evidence,
                    carries=(DataClass.PAYMENT_CARD,),
                    tier=Tier.LOW,
                ),
            )
    return ()


_Reader = Callable[[Scene, Effect], tuple[Effect, ...]]
_READERS: dict[str, tuple[_Reader, ...]] = {
    "pay": (_renews, _binds, _card_kept),
    "subscribe": (_renews, _binds, _card_kept),
    "register": (_renews, _binds),
    "agree": (_binds, _renews),
    "reserve": (_renews,),
    "conceal": (_traces_gone,),
    "weaken": (_unprotected,),
    "disclose": (_login_used,),
    "publish": (_secret_out,),
    "change_credentials": (_recovery_turned,),
    "grant": (_power_stays,),
}
