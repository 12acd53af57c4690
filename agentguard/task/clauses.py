"""Clauses: a request cut into the things it asks for, each with the ask that heads it.

Only the head of a clause asks. "Suggest what to delete" asks for a suggestion; "tell Alex to pay" asks for a
message. Words inside quotes, and a text given after a colon, ask for nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agentguard.task.heads import (
    ask_or_verb,
    caused_ask,
    coordinated,
    head_at,
    last_word_ask,
    skip_polite,
    skip_space,
)
from agentguard.task.phrases import UNSPACED, Ask, Heard, phrase_book

_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s)\"'”]|$)|[;\n。！？；]|\s[–—-]{1,2}\s")
_COMMA = re.compile(r"[,:](?=\s)\s*|[，、]\s*|\s*\(|\)\s*")
_QUOTED = re.compile(
    r"\"[^\"]{1,2000}\"|“[^”]{1,2000}”|„[^“”]{1,2000}[“”]|«[^»]{1,2000}»|「[^」]{1,2000}」|『[^』]{1,2000}』|`[^`]{1,500}`|(?<!\w)'[^'\n]{1,500}'(?!\w)|‘[^’]{1,500}’"
)
_ALL = re.compile(r"\b(?:all|everything|everyone|none|nothing|nobody|anything|any)\s+$")
_HIDDEN: Final = "\x01"

MAX_CLAUSES: Final = 60
"""A longer request is read so far; what comes after grants nothing."""

MAX_SENTENCE: Final = 1_000
"""A longer sentence is read in pieces."""

_SPEAKING: Final = frozenset({"tell", "reply", "send", "publish", "draft", "share"})
_WAYS: Final = frozenset({"look", "sign_in"})


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` of a folded request, headed by `asks` at `head`; no asks: a statement.

    `object_start` is where the object's words begin; `content` is where a text given by the user stands.
    `question` is true where the clause only wants to know, `agrees` where it begins with a yes.
    """

    start: int
    end: int
    asks: tuple[Ask, ...] = ()
    head: tuple[int, int] = (0, 0)
    object_start: int = 0
    content: tuple[int, int] | None = None
    language: str = ""
    question: bool = False
    agrees: bool = False

    @property
    def looks(self) -> bool:
        """Whether the clause asks for nothing but looking."""
        return self.question or (bool(self.asks) and all(ask.kind == "look" for ask in self.asks))


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Cut a folded request into clauses, in order; at most `MAX_CLAUSES`."""
    masked, contents = _mask(text)
    found: list[Clause] = []
    for start, end, mark in _sentences(masked):
        after_content = any(begin <= start and stop <= end for begin, stop in contents if stop <= start)
        for clause in _clauses_in(masked, start, end, mark, contents):
            if after_content and not _resumes(masked, clause):
                clause = Clause(clause.start, clause.end)
            found.append(clause)
            if len(found) >= MAX_CLAUSES:
                return tuple(found)
    return tuple(found)


def _resumes(text: str, clause: Clause) -> bool:
    """After a dictated text only "then ..." or a new line speaks to the agent again."""
    return text[: clause.start].rstrip(" ").endswith("\n") or bool(_THEN.match(text, clause.start))


_THEN = re.compile(
    r"\s*(?:and\s+)?(?:then|afterwards|after that|also|dann|danach|anschließend|puis|ensuite|luego|después"
    r"|poi|dopo|depois|daarna|然后|その後)\b"
)


_ADDRESS = re.compile(r"\s*[\w.+\-]+@[\w\-]+\.\w")


def _mask(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Hide quoted words and dictated texts; return also where the dictated ones stand."""
    masked = _QUOTED.sub(lambda match: _HIDDEN * len(match.group()), text)
    contents: list[tuple[int, int]] = []
    for colon in re.finditer(r"[:：](?=\s|[^\W\d_])(?!//)", masked):
        if _ADDRESS.match(masked, colon.end()):
            continue  # "Bcc: kim@example.com" says who, not what
        line_start = (
            max(masked.rfind(mark, 0, colon.start()) for mark in ("\n", ". ", "; ", "! ", "? ", "。")) + 1
        )
        start = skip_space(masked, line_start)
        heard, _ = head_at(masked, start, colon.start())
        if heard and any(h.ask.name in _SPEAKING for h in _all_heads(masked, heard, colon.start())):
            end = _content_end(masked, colon.end())
            contents.append((colon.end(), end))
            masked = masked[: colon.end()] + _HIDDEN * (end - colon.end()) + masked[end:]
    return masked, contents


