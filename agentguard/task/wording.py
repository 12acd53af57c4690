"""Wording: what the words of one object tell: one thing or many, a text pointed at, a text dictated."""

import re
from typing import Final

from agentguard.task.clauses import Clause
from agentguard.task.phrases import UNSPACED, phrase_book
from agentguard.task.terms import is_name, terms_of
from worldmodel.folding import Folded, fold

_WORD = re.compile(r"[^\W_]+")
_CONTAINERS: Final = frozenset({"folder", "table", "code", "message", "file", "account", "page", "draft"})


_THAT_ONE: Final = re.compile(
    r"(?:that|this|diese[rsn]?|cette|ese|esta?|questo|questa|quel|esse|essa|dit|dat)\s"
)


_COLLECTIVE: Final = frozenset({"folder", "table", "code"})


def original(text: str, folded: Folded, start: int, end: int) -> str:
    """Return the user's own words at `start:end` of the folded request."""
    return text[folded.start(start) if start < len(folded.text) else len(text) : folded.end(end)]


def exception_in(thing: str) -> tuple[str, str]:
    """Split "everything except invoices" into what is asked for and what is not."""
    folded = fold(thing).text
    match = phrase_book().pattern("except").search(folded) or _ALL_BUT.search(folded)
    if match is None or len(folded) != len(thing):
        return thing, ""
    return thing[: match.start()].strip(), thing[match.end() :].strip()


_ALL_BUT: Final = re.compile(r"(?<=all )but\b|(?<=everything )but\b|,\s*not\b(?!\s+only)")


def without_join(words: str) -> str:
    """Take off the "and" that led to the next clause."""
    bare = words.strip(" ,:、，(")
    head, _, last = bare.rpartition(" ")
    return head.strip(" ,") if head and fold(last).text in phrase_book().words("joins") else bare


def _after_a_person(lead: str, language: str) -> bool:
    """Whether "that" opens what is to be said, rather than pointing: "reply to *that* mail"."""
    words = _WORD.findall(lead)
    return bool(words) and words[-1] not in phrase_book().words("towards")


def _is_title(lead: str) -> bool:
    """Whether a quote behind these words names a thing that is there: 'send the campaign "Spring"'."""
    noun = _DEFINITE.search(fold(lead).text)
    return noun is not None and _WRITING.fullmatch(noun.group(1)) is None


_DEFINITE: Final = re.compile(
    r"(?:^|\s)(?:(?:the|this|my|our|der|die|das|den|meine?n?|unsere?n?|les?|la|mon|ma|notre|el|los|las|mi|il|lo|mia|o|os"
    r"|as|meu|minha|de|het|mijn|onze)\s+|l['’])([^\W\d_]+)\s*$"
)
"""A noun that is known already, at the end of what leads to a quote."""
_WRITING: Final = re.compile(
    r"messages?|texts?|words?|sentences?|lines?|titles?|headings?|subjects?|body|comments?|repl(?:y|ies)|answers?|responses?"
    r"|notes?|questions?|mails?|emails?|posts?|updates?|status|following|nachricht|texte?|worten?|satz|titel|betreff"
    r"|kommentar|antwort|notiz|frage|status|mots?|phrase|titre|objet|commentaire|réponse|mensaje|texto|palabras?|frase"
    r"|título|asunto|comentario|respuesta|nota|pregunta|messaggio|testo|parole|titolo|oggetto|commento|risposta|domanda"
    r"|mensagem|palavras|assunto|comentário|resposta|pergunta|bericht|tekst|woorden|zin|onderwerp|reactie|antwoord|vraag",
    re.IGNORECASE,
)
"""What a quote behind it says, instead of naming it."""
_QUOTED = re.compile(r"[\"“„«「『]([^\"”“»」』]{2,2000})[\"”“»」』]")
_PART = re.compile(
    r"\b(?:subject|title|heading|text|body|message|note|line|betreff|titel|nachricht|notiz|objet|titre|texte|note"
    r"|asunto|título|titulo|texto|mensaje|nota|oggetto|titolo|testo|messaggio|assunto|mensagem|onderwerp|tekst"
    r"|bericht)\W{1,4}[\"\“„«]([^\"”“»]{2,2000})[\"”“»]",
    re.IGNORECASE,
)
"""One part of a message, named and quoted: subject "Hours", text "We close at noon."."""


