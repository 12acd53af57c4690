"""Recipients: who something goes to, in the user's words, and whether an address is that person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.phrases import UNSPACED, phrase_book
from worldmodel.folding import fold

_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_HANDLE = re.compile(r"(?<![\w@.])@[\w.\-]{2,40}")
_PHONE = re.compile(r"(?<![\w.,:/#\-])\+?\d[\d \-/()]{6,}\d(?![\w.,:/\-]*\w)")
ACCOUNT_NUMBER = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){2,8}\b")
"""An account number by ISO 13616, whose digits are no phone number."""
_NAME = re.compile(r"[^\W\d_](?:[\w'’\-]*\w)?(?:\s+[^\W\d_a-z][\w'’\-]*\w)*")
_LINK = re.compile(r"\s*(?:,|&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b)\s*")
_PIECE = re.compile(r"[^\W\d_]+")
_UNSPACED_TO = re.compile(
    r"(?:给|向|对|告诉|通知|回复|转告|发给|寄给)\s*([^\s，。：:,发回说打]{1,20})|([^\s、。,]{1,20}?)(?:さん|様|くん)?(?:に|へ|宛)|([^\s,.]{1,20}?)(?:님)?(?:에게|께|한테)"
)

_UNSPACED_FIRST = re.compile(
    r"\s*([A-Za-z][A-Za-z .\-]*|[^\s,，:：我你他她]{1,6}?)(?=\s*(?:[,，:：我你他她说]|[\u3040-\u9fff]))"
)

_DETERMINERS: Final = frozenset(
    "the my our your his her their a an all to for with der die das dem den meinem meiner meinen mein "
    "le la les mon ma mes "
    "el la los las mi mis il lo i gli mio mia o os as meu minha de het mijn contact contacts friend "
    "colleague boss "
    "kontakt freund freundin chef kollege kollegin ami amie amigo amiga amico amica vriend customer "
    "client".split()
)
_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof professor sir herr herrn frau mme mlle monsieur madame señor señora sr sra "
    "signor signora sig dott senhor senhora dona meneer mevrouw dhr mevr pan pani".split()
)
"""Forms of address, which no mail address holds."""
_DATES: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august "
    "september october november december montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lundi mardi "
    "mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo i".split()
)

_NO_NAMES: Final = _DATES | {"iban", "bic", "swift", "po", "ref", "reference", "invoice"}
"""Words with a capital that follow a payee, and are no second one."""


def read_recipients(original: str, language: str, *, person_first: bool) -> tuple[str, ...]:
    """Return the people, addresses and groups that a clause (its head taken off) sends something to.

    `language` is the one the clause is in, empty where unknown.

    `person_first` is for asks whose object is the person: "tell Kim", "message the landlord".
    """
    if UNSPACED.search(original):
        first = _UNSPACED_FIRST.match(original) if person_first else None
        if first:
            return (first.group(1).strip(),)
        found = _UNSPACED_TO.findall(original)
        return tuple(dict.fromkeys(name for groups in found for name in groups if name))
    near = ACCOUNT_NUMBER.sub(" ", _before_about(original, language))
    addresses = [*_EMAIL.findall(near), *_HANDLE.findall(original), *_PHONE.findall(near)]
    spans = _starts(original, language, person_first=person_first)
    names = [name for start in spans for name in _names_at(original, start)]
    kept = [name for name in names if not any(name.casefold() in a.casefold() for a in addresses)]
    return tuple(dict.fromkeys([*addresses, *kept]))


def listed(request: str) -> tuple[tuple[int, str], ...]:
    """Return the addresses that stand behind a colon, as after "To:" and "Blind copy:", each with its place.

    Beside such a list addresses in brackets count too: "to me (kim@example.com) and in copy: ...".
    What stands in quotes is text, and names nobody.
    """
    bare = _QUOTED.sub(lambda match: " " * len(match.group()), request)
    spans = [found.span("list") for found in _LISTED.finditer(bare) if _is_field(found["label"])]
    spans += [found.span() for found in _BRACKETED.finditer(bare)] if spans else []
    return tuple((found.start(), found.group()) for span in spans for found in _EMAIL.finditer(bare, *span))


_QUOTED: Final = re.compile(r"[\"“„«][^\"“”»]{1,4000}[\"”“»]")
_LISTED: Final = re.compile(
    rf"(?P<label>[^.:;@\n]{{1,40}}):\s*"
    rf"(?P<list>{_EMAIL.pattern}(?:(?:\s*[,;]\s*|\s+(?:and|und|y|et|e|en)\s+){_EMAIL.pattern})*)"
)


def holds_whole(text: str, one: str) -> bool:
    """Whether a folded text holds an address or a name as a whole: "ann@a.test" is not in "joann@a.test"."""
    return re.search(rf"(?<![\w.@+-]){re.escape(fold(one).text)}(?![\w@-])", text) is not None


def _is_field(label: str) -> bool:
    """Whether the words before a colon say that what follows gets the mail; "not to" and "from" do not."""
    folded = fold(label).text
    return _FIELD.search(folded) is not None and _NO_FIELD.search(folded) is None


_FIELD: Final = re.compile(
    r"\b(?:to|b?cc|copy|copies|recipients?|an|kopie|blindkopie|empfanger|a|copie|destinataires?|para|copia"
    r"|destinatari(?:os?|e)?|ccn|aan|kopieen)\b|\bà"
)
_NO_FIELD: Final = re.compile(
    r"\b(?:not|never|no|from|was|old|nicht|kein|von|ne|pas|non|da|di|nao|nunca|niet|van)\b"
)
_BRACKETED: Final = re.compile(rf"\(\s*{_EMAIL.pattern}\s*\)")


def read_rooms(original: str) -> tuple[str, ...]:
    """Return the channels that a clause sends something to: "post it in #releases"."""
    return tuple(dict.fromkeys(_ROOM.findall(original)))


_ROOM: Final = re.compile(
    r"\b(?:in|to|into|on|auf|nach|an|en|dans|sur|no|na|em|a|al|à|su|nel|op|naar)\s+"
    r"(?:(?:the|den|der|le|el|il|het|o)\s+)?(?:channel\s+|kanal\s+|canal\s+|canale\s+)?(#[^\W\d_][\w\-]{1,60})",
    re.IGNORECASE,
)


def read_roles(original: str, language: str, *, person_first: bool) -> tuple[str, ...]:
    """Return the people whom a clause names by what they are: "forward it to my accountant"."""
    folded = fold(original).text
    if len(folded) != len(original):
        return ()
    starts = _starts(original, language, person_first=person_first)
    found = (phrase_book().pattern("roles").at(folded, _skip_determiners(original, at)) for at in starts)
    return tuple(dict.fromkeys(match.group() for match in found if match is not None))


def _before_about(text: str, language: str) -> str:
    match = phrase_book().pattern("about", language).search(fold(text).text)
    return text[: match.start()] if match and len(fold(text).text) == len(text) else text


_DEBTOR: Final = re.compile(
    r"\s*(?:i|we|ich|wir|je|nous|yo|nosotros|io|noi|eu|nós|ik|wij|we)\s+(?:still\s+)?[^\W\d_]+\s+",
    re.IGNORECASE,
)
"""Who speaks, and a verb: the name comes behind them: "Ich schulde Mara noch 12 Euro"."""


def _starts(text: str, language: str, *, person_first: bool) -> list[int]:
    """Return where a list of names may begin: at the start, or after "to", "for", "an", "à"."""
    folded = fold(text).text
    if len(folded) != len(text):
        folded = text.lower()
    limit = len(_before_about(text, language))
    spoken = _DEBTOR.match(text)
    starts = [spoken.end() if spoken else 0] if person_first or _capital_first(text) else []
    starts += [
        match.end()
        for match in phrase_book().pattern("towards", language).all(folded)
        if match.end() <= limit or not person_first
    ]
    return starts


def _capital_first(text: str) -> bool:
    """Example: "Send Dana the invoice": the person stands right after the verb."""
    word = text.split(maxsplit=1)[0] if text.split() else ""
    return word[:1].isupper()


def _names_at(text: str, start: int) -> list[str]:
    names: list[str] = []
    at = start
    while True:
        at = _skip_determiners(text, at)
        match = _NAME.match(text, at)
        if match is None or not match.group()[0].isupper() or match.group().casefold() in _NO_NAMES:
            return names
        if re.match(r"I['’]|I$", match.group()):
            return names
        names.append(_without_dates(match.group()))
        link = _LINK.match(text, match.end())
        if link is None:
            return names
        at = link.end()


def _without_dates(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in _DATES:
        words.pop()
    return re.sub(r"['’]s$", "", " ".join(words))


def _skip_determiners(text: str, at: int) -> int:
    while True:
        match = re.compile(r"\s*([^\W\d_]+)(?=\s)").match(text, at)
        if match is None or match.group(1).casefold() not in _DETERMINERS:
            return at + len(text[at:]) - len(text[at:].lstrip())
        at = match.end()


def is_role(name: str) -> bool:
    """Whether somebody is named by what they are to the user: "my landlord", "dem Vermieter"."""
    return fold(name).text.strip() in phrase_book().words("roles")


def is_everybody(name: str) -> bool:
    """Whether a recipient is a crowd: "all", "everyone@...", "anyone with the link"."""
    words = _PIECE.findall(fold(name).text)
    return bool(set(words) & (phrase_book().words("everybody") | {"list", "subscribers", "team", "staff"}))


def is_oneself(name: str) -> bool:
    """Whether a recipient is the user: "me", "myself"."""
    return fold(name).text.strip() in phrase_book().words("myself")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a list of recipients stands to the one that was named."""

    mismatch: Mismatch | None
    strangers: tuple[str, ...] = ()


