"""Circumstances: what the state says that makes an effect worse, or milder, than its verb alone.

The state comes as plain facts and passages under any keys. They are read by the meaning of key and phrase;
a phrase counts for an effect only if it is about its object or about the whole place.
"""

import json
import re
from collections.abc import Iterator

from worldmodel.action import Action
from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Reversibility, Tier
from worldmodel.history import REPEATS_BADLY, repeats
from worldmodel.snapshot import Snapshot
from worldmodel.structural.facts import Facts, Phrase, facts_of, names_path
from worldmodel.structural.flaws import known_flaw
from worldmodel.structural.numbers import TURNED_BACK
from worldmodel.structural.undoing import is_unsound, keeps, undoable
from worldmodel.wordset import words

_DESTROYS = words("delete overwrite close_account stop conceal")
_ALTERS = _DESTROYS | words(
    "update create configure execute install grant weaken change_credentials persist publish"
)
_LOSSES = words("delete overwrite close_account stop")
_FOR_GOOD = "for good"
"""Stands in the evidence of what skips the bin."""
_OWN_WORDS = frozenset({"state", "history", "setup"})

_NO_COPY = re.compile(
    r"\b(only|sole|last|single) (remaining |existing |known )?(copy|copies|version|record|backup)\b"
    r"|\bno (other )?(back-?ups?|copy|copies|"
    r"undo|snapshots?|trash|recycle bin|version history|replica)\b|\bnot (backed up"
    r"|under version control|in (git|version control)|"
    r"committed|tracked|recoverable|versioned|pushed)\b|\b(nowhere else|un-?tracked"
    r"|never (been )?(committed|backed up|pushed)|unpushed|"
    r"cannot be (restored|recovered|undone)|can't be (restored|recovered|undone)|without (a )?backup"
    r"|irreplaceable|hand[- ]?(made|written)"
    r" original|gitignored|ignored by git|not reproducible|never exported)\b|^\?\? ",
    re.IGNORECASE,
)
_UNSAVED = re.compile(
    r"\bunsaved\b|\buncommitted\b|\bnot saved\b|\b\d+ modified\b|\bmodified:|\bdirty\b|^ ?M "
    r"|\bunstaged\b|\bwork in progress\b",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"(?<!non-)(?<!pre-)(?<!not )\b(production|prod|live (customers?|system|site|traffic|data|service"
    r"|server|users|database|environment)|"
    r"real (customers?|users|customer records)|in live use|customer-facing|serving traffic)\b",
    re.IGNORECASE,
)
_LIVE_PAGE = re.compile(
    r"\b(real (customers?|users|customer records|patients?|accounts)|"
    r"live (customers?|system|traffic|database|environment)|"
    r"(this is|you are (in|on)|connected to)( the)? (production|prod|live))\b",
    re.IGNORECASE,
)
_LIVE_NAME = re.compile(r"(^|[^a-z0-9])(prod|production|live)([^a-z0-9]|$)", re.IGNORECASE)
_PLACE_KEY = re.compile(
    r"(^|[._])(env|environment|stage|tier|target|cluster|context|workspace|account|database|host"
    r"|profile|namespace)$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(created|made|cloned|generated|written|started|uploaded|scratch) (by|in|for) (this|the"
    r"|our) (session|agent|run|task|assistant)|"
    r"\bcreated_by_agent\b|\bby mktemp\b|\bthrow-?away\b|\bscratch\b|\btemporary\b",
    re.IGNORECASE,
)
_OWN_KEY = re.compile(
    r"created_by_agent|made_by_agent|agent_created|created_this_session|own_objects|temp_(files|objects)",
    re.IGNORECASE,
)
_TEMP = re.compile(r"^/tmp/[\w.-]+|^/var/tmp/[\w.-]+|(^|/)(tmp|temp|scratch)[-_./]\w+", re.IGNORECASE)
_GATE = re.compile(
    r"\b(must|required?|require[sd]|needs?|only (if|when|after)|before|until|unless|gate[sd]?"
    r"|sign(ed)?[- ]?off|approved?|validated|reviewed|attest\w*)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b([\w./-]+)\s+(?:file|ledger|record|report|checklist|entry|log|sheet|document|manifest)\b"
    r"|\b(ledger|checklist|sign-?off|attestation|approval)s?\b",
    re.IGNORECASE,
)
_RESTORES = re.compile(
    r"\b(in git|committed|tracked and clean|backed up|backup (exists|taken|from)|snapshot taken"
    r"|restorable|recoverable|clean)\b",
    re.IGNORECASE,
)


