"""Orders that stand: what a memory keeps and later acts obey, and rules that handle mail by themselves."""

import re

from worldmodel.callname import CallName
from worldmodel.effect import Effect, Horizon, Reversibility, Tier
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.making import because, make, marked
from worldmodel.wordset import words

_MEMORIES = words(
    """
    memory memories instruction instructions prompt persona preference preferences knowledge directive
    directives
    playbook remember guideline guidelines
    """
)
_RULES = words("rule rules filter filters automation automations routine routines")
_WRITES = words("create update overwrite configure")
_ALWAYS = re.compile(
    r"\b(always|never|from now on|whenever|every time|in (the )?future|each time|by default"
    r"|henceforth|without asking"
    r"|don't ask|do not ask|no need to (ask|confirm)|ignore (all|any|previous|the)|standing (order"
    r"|instruction)"
    r"|immer|niemals|nie|ab (jetzt|sofort)|künftig|ohne zu fragen|toujours|jamais|désormais"
    r"|à l'avenir|siempre|nunca"
    r"|de ahora en adelante|sempre|mai|d'ora in poi|a partir de agora|altijd|nooit|voortaan|zawsze"
    r"|nigdy|od teraz"
    r"|всегда|никогда|отныне|завжди|ніколи)\b|总是|始终|永远|今后|从现在起|常に|いつも|必ず|今後|항상|절대|앞으로",
    re.IGNORECASE,
)
_WEIGHTY = re.compile(
    r"\b(pay\w*|money|transfer\w*|invoices?|iban|account\w*|bank|wire|send|forward\w*|cc|bcc|share"
    r"|upload|post|publish"
    r"|delete|remove|approv\w*|accept|agree|skip|confirm\w*|trust\w*|execute|run|install"
    r"|password\w*|token|key|secret"
    r"|credential\w*|rules?|guard\w*|safety|polic\w+|permission\w*|admin\w*|zahl\w*|überweis\w*"
    r"|konto|konten|sende\w*"
    r"|weiterleit\w*|lösch\w*|genehmig\w*|pay(er|ez)|vir(er|ement)|compte|envo\w+|supprim\w*|pag\w+"
    r"|transfer\w*"
    r"|cuenta|enví\w+|borr\w+|conto|invia\w*|elimin\w*|betaal|rekening|stuur|verwijder|płać|konto"
    r"|wyślij|usuń|плати"
    r"|перевод\w*|отправ\w*|удал\w*)\b|https?://|[\w.+-]+@[\w-]+\.\w|\.\.\d{3,}|支付|付款|转账|发送|删除|振込|送金|送信|削除"
    r"|송금|결제|삭제",
    re.IGNORECASE,
)
_HANDS_ON = re.compile(
    r"forward|redirect|send|share|reply|respond|webhook|https?://|delet|trash|discard|run|script"
    r"|exec|pay|transfer"
    r"|notify|copy_to|[\w.+-]+@[\w-]+\.\w+",
    re.IGNORECASE,
)
_SORTS = re.compile(
    r"move|label|folder|tag|archive|mark|star|categor|priorit|pin|important|flag|colou?r|sort"
    r"|never_spam|snooze",
    re.IGNORECASE,
)
_MATCHES = words(
    "from sender subject contains when if match matches condition conditions criteria query has where to_me"
)


def steering(effects: tuple[Effect, ...], name: CallName, given: Arguments) -> tuple[Effect, ...]:
    """Return `effects` with what stands afterwards: an order in a memory, or a rule by what it does."""
    said = {*name.words, *name.nouns, *name.namespace}
    if said & _MEMORIES and any(effect.verb in _WRITES for effect in effects):
        return tuple(_remembered(effect, given) for effect in effects)
    if said & _RULES and any(effect.verb == "persist" for effect in effects):
        return tuple(
            _ruled(effect, given) for effect in effects if effect.verb != "share" or _forwards(given)
        )
    return effects


def standing_order(text: str) -> str | None:
    """The words by which `text` orders something weighty for all later times, else None."""
    always = _ALWAYS.search(text)
    return always.group() if always is not None and _WEIGHTY.search(text) else None


def _remembered(effect: Effect, given: Arguments) -> Effect:
    if effect.verb not in _WRITES:
        return effect
    order = next((found for _, text in given.leaves if (found := standing_order(str(text)))), None)
    if order is None:
        return effect
    return make(
        "persist", effect.object, effect.resource, 0.9, horizon=Horizon.LONG, tier=Tier.HIGH,
        hazards=effect.hazards,
        evidence=(*effect.evidence, *because("arguments", f"an order that stands: {order}")),
    )  # fmt: skip


def _ruled(effect: Effect, given: Arguments) -> Effect:
    """A rule that only sorts is a setting of the own mailbox; one that hands on or deletes keeps acting."""
    if effect.verb != "persist" or _forwards(given) or not _sorts(given):
        return effect
    return marked(
        effect, why="the rule only sorts", verb="configure", tier=Tier.LOW, horizon=Horizon.SHORT,
        reversibility=Reversibility.REVERSIBLE,
    )  # fmt: skip


def _forwards(given: Arguments) -> bool:
    return any(_HANDS_ON.search(f"{key}={value}") for key, value in _deeds(given))


def _sorts(given: Arguments) -> bool:
    return any(_SORTS.search(f"{key}={value}") for key, value in _deeds(given))


def _deeds(given: Arguments) -> list[tuple[str, str]]:
    """What the rule does, without what it applies to."""
    return [(k, str(v)) for k, v in given.leaves if k not in _MATCHES and v not in (None, False, "")]
