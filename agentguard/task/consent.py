"""Consent: a yes or a no that the user gave about one thing, and whether it is about the effect at hand."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from agentguard.task.approval import AMOUNT_KEYS, COUNT_KEYS, ID_KEYS, from_facts
from agentguard.task.clauses import Clause, clauses_of
from agentguard.task.grants import Consent
from agentguard.task.limits import highest_amount
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from agentguard.task.scope import is_on
from agentguard.task.terms import Terms, is_concept, named_in, overlap, terms_of
from worldmodel.action import Surface
from worldmodel.canonical import cut
from worldmodel.effect import Hazard, Reversibility
from worldmodel.folding import fold
from worldmodel.snapshot import Passage
from worldmodel.words import find_negations, find_verbs


def consent_of(approval: str | Mapping[str, Any] | Consent, *, recorded: bool = False) -> Consent | None:
    """Read one approval: a `Consent`, structured facts, their JSON, or a person's own sentence.

    None where it says neither yes nor no to anything. `recorded` tells that the text is kept as an
    approval, so that "head of finance: Kim, 500" is a yes though it does not say so.
    """
    if isinstance(approval, Consent):
        return approval
    if isinstance(approval, Mapping):
        return from_facts(approval)
    return _from_text(approval, recorded=recorded)


def recorded_consent(passage: Passage) -> Consent | None:
    """Read a passage of the user's as a consent, by what its source is called."""
    return consent_of(passage.text, recorded=passage.source.casefold() in _RECORDS)


_RECORDS: Final = frozenset({"approval", "approvals", "consent", "confirmation"})


@lru_cache(maxsize=512)
def _from_text(text: str, *, recorded: bool) -> Consent | None:
    try:
        facts = json.loads(text)
    except ValueError:
        facts = None
    if isinstance(facts, dict):
        return from_facts(
            facts.get("approval", facts) if isinstance(facts.get("approval", facts), dict) else facts
        )
    if isinstance(facts, str):
        text = facts
    return _from_words(text, recorded=recorded and bool(text.strip()))


def _from_words(text: str, *, recorded: bool) -> Consent | None:
    book = phrase_book()
    folded = fold(text).text
    refused = book.pattern("refused").search(folded)
    due = book.pattern("unapproved").search(folded)
    yes = book.pattern("agreed").search(folded)
    said = _SPEAKER.sub("", folded)
    asked = _asked(said, book.pattern("agreed").search(said))
    if not (refused or due or yes or asked or recorded or find_negations(text)):
        return None
    verbs = [verb for clause in asked for ask in clause.asks for verb in (*ask.verbs, *ask.also)]
    if not yes or asked:
        verbs += [
            match.verb for match in find_verbs(said, "request") if match.verb not in ("read", "navigate")
        ]
    return Consent(
        yes=not refused and not due and not find_negations(text),
        about=cut(text, 500),
        verbs=tuple(dict.fromkeys(verbs)),
        amount=highest_amount(text, pays=False),
        this_very=bool(book.pattern("this_very").search(folded)),
        due=due is not None and not refused,
    )


def _asked(folded: str, yes: re.Match[str] | None) -> list[Clause]:
    """Return the clauses that name an act; in "draft 4 approved" a thing comes first."""
    return [
        clause
        for clause in clauses_of(folded)
        if clause.asks
        and not clause.looks
        and not (yes and clause.head[1] <= yes.start() and _is_thing(folded, clause))
    ]


def _is_thing(folded: str, clause: Clause) -> bool:
    word = folded[clause.head[0] : clause.head[1]]
    return word in phrase_book().kinds or word in ("text", "release", "change", "transfer", "plan", "build")


def names_call(consent: Consent, matter: Matter) -> bool:
    """Whether the consent names this very proposal, by its call id or its digest."""
    action = matter.action
    ids = {value for key, value in matter.values if key in ("tool_call_id", "call_id")} | {
        action.call_id or "",
        action.id,
    }
    return action.digest in consent.digests or bool(ids & set(consent.call_ids) - {""})


def covers_thing(consent: Consent, matter: Matter) -> bool:
    """Whether the thing agreed to is the thing at hand; every name that was given has to be there.

    A consent that names nothing covers nothing: it was given about something else, or about anything.
    """
    if consent.merchant and not is_on(matter.host or matter.snapshot.url or "", (consent.merchant,)):
        return False
    if consent.ids:
        given = given_ids(consent, matter)
        return bool(given) and given <= {fold(one).text for one in consent.ids}
    if (same := _same_fields(consent, matter)) is not None:
        return same
    wanted = terms_of(consent.item or _bare(consent.about), verbs_tell=False)
    if not wanted:
        return bool(consent.merchant and (consent.amount or consent.quantity))
    have = matter.around if matter.effect.verb in _PAYS else matter.told
    if (
        matter.action.surface is Surface.PAGE
        and matter.effect.reversibility is not Reversibility.IRREVERSIBLE
    ):
        have = have.joined(matter.around)  # the address of the page tells which post it is
    if matter.effect.verb in _PAYS:
        have = have.joined(matter.told).joined(terms_of(matter.snapshot.text[:5000], verbs_tell=False))
    if not (wanted.names or wanted.words):
        return _is_the_only_one(consent, matter) and bool(wanted.kinds & have.kinds)
    return _all_there(wanted, have, strictly=_ONLY.search(fold(consent.about).text) is not None)


