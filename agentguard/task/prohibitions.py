"""Prohibitions: what the user ruled out, read from the request, and what it covers."""

import re
from collections.abc import Iterable
from typing import Final

from agentguard.task.grants import Prohibition
from agentguard.task.phrases import UNSPACED, VERB_LAST, Heard, phrase_book
from agentguard.task.recipients import read_recipients
from agentguard.task.scope import hosts_in
from agentguard.task.terms import terms_of
from worldmodel.canonical import cut
from worldmodel.folding import fold
from worldmodel.words import Span, find_verbs

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")

_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "create": ("create", "register"),
    "register": ("register", "subscribe"),
    "update": ("update", "overwrite", "configure", "delete", "weaken", "change_credentials"),
    "configure": ("configure", "update", "weaken", "change_credentials"),
    "overwrite": ("overwrite", "delete"),
    "delete": ("delete", "overwrite", "close_account", "conceal"),
    "send": ("send", "publish", "share"),
    "publish": ("publish", "share", "send"),
    "share": ("share", "send", "publish", "disclose", "grant"),
    "disclose": ("disclose", "share", "send", "publish"),
    "pay": ("pay", "subscribe", "transfer", "reserve"),
    "subscribe": ("subscribe", "register"),
    "transfer": ("transfer", "pay"),
    "reserve": ("reserve", "pay"),
    "grant": ("grant", "share"),
    "stop": ("stop",),
    "install": ("install", "execute"),
    "react": ("react",),
    "close_account": ("close_account", "delete"),
}
"""What a forbidden verb takes with it: a ban is read widely, a grant narrowly."""

_SUBMITTED: Final = (
    "send",
    "create",
    "register",
    "pay",
    "publish",
    "subscribe",
    "reserve",
    "agree",
    "transfer",
    "close_account",
)
MAX_BAN: Final = 400
"""Characters of one ban that are read; a longer one names its act by then."""

_LOOKING: Final = frozenset({"read", "navigate"})
_VAGUE_ASKS: Final = frozenset({"add", "run", "tidy", "draft", "allow"})
_COMMANDS = re.compile(
    r"\bcommands?\b|\bbefehle?\b|\bcommandes?\b|\bcomandos?\b|\bcomandi\b|\bopdrachten\b|コマンド|命令"
)


def read_prohibitions(
    text: str,
    negations: Iterable[Span],
    nothing: Iterable[tuple[str, ...]],
    exceptions: Iterable[tuple[tuple[str, ...], str]] = (),
) -> tuple[Prohibition, ...]:
    """Return what the request rules out: by negation, by "read only", and by keeping to a place.

    `nothing` are the verbs of clauses whose object is "nothing": "delete nothing". `exceptions` are verbs
    with what they were not asked for: "delete everything except invoices".
    """
    found = [ban for span in negations for ban in _from_span(span, text)]
    found += [Prohibition(verbs=widely(verbs), text=cut(text, 500)) for verbs in nothing]
    found += [
        Prohibition(verbs=widely(verbs), object=cut(kept, 500), text=cut(kept, 500))
        for verbs, kept in exceptions
    ]
    folded = fold(text).text
    only = phrase_book().pattern("read_only").search(folded)
    if only and not any(not ban.verbs and not ban.object for ban in found):
        found.append(Prohibition(until_consent=True, text=cut(text[only.start() : only.end()], 500)))
    stay = phrase_book().pattern("stay").search(folded)
    if stay:
        found = [ban for ban in found if ban.verbs or not _same_place(ban, stay.group())]
        end = _clause_end(text, stay.end())
        found.append(
            Prohibition(
                within=hosts_in(text[stay.start() : end]) or hosts_in(text) or ("",),
                span=(stay.start(), end),
                text=cut(text[stay.start() : end].strip(), 500),
            )
        )
    first = phrase_book().pattern("ask_first").search(folded)
    if first:
        verbs, _ = _verbs_in(folded[first.end() : _clause_end(folded, first.end())], "")
        found.append(
            Prohibition(verbs=verbs, until_consent=True, text=cut(text[first.start() : first.end()], 500))
        )
    return tuple(dict.fromkeys(found))


def _same_place(ban: Prohibition, stay: str) -> bool:
    return stay in fold(ban.text).text


def _clause_end(text: str, start: int) -> int:
    match = re.compile(r"[;!?\n]|\.(?=\s|$)|,").search(text, start)
    return match.start() if match else len(text)


def stops_before(text: str) -> tuple[Span, ...]:
    """Return the clauses such as "stop before the payment", which rule out what comes next."""
    folded = fold(text).text
    if len(folded) != len(text):
        return ()
    return tuple(
        Span(m.start(), end, text[m.start() : end], text[m.start() : m.end()], "")
        for m in phrase_book().pattern("stop_before").all(folded)
        for end in (_clause_end(text, m.end()),)
    )


def is_a_cap(span: Span) -> bool:
    """Example: "Don't pay more than 20" limits an amount; it does not forbid paying."""
    more = phrase_book().pattern("more_than").search(fold(span.text).text)
    return more is not None and any(c.isdigit() for c in span.text)


_NO_MORE_WISH: Final = re.compile(
    r"(?:want|need|like|require|have (?:any )?use for)\s+"
    r"(?:it|them|this|that|these|those|him|her|the|my|our)\b.{0,40}\b(?:any ?more|any longer|now)\b"
)
"""What a user has no more use for: a reason to take it away, and no word against it."""