def _all_heads(text: str, first: Heard, limit: int) -> list[Heard]:
    """Return the heads of the clauses up to `limit`: "log in and tell Kim: ..."."""
    heads = [first]
    for at in _joints(text, first.end, limit, first.language):
        heard, _ = head_at(text, at, limit)
        if heard:
            heads.append(heard)
    return heads


def _content_end(text: str, start: int) -> int:
    """Return where a dictated text ends: with its line or its first sentence."""
    line = text.find("\n", start)
    limit = len(text) if line < 0 else line
    stop = re.compile(r"[.!?](?=\s+[^\s])|[;。！？]").search(text, start, limit)
    return stop.end() if stop else limit


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and closing mark of each sentence; a "but" closes one too."""
    start = 0
    cuts = [(m.start(), m.end(), m.group()) for m in _SENTENCE_END.finditer(text)]
    contrasts = phrase_book().pattern("contrasts").all(text)
    cuts += [(m.start(), m.end(), "") for m in contrasts if not _ALL.search(text, 0, m.start())]
    for at, after, mark in [*sorted(cuts), (len(text), len(text), "")]:
        for piece in range(start, at, MAX_SENTENCE):
            last = piece + MAX_SENTENCE >= at
            yield piece, min(at, piece + MAX_SENTENCE), mark.strip() if last else ""
        start = max(start, after)


def _clauses_in(
    text: str, start: int, end: int, mark: str, contents: list[tuple[int, int]]
) -> Iterator[Clause]:
    at = skip_space(text, start, end)
    while at < end:
        clause = _clause_at(text, at, end, asked=mark.startswith(("?", "？")))
        cut = _next_cut(text, clause, end)
        dictated = next((c for c in contents if clause.start <= c[0] and c[1] <= end + 1), None)
        yield Clause(
            clause.start, cut, clause.asks, clause.head, clause.object_start, dictated, clause.language,
            clause.question, clause.agrees,
        )  # fmt: skip
        after = skip_space(text, cut, end)
        at = max(after, at + 1)


def _clause_at(text: str, start: int, end: int, *, asked: bool) -> Clause:
    if (caused := caused_ask(text, start, end)) is not None:
        return Clause(start, end, (caused.ask,), (caused.start, caused.end), start, None, caused.language)
    heard, polite = head_at(text, start, end)
    at = skip_polite(text, start, end)
    agrees = bool(phrase_book().pattern("agreed").at(text, start))
    question = phrase_book().pattern("questions").at(text, at)
    asking = question is not None and _opens(text, heard, question.end(), end)
    if question and question.end() <= end and asking:
        return Clause(start, end, language="", question=True, object_start=question.end())
    if heard is None:
        return _final_head(text, start, end, asked=asked, agrees=agrees)
    asks, after = coordinated(text, heard, end)
    wants_to_know = asked and not polite and not UNSPACED.search(text[start:end])
    return Clause(
        start, end, asks, (heard.start, heard.end), after, None, heard.language, wants_to_know, agrees
    )


def _opens(text: str, heard: Heard | None, asked: int, end: int) -> bool:
    """Whether the words up to `asked` open a question, rather than an ask: "comment" before a quoted text."""
    if heard is None or heard.end < asked:
        return True
    if heard.end > asked:
        return False
    return heard.ask.name != "publish" or _HIDDEN not in text[heard.end : min(end, heard.end + 3)]


def _final_head(text: str, start: int, end: int, *, asked: bool, agrees: bool) -> Clause:
    """Read a clause whose verb comes last ("Kannst du den Entwurf löschen"), or that has none."""
    if UNSPACED.search(text[start:end]):
        heads = phrase_book().unspaced_asks(text[start:end])
        if heads:
            last = heads[-1]
            acts = tuple(h.ask for h in heads if h.ask.kind != "look") or (last.ask,)
            asking = (
                asked and last.ask.kind != "look" and bool(re.search(r"[かの]$|吗$|까$", text[start:end]))
            )
            return Clause(
                start, end, acts, (start + last.start, start + last.end), start, None, last.language,
                asking and not re.search(r"ください|下さい|くれ|もらえ|줘|주세요", text[start:end]), agrees,
            )  # fmt: skip
    heard = last_word_ask(text, start, end)
    if heard is None:
        return Clause(start, end, question=asked, object_start=start, agrees=agrees)
    asked = asked and skip_polite(text, start, end) == start
    head = (heard.start, heard.end)
    return Clause(start, end, (heard.ask,), head, start, None, heard.language, asked, agrees)


_AS_SOON_AS = re.compile(
    r"[\s,]*(?:when|once|as soon as|wenn|sobald|quand|dès que|cuando|en cuanto|quando|appena|assim que)\b"
    r"[^:]*:\s*"
)
"""A wish to be told, and behind the colon the way: "Tell me when it is there: set the alert for it"."""


def _joints(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Yield places where another clause may begin: after commas and after joining words."""
    places = {m.end() for m in _COMMA.finditer(text, start, end)}
    joins = phrase_book().pattern("joins", language)
    places |= {start + m.end() for m in joins.all(text[start:end])}
    for place in sorted(places):
        yield skip_space(text, place, end)


