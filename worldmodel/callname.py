"""The name of a tool, read as a namespace, an operation and its object.

`mail.batch_trash` is the operation `trash` on many objects of `mail`; `createAccessKey` is `create` on an
access key; `files_delete` puts its operation last. Names are API English; other languages fall through to
the lexicon.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from worldmodel.looking import chooses, only_looks
from worldmodel.operations import (
    CHANGE,
    COMPOUNDS,
    ONLY_IN_TOOLS,
    READ,
    READS_AS_FIRST,
    READS_AS_NOUN,
    SUBJECTS,
)
from worldmodel.words import split_identifier
from worldmodel.wordset import words

_NOUN_ENDING = re.compile(
    r"(tion|sion|ment|ness|ity|ance|ence|ship|age|ing|ist|ism|ure|ory|ery|logy|graphy|er|or|al|ics|ss|us"
    r"|[^s]s)$|\d|^..?$"
)
_SEGMENTS = re.compile(r"__+|[./:#\s]+|->")


_ALSO_NOUNS = words(
    """
    order message post email comment share text call list trade transfer charge release tag label draft
    copy archive report record request plan test run log query filter group star watch book mark note
    schedule contact invoice refund payment view file export import update status check set review vote
    flag fork link tree head profile backup block lock wire deposit tip bid order usage history info
    details stats format capture open download upload claim water feed dock light stop quote scale
    weather health pin ship gift swap exchange stream launch build touch heat dose trust boost stamp
    poll train
    """
)
"""Operations that are as often the name of the object, as in `order_cancel` or `message_send`."""

_RECORDS = words(
    "order invoice payment refund message email account file trade transfer charge release contact"
    " return repair"
)
_VIEWS = words(
    "status history info details list count stats metrics usage summary overview search get lookup"
)
_SHOWN = words(
    "status history info details stats metrics statistics usage summary overview report log logs"
    " profile forecast plan statement"
)
"""Nouns of looking: behind a word that nobody knows, the name tells nothing."""
_TOPICS = words(
    "status history details detail overview usage stats metrics statistics stat profile version help info"
    " forecast weather availability available audit"
)
"""Words of looking that are nouns: what follows them may be the deed, as in `status_set`."""
_PAPERS = words("log record report file plan list feed scale test note label tag query page call")
"""What stands behind such a noun and is a thing itself: `audit_log`."""
_ON_QUERY = words("update run set insert import export")
_SAYS_HOW = words("as by of for with per in")
_DEEDS = {
    "deletion": "delete",
    "removal": "remove",
    "termination": "terminate",
    "cancellation": "cancel",
    "destruction": "destroy",
}
"""Nouns that name a deed, as in `schedule_key_deletion`."""
_ARRANGES = words("schedule request initiate create start confirm run execute perform approve submit trigger")
_PLAIN_VERBS = words("get read fetch find show search retrieve send create delete remove")
"""Operations that are never the name of a thing."""
_OBJECTS = (_ALSO_NOUNS | words("tweet")) - words(
    "update export import set mark flag tag label star pin lock block"
)
"""Things that are operations too, less those that behind another one are the deed: `mail_read_mark`."""
_SUBJECTS = words("train exchange ship stream dose heat trade stock")
"""Operations that before a noun of looking are its subject: `train_times`."""
_SWITCHED = words("on off up down")
_MANY = words("batch bulk mass many multiple multi all")
_FILLERS = words("safe quick try do please async sync api tool mcp sdk v1 v2 v3 my the a an to rest")


@dataclass(frozen=True, slots=True)
class CallName:
    """A tool's name in parts, all in lower case.

    `operation` is None where no word of the name is known as one. `many` is true where the name itself
    says that it acts on many objects.
    """

    namespace: tuple[str, ...]
    words: tuple[str, ...]
    operation: str | None
    nouns: tuple[str, ...]
    many: bool
    reads: bool

    @property
    def place(self) -> str:
        """What the tool belongs to: its namespace, else its object, else its whole name."""
        return ".".join(self.namespace) or " ".join(self.nouns) or "_".join(self.words)

    @property
    def noun(self) -> str:
        """The object in words, from the name alone; the namespace where the name has no object."""
        own = [word for word in self.words if word in self.nouns]
        return " ".join(own) or " ".join(self.namespace[-1:])


@lru_cache(maxsize=4096)
def read_name(name: str) -> CallName:
    """Take a tool's name apart. Never raises; an unreadable name has no operation."""
    segments = [segment for segment in _SEGMENTS.split(name) if segment]
    if segments and segments[0].lower() == "mcp" and len(segments) > 1:
        segments = segments[1:]
    if not segments:
        return CallName((), (), None, (), many=False, reads=False)
    words = tuple(word.lower() for word in split_identifier(segments[-1]))
    many = bool(_MANY & set(words))
    telling = _joined(tuple(word for word in words if word not in _MANY and word not in _FILLERS) or words)
    between = _between(telling)
    operation, index = (telling[between], between) if between > 0 else _operation(telling)
    space = tuple(segment.lower() for segment in segments[:-1])
    if operation is None and space and space[-1] in READ and all(map(_is_object, telling)):
        operation = space[-1]  # `translate.text`: the namespace is the operation
    spoken = tuple(word.lower() for segment in segments[:-1] for word in split_identifier(segment))
    nouns = spoken + tuple(word for i, word in enumerate(telling) if i != index)
    return CallName(space, words, operation, nouns, many, only_looks(operation, telling, index, words))