def compare_recipients(named: Iterable[str], given: Iterable[str]) -> Answer:
    """Compare who was named with who would get it.

    All named: no mismatch. Some: `RECIPIENTS_WIDER`. None: `RECIPIENT`.
    """
    named, given = tuple(named), tuple(given)
    strangers = tuple(one for one in given if not any(is_same(name, one) for name in named))
    if not strangers:
        return Answer(None)
    wider = len(strangers) < len(given)
    return Answer(Mismatch.RECIPIENTS_WIDER if wider else Mismatch.RECIPIENT, strangers)


def is_same(named: str, given: str) -> bool:
    """Whether `given`, a name or an address, can be the one the user named.

    "Dana" is dana@example.com and "Dana Example"; "Alex" is not "Alexa Otherperson". Two addresses must be
    equal; phone numbers are compared by their last nine digits.
    """
    one, other = fold(named).text.strip(), fold(given).text.strip()
    if one == other:
        return True
    addresses = (_EMAIL.findall(one), _EMAIL.findall(other))
    if all(addresses):
        return set(addresses[0]) == set(addresses[1])
    if _PHONE.fullmatch(one) and _PHONE.fullmatch(other):
        return re.sub(r"\D", "", one)[-9:] == re.sub(r"\D", "", other)[-9:]
    if UNSPACED.search(one):
        return one in other
    return _names_agree(_person(one), _person(other))


def _person(text: str) -> list[str]:
    """Return the words of a name, or of an address before its host."""
    match = _EMAIL.search(text)
    if match and len(match.group()) >= len(text.strip("<> ")) - 2:
        text = match.group().split("@")[0]
    elif match:
        text = text.replace(match.group(), " ")
    bare = re.sub(r"\([^)]*\)", " ", text)
    words = _PIECE.findall(bare)
    return [word for word in words if word not in _DETERMINERS | _TITLES or len(words) == 1]


def _names_agree(named: list[str], given: list[str]) -> bool:
    if not named or not given:
        return False
    if set(named) <= set(given) or set(given) <= set(named):
        return True
    # "Dana Smith" writes from dsmith@ or dana.s@ or danasmith@.
    joined = "".join(given)
    if len(named) > 1:
        first, last = named[0], named[-1]
        return joined in {first + last, last + first, first[0] + last, first + last[0]}
    return False
