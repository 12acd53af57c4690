"""Heads: the word of a clause that asks, behind courtesy and adverbs, or last where a language puts it."""

import re
from typing import Final

from agentguard.task.phrases import VERB_LAST, Ask, Heard, phrase_book
from worldmodel.words import VerbMatch, find_verbs

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


_GAP = re.compile(r"[\s,，、:()]*")


_ADVERB = re.compile(r"[^\W\d_]{3,}ly\b")


_REACH: Final = 80
"""Characters in which the phrase of a verb has to be complete."""


def skip_space(text: str, start: int, end: int | None = None) -> int:
    """Return where the next word begins, behind spaces, commas, colons and brackets."""
    match = _GAP.match(text, start, len(text) if end is None else end)
    return match.end() if match else start


def head_at(text: str, start: int, end: int, language: str = "") -> tuple[Heard | None, bool]:
    """Return the ask at the start of a clause, and whether words of courtesy stood before it."""
    at = skip_polite(text, start, end)
    heard = ask_or_verb(text, at, end, language)
    if heard is None and not phrase_book().pattern("closing").at(text, start):
        heard = ask_or_verb(text, start, end, language)
    if heard is None:
        adverb = _ADVERB.match(text, at, end)
        if adverb:
            heard = ask_or_verb(text, skip_space(text, adverb.end()), end, language)
    return heard, at > start


def skip_polite(text: str, start: int, end: int) -> int:
    """Return where the words end that change nothing: "please", "could you", "and then"."""
    pattern = phrase_book().pattern("polite")
    at = start
    while True:
        at = skip_space(text, at, end)
        match = pattern.at(text, at)
        if match is None or match.end() > end:
            return at
        at = match.end()


def ask_or_verb(text: str, at: int, end: int, language: str = "") -> Heard | None:
    """Return the ask that begins exactly at `at`: one of the book's, else a verb of the lexicon."""
    heard = phrase_book().ask_at(text, at, language)
    if heard is not None and heard.end <= end:
        return heard
    match = _verb_at(text, at, end, language)
    if match is None:
        return None
    first = _WORD.match(text, at)
    stop = first.end() if first and first.end() < match.end else match.end
    return Heard(phrase_book().implied(match.verb), match.start, stop, match.language)


def _verb_at(text: str, at: int, end: int, language: str = "") -> VerbMatch | None:
    """Return the lexicon's verb that begins exactly at `at`."""
    for match in find_verbs(text[at : min(end, at + _REACH)], "request"):
        spoken = not language or match.language == language
        if match.start == 0 and spoken and not match.inert and match.verb not in ("read", "navigate"):
            return VerbMatch(match.verb, at, at + match.end, match.text, match.language)
        if match.start > 0:
            break
    return None


def coordinated(text: str, heard: Heard, end: int) -> tuple[tuple[Ask, ...], int]:
    """Return all asks that share one object: "archive or delete the newsletter"."""
    asks, after = [heard.ask], heard.end
    phrase = _verb_at(text, heard.start, end)
    if phrase and phrase.end > heard.end and phrase.verb not in heard.ask.verbs and heard.ask.kind == "act":
        asks.append(phrase_book().implied(phrase.verb))  # "remove the watermark", "add a comment"
    while len(asks) < 6:
        at = skip_space(text, after, end)
        join = phrase_book().pattern("joins", heard.language).at(text, at)
        if join is None:
            break
        more = ask_or_verb(text, skip_space(text, join.end(), end), end)
        if more is None or (heard.ask.kind == "look") != (more.ask.kind == "look"):
            break
        asks.append(more.ask)
        after = more.end
    return tuple(asks), after


def caused_ask(text: str, start: int, end: int) -> Heard | None:
    """Return the ask of a clause that has something done: "have my mail deleted", "I want it cancelled".

    The participle counts where it closes the wish: it stands behind an object, and what follows is a time, a
    way or nothing. "Have a look at the deleted files" has nothing done.
    """
    lead = _HAS_DONE.match(text, start, end) or _HAS_DONE.match(text, skip_polite(text, start, end), end)
    if lead is None:
        return None
    for word in _WORD.finditer(text, lead.end(), end):
        before, after = text[lead.end() : word.start()], text[word.end() : end]
        if _ANOTHER_WISH.search(before):
            return None
        if not before.strip() or _BEFORE_NOUN.search(before) or not _CLOSES.match(after):
            continue
        for base in _bases(word.group()):
            heard = ask_or_verb(base, 0, len(base))
            if heard is not None and heard.ask.kind != "look" and heard.end == len(base):
                return Heard(heard.ask, word.start(), word.end(), "en")
    return None


def _bases(participle: str) -> tuple[str, ...]:
    """The verbs that a participle may be of: "cancelled" is of cancel, "closed" of close."""
    if participle in _IRREGULAR:
        return (_IRREGULAR[participle],)
    if not participle.endswith("ed") or len(participle) < 5:
        return ()
    stem = participle[:-2]
    doubled = (stem[:-1],) if stem[-1] == stem[-2] else ()
    return (participle[:-1], stem, *doubled, *((stem[:-1] + "y",) if stem.endswith("i") else ()))


_HAS_DONE: Final = re.compile(
    r"(?:have|get|i(?:'d| would)? (?:want|need|like|wish)|we(?:'d| would)? (?:want|need|like))\s"
)
_BEFORE_NOUN: Final = re.compile(
    r"\b(?:the|an?|my|our|your|his|her|their|its|all|any|some|these|those|no|of|at|for|with|by|from|recently|just)\s+$"
    r"|\b(?:look|overview|list|copy|summary|you|which|what|who|whether|if|to (?!be\b)\w+)\b"
)
_ANOTHER_WISH: Final = re.compile(r"\b(?:and|then|but)\s+(?:have|get|i|we)\b")
"""A wish of its own begins before the participle: "get a gift card and have it sent"."""
_CLOSES: Final = re.compile(
    r"\s*(?:$|[,.;:()]|(?:by|after|from|to|in|on|at|with|before|until|for|if|when|as|once|every|per|under|into"
    r"|today|tonight|tomorrow|now|please|automatically|permanently|and|or|immediately|right|off|up|out)\b)"
)
_IRREGULAR: Final = {
    "paid": "pay", "sent": "send", "bought": "buy", "sold": "sell", "made": "make", "put": "put",
    "set": "set", "shut": "shut", "cut": "cut", "given": "give", "taken": "take", "written": "write",
    "withdrawn": "withdraw", "hidden": "hide",
}  # fmt: skip


def last_word_ask(text: str, start: int, end: int) -> Heard | None:
    """Return the ask that the last words of a clause make, in languages whose verb comes last."""
    words = list(_WORD.finditer(text, start, end))
    skip = phrase_book().words("polite")
    while words and words[-1].group() in skip:
        words.pop()
    for count in (1, 2, 3):
        if len(words) >= count:
            heard = ask_or_verb(text, words[-count].start(), end)
            if heard and heard.end == words[-1].end() and heard.language in VERB_LAST:
                return heard
    return None