def singular(word: str) -> str:
    """Return a rough English singular: `policies` to `policy`, `files` to `file`, `status` unchanged."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a name with those that are one operation together made one: `top`, `up` to `topup`."""
    joined: list[str] = []
    for word in words:
        if joined and (one := COMPOUNDS.get((joined[-1], word))) is not None:
            joined[-1] = one
        else:
            joined.append(word)
    return tuple(joined)


def _operation(words: tuple[str, ...]) -> tuple[str | None, int]:
    if not words:
        return None, -1
    first, last = words[0], words[-1]
    if len(words) > 1 and first in _RECORDS and last in _VIEWS:
        return last, len(words) - 1
    if len(words) > 1 and last in _SHOWN and not any(map(_is_told, words[:-1])):
        return None, -1
    known = READ | CHANGE
    if (
        len(words) > 1
        and last in known
        and words[-2] not in _SAYS_HOW
        and "as" not in words
        and (first not in known or _comes_last(first, last))
    ):
        return last, len(words) - 1
    if first == "select" and len(words) > 1 and chooses(words[1:]):
        return "choose", 0
    if len(words) > 1 and first in _SUBJECTS and last in READS_AS_NOUN:
        return "show", -1
    index = next((i for i, word in enumerate(words) if word in known), -1)
    if index >= 0 and words[index] in _ARRANGES and (deed := next((d for d in words if d in _DEEDS), None)):
        return _DEEDS[deed], words.index(deed)
    return (words[index], index) if index >= 0 else _by_noun(words)


def _between(words: tuple[str, ...]) -> int:
    """Return where the verb stands between whose tool it is and its object: `acme_read_email`; else -1.

    Only a word that is never a thing is such a verb, and only a word that often is one its object.
    """
    if len(words) < 3 or words[0] in READ | CHANGE or words[-1] not in _OBJECTS:
        return -1
    known = (i for i, word in enumerate(words[1:-1], 1) if word in READ | CHANGE)
    index = next(known, -1)
    return index if words[index] in _PLAIN_VERBS else -1


def _comes_last(first: str, last: str) -> bool:
    """Whether a name of two known operations has its object first: `order_cancel`, `status_set`."""
    if first in _TOPICS and last in CHANGE and last not in _PAPERS:
        return True
    if first == "query" and last in _ON_QUERY:
        return True
    if last in READ and (first in READ or first in _MARKS):
        return False
    return first in _ALSO_NOUNS and last not in _ALSO_NOUNS and not (first in READ and last == "return")


_MARKS = words("mark flag set label tag")
"""Before a word of looking these are the deed: `mark_read`."""


def _by_noun(words: tuple[str, ...]) -> tuple[str | None, int]:
    """What a name without an operation does: a noun that is shown, or a deed in tools alone.

    A word before the noun that nobody knows may be a verb (`zap_balance`), so it has to look like a noun.
    """
    asks = words[0] in READS_AS_FIRST and len(words) > 1
    if asks or (words[-1] in READS_AS_NOUN and all(map(_is_subject, words[:-1]))):
        return "show", -1
    if len(words) > 1 and words[-1] in _SWITCHED:
        return "turn", len(words) - 1
    return (words[0], 0) if words[0] in ONLY_IN_TOOLS else (None, -1)


def _is_object(word: str) -> bool:
    return word in _ALSO_NOUNS or _is_subject(word)


def _is_told(word: str) -> bool:
    """Whether anybody knows the word: as an operation, or as a thing."""
    return word in READ or word in CHANGE or _is_subject(word)


def _is_subject(word: str) -> bool:
    """Whether a word is a thing that something is shown of, by its ending or because it is a usual one."""
    return (
        word in SUBJECTS or word in READS_AS_NOUN or word in READS_AS_FIRST or bool(_NOUN_ENDING.search(word))
    )