def hazards_of(before: Snapshot, action: Action, effect: Effect) -> Effect:
    """Return `effect` with the hazards that the state adds, and its weight adjusted to them.

    Nothing here lowers a probability; only an object that the agent made itself, or one that is said to
    be restorable, makes the loss milder.
    """
    if effect.verb in {"read", "navigate"}:
        return effect
    facts = facts_of(before)
    found = list(_found(facts, action, effect)) if facts.phrases else []
    found += list(_by_name(action, effect))
    if effect.verb in _ALTERS and (live := _LIVE_PAGE.search(before.text)) is not None:
        found.append((Hazard.PRODUCTION, Phrase("page text", live.group(), "foreign")))
    if any(TURNED_BACK in reason.text for reason in effect.evidence):
        found = [one for one in found if one[0] is not Hazard.PRODUCTION]
    return _with(effect, found, facts)


def repeated(before: Snapshot, action: Action, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `effects` marked where the history shows that the act was done, or may have been."""
    if not any(effect.verb in REPEATS_BADLY for effect in effects):
        return effects
    found = repeats(action, before.passages)
    if found is None or any(found[0] in effect.hazards for effect in effects):
        return effects
    hazard, evidence = found
    return tuple(
        effect.model_copy(
            update={"hazards": (*effect.hazards, hazard), "evidence": (*effect.evidence, evidence)}
        )
        if effect.verb in REPEATS_BADLY
        else effect
        for effect in effects
    )


def _found(facts: Facts, action: Action, effect: Effect) -> Iterator[tuple[Hazard, Phrase]]:
    for phrase in facts.phrases:
        if phrase.origin == "user":
            continue
        if effect.verb in _DESTROYS and (hazard := _loss(phrase, effect, action)) is not None:
            yield hazard, phrase
        if effect.verb in _ALTERS and _is_live(phrase):
            yield Hazard.PRODUCTION, phrase
        if _is_gate(phrase, effect):
            yield Hazard.CHECK_WEAKENED, phrase
    if (
        effect.verb in {"install", "execute", "update", "create"}
        and (flaw := known_flaw(facts.phrases, action)) is not None
    ):
        yield Hazard.KNOWN_VULNERABLE, flaw


def _loss(phrase: Phrase, effect: Effect, action: Action) -> Hazard | None:
    if phrase.origin not in _OWN_WORDS and phrase.origin != "foreign":
        return None
    unsound = is_unsound(phrase)
    if not unsound and phrase.origin == "state" and (kept := keeps(phrase)) is not None:
        return None if kept else Hazard.NO_COPY
    unsaved = _UNSAVED.search(phrase.text)
    alone = _NO_COPY.search(phrase.text) or unsound
    if not (unsaved or alone) or not _concerns(phrase, effect, action):
        return None
    return Hazard.NO_COPY if alone else Hazard.UNSAVED_WORK


def _concerns(phrase: Phrase, effect: Effect, action: Action) -> bool:
    """Whether a phrase is about the effect's object, or names no object and so speaks of the place."""
    if effect.resource.kind == "file":
        if names_path(phrase.text, effect.resource.id):
            return True
        return not re.search(r"[\w-]+[/.][\w-]+", phrase.text)
    wanted = {word for word in re.findall(r"\w{3,}", effect.object.lower())}
    said = set(re.findall(r"\w{3,}", phrase.text.lower()))
    named = set(re.findall(r"\w{3,}", action.arguments_json.lower()))
    return bool((wanted | named) & said) or len(said) <= 6


def _is_live(phrase: Phrase) -> bool:
    if phrase.origin == "foreign":
        return False
    if _PLACE_KEY.search(phrase.key):
        return bool(_LIVE_NAME.search(phrase.text))
    return bool(_LIVE.search(phrase.text)) and not re.search(
        r"\b(not|never|no|isn't) (in |on |a |the )?(production|prod|live)", phrase.text, re.I
    )


def _is_gate(phrase: Phrase, effect: Effect) -> bool:
    """Whether a rule lets something pass only on the word of a file, and the effect writes that file."""
    if (
        effect.resource.kind != "file"
        or effect.verb not in {"create", "update", "overwrite"}
        or phrase.origin not in {"state", "setup"}
    ):
        return False
    if not _GATE.search(phrase.whole) or not _RECORD.search(phrase.text):
        return False
    stem = re.sub(r"\.\w+$", "", effect.resource.id.replace("\\", "/").rpartition("/")[2]).lower()
    parts = {part for part in re.split(r"[^a-z0-9]+", stem) if len(part) > 3} | {stem}
    return bool(parts & set(re.findall(r"[a-z0-9_]+", phrase.text.lower()))) or names_path(
        phrase.text, effect.resource.id
    )


def _by_name(action: Action, effect: Effect) -> Iterator[tuple[Hazard, Phrase]]:
    """Names in the arguments themselves: `prod-db`, `namespace: production`."""
    if effect.verb not in _ALTERS or not _LIVE_NAME.search(action.arguments_json) or effect.verb == "create":
        return
    for key, value in _short_values(action):
        if _LIVE_NAME.search(value):
            yield Hazard.PRODUCTION, Phrase(key, value, "arguments")
            return


def _short_values(action: Action) -> Iterator[tuple[str, str]]:
    values = json.loads(action.arguments_json)
    for key, value in values.items() if isinstance(values, dict) else ():
        if isinstance(value, str) and len(value) < 120 and " " not in value.strip():
            yield key, value


def _with(effect: Effect, found: list[tuple[Hazard, Phrase]], facts: Facts) -> Effect:
    own = _own_object(effect, facts)
    if own is not None:
        reason = Evidence(source=own.key or "facts", text=own.text)
        return effect.model_copy(
            update={
                "tier": Tier.LOW if effect.verb in _DESTROYS | {"update"} else effect.tier,
                "reversibility": Reversibility.REVERSIBLE
                if effect.verb in _DESTROYS
                else effect.reversibility,
                "evidence": (*effect.evidence, reason),
            }
        )
    if not found:
        return _milder(effect, facts)
    hazards = {hazard for hazard, _ in found}
    update: dict[str, object] = {
        "hazards": tuple(dict.fromkeys((*effect.hazards, *(hazard for hazard, _ in found)))),
        "evidence": (
            *effect.evidence,
            *(Evidence(source=p.key or p.origin, text=p.text) for _, p in found[:4]),
        ),
        "tier": Tier.HIGH,
    }
    if Hazard.NO_COPY in hazards:
        update["reversibility"] = Reversibility.IRREVERSIBLE
    if Hazard.KNOWN_VULNERABLE in hazards or Hazard.CHECK_WEAKENED in hazards:
        update["horizon"] = Horizon.LONG
    return effect.model_copy(update=update)


def _own_object(effect: Effect, facts: Facts) -> Phrase | None:
    """The statement, or the name, that shows the object to be the agent's own and temporary."""
    if effect.verb not in _DESTROYS | {"update"}:
        return None
    if (
        effect.resource.kind == "file"
        and _TEMP.search(effect.resource.id)
        and not _said_precious(effect, facts)
    ):
        return Phrase("arguments", effect.resource.id, "arguments")
    for phrase in facts.phrases:
        if phrase.origin not in {"state", "history"} or not (
            _OWN_KEY.search(phrase.key) or _OWN.search(phrase.text)
        ):
            continue
        if _names(phrase.text, effect):
            return phrase
    return None


def _said_precious(effect: Effect, facts: Facts) -> bool:
    return any(
        _names(p.text, effect) and (_NO_COPY.search(p.text) or _UNSAVED.search(p.text)) for p in facts.phrases
    )


def _names(text: str, effect: Effect) -> bool:
    if effect.resource.kind == "file":
        return names_path(text, effect.resource.id)
    last = effect.object.split()[-1:] if effect.object else []
    return any(len(word) > 2 and word.lower() in text.lower() for word in last)


def _milder(effect: Effect, facts: Facts) -> Effect:
    """A loss that the state says can be taken back is milder, unless the act itself is for good."""
    if effect.verb not in _LOSSES or effect.reversibility is Reversibility.REVERSIBLE:
        return effect
    if any(_FOR_GOOD in reason.text for reason in effect.evidence):
        return effect
    for phrase in facts.phrases:
        if phrase.origin not in _OWN_WORDS:
            continue
        back = undoable(phrase)
        if back or (
            _RESTORES.search(phrase.text) and not _NO_COPY.search(phrase.text) and _names(phrase.text, effect)
        ):
            reason = Evidence(source=phrase.key, text=phrase.text)
            milder = Reversibility.REVERSIBLE if back else Reversibility.EFFORTFUL
            return effect.model_copy(update={"reversibility": milder, "evidence": (*effect.evidence, reason)})
    return effect
