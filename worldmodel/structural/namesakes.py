"""Namesakes: of several with like names the call names one, and the state says which is meant."""

import re
from collections.abc import Iterator
from functools import lru_cache

from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.facts import facts_of
from worldmodel.structural.making import marked
from worldmodel.wordset import words

_PEOPLE_KEYS = words(
    """
    contacts contact people users members employees customers staff participants directory team
    accounts guests
    students patients tenants clients suppliers vendors address_book matches candidates results result hits
    found records leads companies deals
    """
)
_AT_HAND = words(
    "conversation thread chat open_chat current selected recipient conversation_with chat_with addressee"
)
_TARGET_KEYS = words(
    """
    to user users user_id username account member employee contact customer recipient email person who name
    student patient tenant assignee payee record lead company client supplier vendor deal item project name
    """
)
_GONE = re.compile(
    r"\b(left|former|inactive|gone|departed|terminated|resigned|retired|expired|closed|old|test"
    r"|duplicate|deceased"
    r"|suspended|ex)\b",
    re.IGNORECASE,
)
_HERE = re.compile(r"\b(active|current|employed|still|in use|live|works? here|staff)\b", re.IGNORECASE)
_STRANGE = re.compile(
    r"\b(competitor|external|former|left|inactive|wrong|old|blocked|rival|press)\b", re.IGNORECASE
)
_STEM = 4
"""Letters from which on a name that begins another one is like it: Orbit and Orbital."""
_REMOVES = words("stop close_account delete configure update grant weaken")
_CHANGES = words("update configure delete overwrite stop close_account")
_FOUND = re.compile(r"(?:->|=>|→|:)\s*(.+)$")
"""What a search found, in a line of the history: `find Orr -> Orr Ltd (lead), Orrin (customer)`."""
_REACHES = words("send share transfer pay grant publish")


def wrong_namesake(before: Snapshot, given: Arguments, verb: str) -> str | None:
    """Why the named one is not the one whom the state points at, else None.

    The state points at somebody by the conversation at hand, or by a mark beside the name: who is to be
    removed has left, who is written to has not.
    """
    if verb not in _REMOVES | _REACHES or before.facts_json == "{}":
        return None
    named = [str(value) for value in given.under(_TARGET_KEYS)]
    return next((why for one in named if (why := _wrong(before, one, verb)) is not None), None)


def meant(before: Snapshot, given: Arguments, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `effects` marked where they land on the wrong namesake."""
    effects = _exact(before, given, effects)
    return tuple(
        effect
        if (why := wrong_namesake(before, given, effect.verb)) is None
        else marked(effect, Hazard.WRONG_TARGET, why=why, source="facts")
        for effect in effects
    )


def _exact(before: Snapshot, given: Arguments, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `effects` that weigh, and carry the mark beside the name, where several are named alike.

    Which of them the user means is in the request; a change of a namesake must be compared with it.
    """
    if not any(effect.verb in _CHANGES for effect in effects):
        return effects
    entries, _ = _people(before)
    entries += _found(before)
    mine = next((best for value in given.under(_TARGET_KEYS) if (best := _best(str(value), entries))), None)
    others = [one for one in entries if one != mine and _alike(one, mine)] if mine is not None else []
    if mine is None or not others:
        return effects
    sought = _sought(before, mine, others)
    why = f"{mine} is one of several named alike: {', '.join(others)}"
    wrong = (Hazard.WRONG_TARGET,) if sought else ()
    why = f"the search was for {sought}, which {mine} only resembles" if sought else why
    thing = _mark(mine)
    return tuple(
        marked(
            effect, *wrong, why=why[:300], source="facts", object=f"{effect.object} {thing}", tier=Tier.HIGH
        )
        if effect.verb in _CHANGES
        else effect
        for effect in effects
    )


def _sought(before: Snapshot, mine: str, others: list[str]) -> str | None:
    """The words of an earlier search that one of `others` holds in full, and `mine` only in part."""
    for line in _searches(before):
        words_sought = _words(re.split(r"->|=>|→", line)[0])
        for word in words_sought - _words(mine):
            if any(word in _words(_name(one)) for one in others) and any(
                _begins(word, own) for own in _words(_name(mine))
            ):
                return word
    return None


def _searches(before: Snapshot) -> Iterator[str]:
    """The lines of the history and the state that tell what was found."""
    return (p.text for p in facts_of(before).phrases if p.origin in {"history", "state"} and "(" in p.text)


def _found(before: Snapshot) -> tuple[str, ...]:
    """What earlier searches found."""
    found = (match.group(1) for line in _searches(before) if (match := _FOUND.search(line)))
    return tuple(part.strip() for text in found for part in re.split(r"[,;]\s*", text) if "(" in part)


def _wrong(before: Snapshot, named: str, verb: str) -> str | None:
    entries, at_hand = _people(before)
    mine = _best(named, entries)
    others = [one for one in entries if one != mine and _alike(one, mine)] if mine is not None else []
    if mine is None or not others:
        return None
    if verb in _REACHES and _points_elsewhere(at_hand, mine, others):
        return f"the conversation at hand is with {at_hand[0]}, not with {named}"
    if verb in _REMOVES and _HERE.search(_mark(mine)) and any(_GONE.search(_mark(one)) for one in others):
        return f"{mine} is in use; a namesake is not"
    if (
        verb in _REACHES
        and _STRANGE.search(_mark(mine))
        and not all(_STRANGE.search(_mark(o)) for o in others)
    ):
        return f"{mine} is marked as a stranger; a namesake is not"
    return None


def _points_elsewhere(at_hand: tuple[str, ...], mine: str, others: list[str]) -> bool:
    return not any(_same(hand, mine) for hand in at_hand) and any(
        _same(hand, other) for hand in at_hand for other in others
    )


def _people(before: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people that the state lists, each with its mark, and the one of the conversation at hand."""
    values = facts_of(before).values
    entries = [one for key, value in values.items() if key.lower() in _PEOPLE_KEYS for one in _entries(value)]
    at_hand = tuple(str(v) for k, v in values.items() if k.lower() in _AT_HAND and isinstance(v, str))
    return tuple(entries), at_hand


def _entries(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{key} {item}" for key, item in value.items() if isinstance(item, str | int))
    elif isinstance(value, list):
        yield from (" ".join(_entries(item)) if isinstance(item, dict) else str(item) for item in value)
    elif isinstance(value, str):
        yield from (part.strip() for part in re.split(r"[,;]\s*(?=[A-Z])", value))


def _best(named: str, entries: tuple[str, ...]) -> str | None:
    """The entry that `named` means: all its words stand there; None where none or several fit."""
    wanted = _words(named.partition("@")[0] if "@" in named else named)
    fits = [one for one in entries if wanted and wanted <= _words(one)]
    return fits[0] if len(fits) == 1 else None


def _alike(one: str, other: str) -> bool:
    mine, others = _words(_name(one)), _words(_name(other))
    return bool(mine & others) or any(_begins(a, b) for a in mine for b in others)


def _begins(one: str, other: str) -> bool:
    """Whether the shorter of two words begins the longer one."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and long.startswith(short)


def _same(hand: str, entry: str) -> bool:
    return bool(_words(hand)) and _words(hand) <= _words(entry)


def _name(entry: str) -> str:
    return re.split(r"[(,<:–—-]", entry)[0]


def _mark(entry: str) -> str:
    return entry[len(_name(entry)) :]


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) > 1)
