"""The name of a tool, read as a namespace, an operation and its object.

`mail.batch_trash` is the operation `trash` on many objects of `mail`; `createAccessKey` is `create` on an
access key; `files_delete` puts its operation last. Names are API English; other languages fall through to
the lexicon.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from worldmodel.words import split_identifier
from worldmodel.wordset import words

_SEGMENTS = re.compile(r"__+|[./:#\s]+|->")


READ = words(
    """
    get list search read fetch find describe show view simulate count preview check status lookup look
    inspect browse explain estimate calculate compute validate verify compare diff scan head stat exists
    is has ls tail cat grep glob info version help ping health whoami translate plan summarize
    summarise analyze analyse detect classify parse extract tokenize embed rank measure poll wait sleep
    think observe suggest recommend retrieve query select lookup peek quote screenshot scroll print
    return echo history details detail overview forecast weather geocode autocomplete introspect
    available availability metrics stats statistics usage profile whois tree enumerate
    """
)
"""Operations that only look."""

CHANGE = words(
    """
    create add new make insert generate copy duplicate clone import compose draft save store put set
    write append update edit modify change rename move patch configure adjust assign unassign label tag
    mark pin unpin star unstar archive unarchive restore undelete recover close reopen resolve complete
    snooze mute unmute toggle enable disable activate deactivate turn switch delete remove destroy drop
    purge wipe erase clear trash empty discard unlink rm truncate prune terminate uninstall reset revoke
    expire flush send reply respond forward message notify email dm sms call dial invite rsvp submit
    publish unpublish post tweet retweet release broadcast announce comment share unshare upload merge
    push commit pay charge buy purchase checkout order tip donate refund capture trade sell bid transfer
    wire withdraw deposit remit payout subscribe unsubscribe upgrade downgrade renew cancel book reserve
    schedule reschedule register enroll enrol signup login signin logout signout authenticate authorize
    authorise approve reject deny accept decline sign agree consent grant attach detach promote demote
    elevate allow permit whitelist allowlist blacklist block unblock ban unban lock unlock open arm
    disarm install deploy redeploy rollback execute exec run invoke eval apply trigger dispatch start
    restart reboot stop shutdown halt kill pause resume suspend unsuspend scale provision migrate replace
    overwrite rotate connect disconnect link unlink join leave follow unfollow like unlike react vote
    rate review flag report hire fire dismiss offboard onboard rebase revert cherry fork download export
    sync backup encrypt decrypt format fill type click press mint issue void settle claim redeem place
    confirm bookmark unbookmark drain cordon evict quarantine expose redact impersonate assume log record
    track play dim brighten vacuum dock preheat feed water mow
    """
)
"""Operations that change something."""

_ALSO_NOUNS = words(
    """
    order message post email comment share text call list trade transfer charge release tag label draft
    copy archive report record request plan test run log query filter group star watch book mark note
    schedule contact invoice refund payment view file export import update status check set review vote
    flag fork link tree head profile backup block lock wire deposit tip bid order usage history info
    details stats format capture open download upload claim water feed dock light stop quote scale
    weather health
    """
)
"""Operations that are as often the name of the object, as in `order_cancel` or `message_send`."""

_VERB_ONLY = words(
    """
    delete remove destroy purge wipe erase create replace overwrite insert send execute exec write edit
    modify terminate kill install uninstall revoke grant publish drop truncate trash subscribe
    unsubscribe apply
    """
)
_JOINTS = words("and or then")
_LOOKING = words(
    "status preview history log logs info policy policies permission permissions plan simulation"
)
_RECORDS = words(
    "order invoice payment refund message email account file trade transfer charge release contact"
)
_VIEWS = words(
    "status history info details list count stats metrics usage summary overview search get lookup"
)
_DEEDS = {
    "deletion": "delete",
    "removal": "remove",
    "termination": "terminate",
    "cancellation": "cancel",
    "destruction": "destroy",
}
"""Nouns that name a deed, as in `schedule_key_deletion`."""
_ARRANGES = words("schedule request initiate create start confirm run execute perform approve submit trigger")
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
    telling = tuple(word for word in words if word not in _MANY and word not in _FILLERS) or words
    operation, index = _operation(telling)
    space = tuple(segment.lower() for segment in segments[:-1])
    spoken = tuple(word.lower() for segment in segments[:-1] for word in split_identifier(segment))
    nouns = tuple(word for i, word in enumerate(telling) if i != index) + spoken
    return CallName(space, words, operation, nouns, many, _reads(operation, telling, index))


def singular(word: str) -> str:
    """Return a rough English singular: `policies` to `policy`, `files` to `file`, `status` unchanged."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _operation(words: tuple[str, ...]) -> tuple[str | None, int]:
    if not words:
        return None, -1
    first, last = words[0], words[-1]
    if len(words) > 1 and first in _RECORDS and last in _VIEWS:
        return last, len(words) - 1
    known = READ | CHANGE
    if (
        len(words) > 1
        and last in known
        and "as" not in words
        and (first not in known or (first in _ALSO_NOUNS and last not in _ALSO_NOUNS))
    ):
        return last, len(words) - 1
    index = next((i for i, word in enumerate(words) if word in known), -1)
    if index >= 0 and words[index] in _ARRANGES and (deed := next((d for d in words if d in _DEEDS), None)):
        return _DEEDS[deed], words.index(deed)
    return (words[index], index) if index >= 0 else (None, -1)


def _reads(operation: str | None, words: tuple[str, ...], index: int) -> bool:
    if operation not in READ:
        return False
    if operation == "check" and {"in", "out"} & set(words):
        return False
    others = [word for i, word in enumerate(words) if i != index]
    if _JOINTS & set(others) and any(word in CHANGE for word in others):
        return False
    return not any(word in _VERB_ONLY for word in others) or words[-1] in _LOOKING