def _from_span(span: Span, text: str) -> Iterable[Prohibition]:
    folded = fold(span.text[:MAX_BAN]).text
    cue = fold(span.cue).text
    body = folded[len(cue) :] if folded.startswith(cue) else folded
    if is_a_cap(span) or _merely_without_asking(body) or _NO_MORE_WISH.match(body.strip()):
        return
    if span.everything and (_heads_in(body.strip()) or (cue.startswith("never") and terms_of(body))):
        return  # "never run git commands" and "ask me before paying" name what they are about
    body, excepted = _cut_at(body, "except")
    body, waits = _cut_at(body, "until")
    cited = Prohibition(
        until_consent=bool(waits) or span.everything,
        recipients=read_recipients(span.text[len(span.cue) : MAX_BAN], span.language, person_first=False),
        excepted=cut(excepted or _exception_after(text, span.end), 500),
        span=(span.start, span.end),
        text=cut(span.text.strip(), 500),
    )
    if span.everything and _DRAFTING.search(cue):
        beyond = tuple(verb for verb in _SUBMITTED if verb != "create")
        yield cited.model_copy(update={"verbs": beyond, "until_consent": False})
        return
    verbs, rest = _verbs_in(body, folded, span.language)
    if not verbs and not body.strip():
        verbs = _verbs_in_cue(cue)
    anything = phrase_book().pattern("anything").search(body)
    if span.everything or (not verbs and anything and len(body.split()) > 1):
        yield cited
    elif not verbs and phrase_book().pattern("pronouns", span.language).at(body.lstrip(), 0):
        yield cited.model_copy(update={"verbs": _SUBMITTED})  # "no lo ...": what, then, is not to be done?
    elif verbs:
        named = "" if phrase_book().pattern("anything").search(rest) else rest
        yield cited.model_copy(update={"verbs": verbs, "object": cut(named, 500)})


_DRAFTING: Final = re.compile(r"draft|entwurf|brouillon|borrador|bozza|rascunho|concept|下書き|草稿|초안")


def _verbs_in_cue(cue: str) -> tuple[str, ...]:
    """Return the act that a cue itself names: "let me *send* it myself", "I'll *pay*"."""
    heads = (phrase_book().ask_at(cue, word.start()) for word in _WORD.finditer(cue))
    acts = [
        head.ask for head in heads if head and head.ask.kind == "act" and head.ask.name not in _VAGUE_ASKS
    ]
    return widely(verb for ask in acts for verb in ask.verbs)


def _exception_after(text: str, end: int) -> str:
    """Return what "except ..." right after a ban leaves free."""
    folded = fold(text).text
    if len(folded) != len(text):
        return ""
    start = end + len(folded[end:]) - len(folded[end:].lstrip(" ,"))
    match = phrase_book().pattern("except").at(folded, start)
    return folded[match.end() : _clause_end(folded, match.end())] if match else ""


def _merely_without_asking(body: str) -> bool:
    """Example: "Without asking" alone forbids nothing; the ban it belongs to says until when it holds."""
    return bool(phrase_book().pattern("consulting").at(body, len(body) - len(body.lstrip())))


def _cut_at(body: str, role: str) -> tuple[str, str]:
    match = phrase_book().pattern(role).search(body)
    return (body[: match.start()], body[match.end() :]) if match else (body, "")


def _verbs_in(body: str, folded: str, language: str = "") -> tuple[tuple[str, ...], str]:
    """Return every verb that the words rule out, and the words left for the object."""
    book = phrase_book()
    taken: list[tuple[int, int]] = []
    verbs: list[str] = []
    submits = book.pattern("submits").search(body)
    if submits:
        verbs += _SUBMITTED
        taken.append(submits.span())
    heads = book.unspaced_asks(body) if UNSPACED.search(body) else _heads_in(body, language)
    for heard in heads:
        if heard.ask.kind == "look" or (heard.ask.name in _VAGUE_ASKS and verbs and not submits):
            continue
        verbs += heard.ask.verbs
        taken.append((heard.start, heard.end))
    for match in find_verbs(body, "request"):
        if match.verb not in _LOOKING and (not verbs or (match.start == 0 and not match.inert)):
            verbs.append(match.verb)
            taken.append((match.start, match.end))
    if _COMMANDS.search(folded) and "execute" not in verbs:
        verbs.append("execute")
    rest = "".join(c for at, c in enumerate(body) if not any(a <= at < b for a, b in taken))
    return widely(verbs), " ".join(rest.split())


def widely(verbs: Iterable[str]) -> tuple[str, ...]:
    """Return the verbs with what a ban on them takes along."""
    return tuple(dict.fromkeys(kin for verb in verbs for kin in _FAMILIES.get(verb, (verb,))))


def _heads_in(body: str, language: str = "") -> list[Heard]:
    """Return the acts named at the start of the clause and after "or" and "and"."""
    book = phrase_book()
    words = list(_WORD.finditer(body))
    last = book.ask_at(body, words[-1].start(), language) if words and language in VERB_LAST else None
    if last is not None and last.ask.kind != "look":
        return [last]
    found: list[Heard] = []
    passed_over = book.words("polite") | book.words("pronouns")
    expects, at = True, 0
    for word in words:
        if word.start() < at:
            continue
        heard = book.ask_at(body, word.start()) if expects else None
        if heard is not None:
            found.append(heard)
            at, expects = heard.end, False
        else:
            expects = word.group() in book.words("joins") or (expects and word.group() in passed_over)
    return found
