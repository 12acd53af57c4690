"""Content: the very text a user gave, against the text that would go out."""

import re
from typing import Final

from agentguard.task.phrases import phrase_book
from agentguard.task.terms import alike, stem
from worldmodel.folding import fold

_PIECE = re.compile(r"[^\W_]+")
_ABOUT_SENDING = re.compile(
    r"\b(?:i(?:'ll| will| am going to| have|'ve)?\s+"
    r"(?:let|tell|told|inform|informed|notify|notified|message|messaged|send|sent|pass)"
    r"|ich (?:sage|werde|habe)|je (?:dis|vais|préviens)|le (?:diré|avisaré)|glielo|lo (?:dirò|avviso)"
    r"|vou (?:dizer|avisar)|ik zal)\b"
)
_OPENING: Final = (
    r"^\W*(?:(?:sure|done|ok|okay|alright|all right|got it|of course|no problem|great|yes|perfect|erledigt"
    r"|klar|fait|hecho|listo|fatto|feito|gedaan)\b[\s,.!:–—-]*){0,2}"
)
_REPORT: Final = re.compile(
    _OPENING + r"(?:i(?:'ll| will| am going to| have|'ve| just)?\s+(?:just\s+)?"
    r"(?:let|tell|told|inform(?:ed)?|notif(?:y|ied)|messaged?|texted|text|emailed|mailed|written|wrote|sent"
    r"|send|replied|pinged|called|asked|reminded|invited|posted|passed)\b"
    r"|ich (?:habe|hab|sage|werde)\b|j'ai\b|je (?:dis|vais|préviens)\b|(?:le|la|les) he\b"
    r"|(?:your |the )?(?:message|mail|email|text|sms|reply|nachricht|mensaje) (?:has been |was |is )?"
    r"(?:sent|delivered|gesendet|envoyé|enviado)\b"
    r"|ho (?:detto|scritto|avvisato)\b|ik heb\b)"
)
_OFFERS: Final = re.compile(
    r"(?:anything else|can i help you with|let me know if you (?:need|want) (?:anything|me)"
    r"|sonst noch etwas|kann ich sonst|autre chose|algo más|altro\?|mais alguma coisa|nog iets)\W*$"
)
_THIRD: Final = frozenset("him her them ihm ihr ihnen lui leur gli le les ihn sie hem haar hun".split())
KEPT_SHARE: Final = 0.5
"""Of the words that the user gave, at least this share has to be in what is sent."""


def content_differs(given: str, sent: str, recipients: tuple[str, ...] = ()) -> str | None:
    """Return in words how the text to be sent differs from the one the user gave, None where it does not.

    Wording may change ("that I am late", "I am late"); most of the given words have to be there, and the
    text has to speak to the recipient, not to the user about the recipient.
    """
    wanted = _telling(given)
    have = _telling(sent)
    if not have:
        return None
    missing = [word for word in wanted if not any(alike(word, other) for other in have)]
    if wanted and len(wanted) - len(missing) < KEPT_SHARE * len(wanted):
        return "most of the words that were given are missing"
    folded = fold(sent).text
    speaks_of = any(_speaks_of(folded, fold(name).text) for name in recipients)
    if speaks_of and not _speaks_of_any(fold(given).text, recipients):
        return "the text speaks about the recipient, not to them"
    return None


def reports(sent: str, recipients: tuple[str, ...]) -> bool:
    """Whether a text tells the user that the message was sent, instead of being the message.

    Example: to Marta, "I've texted Marta about dinner. Anything else?"
    """
    folded = fold(sent).text.strip()
    opening = _REPORT.match(folded)
    names = {piece for name in recipients for piece in _PIECE.findall(fold(name).text)}
    words = _PIECE.findall(folded[: opening.end() + 20])[:9] if opening else []
    told = any(word in names for word in words) or (
        any(word in _THIRD for word in words) and re.match(_OPENING + "i\\b", folded) is not None
    )
    return bool(opening) and (told or _OFFERS.search(folded) is not None)


def _telling(text: str) -> list[str]:
    book = phrase_book()
    found = []
    for word in _PIECE.findall(fold(text).text):
        word = str(book.numbers.get(word, word))
        if word not in book.stop_words and (len(word) > 1 or word.isdigit()):
            found.append(stem(word))
    if not found:
        found = [stem(word) for word in _PIECE.findall(fold(text).text)]
    return found


def _speaks_of(text: str, name: str) -> bool:
    """Whether the text tells of `name` as a third person who is going to be told something."""
    if not name:
        return False
    at = re.search(rf"(?<!\w){re.escape(name.split()[0])}(?!\w)", text)
    return at is not None and bool(_ABOUT_SENDING.search(text[: at.start()]))


def _speaks_of_any(text: str, names: tuple[str, ...]) -> bool:
    return any(_speaks_of(text, fold(name).text) for name in names)