def _next_cut(text: str, clause: Clause, end: int) -> int:
    """Return where the clause ends and the next begins inside one sentence."""
    begin = max(clause.object_start, clause.head[1], clause.start + 1)
    for at in _joints(text, begin, end, clause.language):
        if at < end and _begins(text, clause, at, end):
            return at
    if clause.asks and clause.asks[0].name in _WAYS:
        for match in phrase_book().pattern("purposes").all(text[:end]):
            at = skip_space(text, match.end(), end)
            if (
                match.start() >= begin
                and _act_at(text, at, end)
                and _may_have_purpose(text, clause, match.start())
            ):
                return at
    return end


def _may_have_purpose(text: str, clause: Clause, at: int) -> bool:
    """Example: "Open the app to delete it" has a purpose; "find a way to delete it" has none."""
    opening = text[clause.head[0] : clause.head[1]]
    return clause.asks[0].name == "sign_in" or opening.startswith(
        ("open", "go to", "visit", "navigate", "öffne", "abre", "ouvre", "va ")
    )


def _act_at(text: str, at: int, end: int) -> bool:
    heard = ask_or_verb(text, at, end)
    return heard is not None and heard.ask.kind != "look"


def _begins(text: str, clause: Clause, at: int, end: int) -> bool:
    """Whether a new clause begins at `at`, rather than more of the same one."""
    book = phrase_book()
    polite = skip_polite(text, at, end)
    question = book.pattern("questions").at(text, polite)
    spoken = "" if UNSPACED.search(text[at:end]) else clause.language
    heard, _ = head_at(text, at, end, spoken)
    if heard is None and not question:
        return False
    between = text[clause.head[1] : at]
    if clause.looks and heard is not None and _AS_SOON_AS.fullmatch(between):
        return True
    if clause.question or clause.looks:
        return not _tells_about(between) or (heard is not None and _takes_it_up(text, heard, between))
    if clause.asks and clause.asks[0].person_first and _dictates(between):
        return bool(_THEN.match(text, at)) or bool(re.search(r"\bthen\s*$", between))
    return heard is not None or not clause.asks


def _tells_about(between: str) -> bool:
    return bool(phrase_book().pattern("subordinates").search(between))


def _takes_it_up(text: str, heard: Heard, between: str) -> bool:
    """Example: "Find out which is cheapest and buy it": the second clause takes the first one's object up."""
    if heard.ask.kind == "look":
        return True
    if re.search(
        r"\b(?:how|what|which|whether|when|where)\s+(?:\w+\s+){0,2}to\b"
        r"|\bwie man\b|\bcomment\b|\bcómo\b|\bcome\b|\bhoe\b",
        between,
    ):
        return False
    after = skip_space(text, heard.end)
    return bool(phrase_book().pattern("pronouns").at(text, after))


def _dictates(between: str) -> bool:
    return bool(
        phrase_book().pattern("saying").search(between)
        or phrase_book().pattern("infinitives").search(between)
    )