def dictated(text: str, folded: Folded, clause: Clause, whole: str) -> str | None:
    """Return the text that the user gave to be sent or written: after a colon, in quotes, after "that"."""
    if not any(ask.name in ("tell", "reply", "send", "publish", "share") for ask in clause.asks):
        return None
    if clause.content:
        said = original(text, folded, *clause.content).strip()
        within = _QUOTED.match(said)  # what follows the closing quote is said to the agent again
        if within is None and (parts := _PART.findall(said)):
            return "\n".join(parts)  # subject and text, each in quotes, and words to the agent beside them
        return within.group(1) if within else said.strip(' "“”') or None
    if parts := _PART.findall(whole):
        return "\n".join(parts)
    quoted = next((one for one in _QUOTED.finditer(whole) if not _is_title(whole[: one.start()])), None)
    if quoted and not is_name(quoted.group(1).replace(" ", "")):
        return quoted.group(1)
    folded_whole = fold(whole).text
    saying = phrase_book().pattern("saying", clause.language).search(folded_whole)
    if (
        saying
        and _after_a_person(folded_whole[: saying.start()], clause.language)
        and len(folded_whole) == len(whole)
        and clause.asks[0].name in ("tell", "reply")
    ):
        return whole[saying.end() :].strip(" ,") or None
    return None


def is_one_thing(topic: str) -> bool:
    """Example: "That stuck session" is one thing to be dealt with; "this folder" holds many."""
    return bool(_THAT_ONE.match(fold(topic).text)) and not terms_of(topic).kinds & _CONTAINERS


def is_pronoun(topic: str, language: str) -> bool:
    """Whether the object is what the clause before spoke of: "buy *it*", or nothing at all."""
    words = _WORD.findall(fold(topic).text)
    pronoun = phrase_book().pattern("pronouns", language).search(" ".join(words[:2]))
    return not UNSPACED.search(topic) and (not words or (pronoun is not None and language != ""))


def points_at(topic: str, *, direct: bool) -> tuple[str, ...]:
    """Return the kinds of foreign text that the object points at: "the bill in that file" gives file.

    `direct` is for asks whose object is such a text itself: "pay this invoice", "answer that mail".
    """
    folded = fold(topic).text
    book = phrase_book()
    kinds: list[str] = []
    for match in book.pattern("inside").all(folded):
        words = _WORD.findall(folded[match.end() : match.end() + 60])[:4]
        kinds += [book.pointed[word] for word in words if word in book.pointed]
    if direct and not kinds:
        kinds += [book.pointed[word] for word in _WORD.findall(folded)[:5] if word in book.pointed]
    elif direct and "invoice" in (book.pointed.get(word) for word in _WORD.findall(folded)[:3]):
        kinds.append("invoice")  # "the bill in the attached PDF" is both
    return tuple(dict.fromkeys(kinds))


_MORE: Final = re.compile(
    r"\s(?:in|from|of|as|for|to|with|on|at|by|that|which|who|and|aus|für|mit|von|wie|auf|de|du|pour|avec|para|con|per|van|voor)\s"
)
"""Where the words for a thing end and more about it begins."""


def is_singular(topic: str) -> bool:
    """Whether the words name one thing: an article before a noun that is no plural and no container."""
    match = re.match(
        r"(?:the|that|this|my|a|an|der|die|das|den|mein|meine|meinen|le|la|mon|ma|el|mi|il|lo|het|de)\s+(.{2,80})",
        fold(topic).text,
    )
    if match is None:
        return False
    words = _WORD.findall(_MORE.split(match.group(1), maxsplit=1)[0])
    if not words or terms_of(match.group(1)).kinds & _COLLECTIVE:
        return False
    head = next((w for w in words if w in phrase_book().kinds), words[min(len(words), 3) - 1])
    return not head.endswith("s") and head not in (
        "inbox",
        "mail",
        "list",
        "cache",
        "history",
        "data",
        "rest",
        "everything",
    )
