"""Whether the state says that what is removed can be had back: a bin, a grace period, a copy that holds."""

import re

from worldmodel.structural.facts import Phrase

_KEEPS_KEY = re.compile(
    r"(^|[._])(trash|bin|recycle_?bin|back_?ups?|undo|versioning|version_control|snapshots?"
    r"|soft_delete|retention|tracked|recoverable|"
    r"restorable|reversible|point_in_time_recovery|pitr|archive_available|in_git|committed)(_enabled"
    r"|_available|_exists)?$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^((kept |for )?0 ?(d|days?|h|hours?)|false|no|none|off|disabled|never|0|\[\]|\{\}|absent"
    r"|missing|n/a|null|)$",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^(true|yes|on|enabled|available|(kept |for |keeps |retained )*[1-9]\d* ?(d|h|days?|weeks?"
    r"|months?|hours?)\b.*)$",
    re.IGNORECASE,
)
_UNDOABLE = re.compile(
    r"\b(can|may|could) (still )?be (undone|restored|recovered|brought back|reverted|reversed"
    r"|reactivated)\b"
    r"|\b(undo(able)?|restor(e|able)|recover(y|able)|revers(e|ible)|grace period|reactivat(e"
    r"|ion))\b[^.;]{0,20}"
    r"\b[1-9]\d* ?(d|h|days?|weeks?|months?|hours?)\b"
    r"|\b(kept|stays?|held|retained) (in (the )?(bin|trash|archive) )?(for )?[1-9]\d* ?(days?"
    r"|weeks?|months?|hours?)\b"
    r"|\b(snapshot|backup|copy|export) (is |was |has been )?(kept|taken|made|exists|verified|stored"
    r"|from today|complete)\b"
    r"|\b(soft|plain)[- ]delete",
    re.IGNORECASE,
)
_NOT_UNDOABLE = re.compile(
    r"\b(not|never|cannot|can't|no|without|failed|kept 0|0) ?\w{0,10} ?(be )?(undo\w*|undone"
    r"|restor\w+|recover\w+|reversible|"
    r"days|backup|verif\w+)",
    re.IGNORECASE,
)
_BACKUP = re.compile(r"\b(back-?ups?|snapshots?|replica|copy|copies|archive)\b", re.IGNORECASE)
_UNSOUND = re.compile(
    r"\b(failed (its |the )?(verification|check|restore|integrity)|corrupt\w*|unverified"
    r"|not verified|incomplete|damaged"
    r"|broken)\b",
    re.IGNORECASE,
)


def keeps(phrase: Phrase) -> bool | None:
    """Whether a fact about a bin, backup or history says that there is one; None where it is about none."""
    if not _KEEPS_KEY.search(phrase.key):
        return None
    return _NO.match(phrase.text.strip()) is None


def undoable(phrase: Phrase) -> bool:
    """Whether a statement says that what is removed can be had back for a while."""
    text = phrase.text.strip()
    if _KEEPS_KEY.search(phrase.key) and _YES.match(text):
        return True
    return bool(_UNDOABLE.search(text)) and not _NOT_UNDOABLE.search(text)


def is_unsound(phrase: Phrase) -> bool:
    """Whether a statement says that a copy can't be relied on."""
    return bool(_BACKUP.search(phrase.whole) and _UNSOUND.search(phrase.text))