def given_ids(consent: Consent, matter: Matter) -> frozenset[str]:
    """Return the things that a call names one by one, in the way that the consent does."""
    agreed_to = {fold(one).text for one in consent.ids}
    found = (
        fold(value).text
        for key, value in matter.values
        if (short := key.rsplit(".", 1)[-1].casefold()) in ID_KEYS
        or short.endswith(("id", "ids"))
        or fold(value).text in agreed_to
    )
    return frozenset(found)


def _same_fields(consent: Consent, matter: Matter) -> bool | None:
    """Whether the call's values are those of the approval; None where fewer than two keys are shared."""
    given = {key.casefold(): fold(value).text for key, value in matter.values}
    shared = {key: fold(value).text for key, value in consent.fields if key.casefold() in given}
    if len(shared) < 2 or matter.action.surface is Surface.PAGE:
        return None
    return all(given[key.casefold()] == value for key, value in shared.items() if key not in _LIMIT_KEYS)


_LIMIT_KEYS: Final = frozenset({*AMOUNT_KEYS, *COUNT_KEYS, "expires", "valid_until"})
_PAYS: Final = frozenset({"pay", "reserve", "subscribe", "transfer"})
_ONLY: Final = re.compile(r"\bonly\b|\bnur\b|\bseulement\b|\bsolo\b|\bsoltanto\b|\bapenas\b|\balleen\b")


def speaks_of(consent: Consent, matter: Matter) -> bool | None:
    """Whether a consent, given or not, can be about the thing at hand; None where it names nothing.

    Every name that it gives has to be there, and one of its words.
    """
    wanted = terms_of(consent.item or _bare(consent.about), verbs_tell=False)
    words = matter.told.all_words()
    if not wanted.all_words():
        return None
    if not all(named_in(name, matter.told, words) for name in wanted.names):
        return False
    acts = {match.verb for match in find_verbs(consent.about, "request")}
    return bool(wanted.names) or matter.effect.verb in acts or overlap(wanted.words, words)


def _is_the_only_one(consent: Consent, matter: Matter) -> bool:
    """Example: "Yes, create the account" covers one account, and only the verb that it names."""
    single = matter.effect.count in (None, 1) and Hazard.BULK not in matter.effect.hazards
    return single and matter.effect.verb in consent.verbs


def names_of(consent: Consent) -> frozenset[str]:
    """Return the ids that a consent names."""
    return terms_of(consent.item or _bare(consent.about), verbs_tell=False).names


def same_shape(one: str, other: str) -> bool:
    """Whether two ids are of one sort, as `m-17` and `m-18` are."""
    shapes = [re.sub(r"\d+", "0", name) for name in (one, other)]
    return shapes[0] == shapes[1] and "0" in shapes[0]


def _all_there(wanted: Terms, have: Terms, *, strictly: bool) -> bool:
    """Whether what was agreed to is there: every name, and most words; with an "only" every word."""
    words = have.all_words()
    if not all(named_in(name, have, words) for name in wanted.names):
        return False
    if not all(word in words for word in wanted.words if word.isdigit()):
        return False  # an amount, a number or a time that is another one
    if wanted.names and not strictly:
        return True
    if strictly:
        return all(overlap((word,), words) for word in wanted.words if not is_concept(word))
    hits = sum(overlap((word,), words) for word in wanted.words)
    return hits * 2 > len(wanted.words)


def _bare(text: str) -> str:
    """Take off the words of agreeing, and who agreed: they name nothing."""
    folded = _WHEN.sub(" ", _BY.sub(" ", _SPEAKER.sub("", _THOUSANDS.sub("", fold(text).text))))
    for role in ("agreed", "approves", "this_very", "refused", "unapproved", "vouched"):
        for match in reversed(phrase_book().pattern(role).all(folded)):
            folded = folded[: match.start()] + " " + folded[match.end() :]
    return " ".join(word for word in folded.split() if word.strip(".,;") not in _FORMAL)


_SPEAKER: Final = re.compile(
    r"^(?:[^\W\d_][\w\- ]{1,40}:\s+"
    r"|(?:the )?[\w\-]+(?: of [\w\-]+)? (?=(?:has )?(?:approved|agreed|confirmed|signed|said|ok'd)\b)"
    r"|(?:the )?user (?:saw|has seen|checked) )"
)
"""Who speaks: "head of finance: ...", "Mia approved ...", "user saw ..."."""
_BY: Final = re.compile(
    r"\b(?:by|von|par|por|da|door) (?:the |der |dem |le |la |el |il )?[^\W\d_][\w\-]*(?: of [\w\-]+)?"
)
_WHEN: Final = re.compile(
    r"\b(?:at|um|à|a las|alle|às|om) \d{1,2}(?:[:.h]\d{2})?\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
)
"""When it was said."""
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FORMAL: Final = frozenset(
    "user three times twice id second first ok okay approval signature sign-off only for nur".split()
)
