"""Names that only look: what has to be proven before a tool is taken as a mere look.

Many words are both a look and an act: one lists files, and lists a house for sale. A name counts as a look
only where its operation looks and nothing else in it names, or may name, a deed.
"""

import re

from worldmodel.operations import CHANGE, READ, READS_AS_NOUN, SUBJECTS
from worldmodel.wordset import words

VERB_ONLY = words(
    """
    delete remove destroy purge wipe erase create replace overwrite insert send execute exec write edit
    modify terminate kill install uninstall revoke grant publish drop truncate trash subscribe
    unsubscribe apply
    """
)
"""Operations that are never the name of a thing."""
_LOOKING = words(
    "status preview history log logs info policy policies permission permissions plan simulation"
)
"""Things to look at that are named after a deed: `delete_policy`."""
_ENDS_IN = VERB_ONLY | words(
    "add fix repair rebuild finalize finalise enable disable activate deactivate restart submit approve"
    " reject rename reopen deploy merge unlock consume hide ban broadcast"
)
"""Deeds at the end of a name, whatever it began with: `search_index_rebuild`."""
_MAY_END_IN = words("start stop reset cancel confirm mark update set run pause follow join")
"""Deeds at the end of a name, unless its first word can't be a noun: `compute_start`, but `get_start`."""
_PLAIN_LOOKS = words("get list fetch find search read describe view retrieve lookup show check")
_JOINTS = words("and or then")
_PLACED = words("by of for in from with per at on between as to")
_NO_DEED = words("none null default raise fail throw 404 not else")
"""What follows an `or` that only says what comes back when there is nothing."""
_IN_OR_OUT = words("in out off")
_STATES = words(
    "stock range use sync bounds progress cache group list office network service date of database time"
)
"""What something is in or out of: `check_in_stock`."""
_TOWARDS = words("recommend suggest echo show scan print quote")
_SALEABLE = words(
    "item product property house car home apartment flat vehicle listing nft asset room ticket book good"
)
_MARKETS = words("sale rent auction hire lease")
_UNCHOOSING = words("all one by from where distinct count data sql query info first last top records")
_NAPS = words("sleep wait pause")
_TIMES = words("second seconds sec secs ms millis milliseconds minute minutes for until time")


def only_looks(operation: str | None, telling: tuple[str, ...], index: int, said: tuple[str, ...]) -> bool:
    """Whether a name proves that its tool looks and does nothing else.

    Args:
        operation: what the name was read as.
        telling: its words without fillers, compounds joined.
        index: where among them the operation stands, negative where it is none of them.
        said: all its words.
    """
    if operation not in READ:
        return False
    if index < 0:
        return True
    others = tuple(word for at, word in enumerate(telling) if at != index)
    if any(word in VERB_ONLY for word in others) and telling[-1] not in _LOOKING:
        return False
    return not (
        _goes_on(said) or _ends_in_a_deed(telling, index) or _is_another_sense(operation, others, said)
    )


def chooses(objects: tuple[str, ...]) -> bool:
    """Whether to select these is to make a choice: `select_seat`, not `select_rows`."""
    return not objects[-1].endswith("s") and not _UNCHOOSING & set(objects)


def names_a_deed(description: str) -> bool:
    """Whether the first sentence of a tool's description begins with a deed, or goes on to one.

    "Returns the list of files" looks; "Fetch the next message and remove it from the queue" does not.
    """
    said = re.findall(r"[a-z]+", re.split(r"[.!?\n]", description.strip(), maxsplit=1)[0][:300].lower())
    heads = [at for at in range(len(said)) if at == 0 or said[at - 1] in _JOINTS]
    return any(_is_deed(said[at], said[at + 1 : at + 2]) for at in heads)


def _is_deed(word: str, following: list[str]) -> bool:
    """Whether a word at the head of a clause is a deed; a word that may be a thing takes an object then."""
    stems = {word, word.removesuffix("s"), word.removesuffix("es")}
    stems |= {word.removesuffix("ies") + "y"} if word.endswith("ies") else set()
    if "return" in stems or not stems & CHANGE:
        return False
    return bool(stems & _ENDS_IN) or bool(_DETERMINERS & set(following))


_DETERMINERS = words("the a an all it its them this that these those each every your my their one any some")


def _goes_on(said: tuple[str, ...]) -> bool:
    """Whether a name goes on after "and", "or", "then" with what may be a deed."""
    for at, word in enumerate(said[:-1]):
        if word not in _JOINTS or at == 0 or said[at + 1] in READ | _NO_DEED:
            continue
        if _PLACED & set(said[1 : at - 1]):
            continue  # `find_user_by_name_and_zip`
        if at == 1 or not _is_thing(said[at + 1]):
            return True
    return False


def _is_thing(word: str) -> bool:
    """Whether a word names a thing rather than a deed, as far as can be told."""
    if word in CHANGE:
        return False
    return word in SUBJECTS or word in READS_AS_NOUN or word.endswith(("s", "ion", "ment", "ity", "ance"))


def _ends_in_a_deed(telling: tuple[str, ...], index: int) -> bool:
    last = telling[-1]
    if len(telling) < 2 or index == len(telling) - 1 or telling[-2] in _PLACED:
        return False
    return last in _ENDS_IN or (last in _MAY_END_IN and telling[0] not in _PLAIN_LOOKS)


def _is_another_sense(operation: str, others: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether the word of looking stands here for a deed: to check in, to list for sale, to read as sent."""
    if operation == "check":
        return _checks_in(said)
    if operation == "list":
        return _puts_up(others, said)
    if operation == "read":
        return "mark" in others
    if operation == "get":
        return bool(others) and (said[1:2] in (("a",), ("an",), ("paid",), ("rid",)))
    if operation in _NAPS:
        return bool(others) and not _TIMES & set(others)
    return operation in _TOWARDS and "to" in said[:2]


def _checks_in(said: tuple[str, ...]) -> bool:
    at = next((at for at, word in enumerate(said) if word in _IN_OR_OUT), -1)
    return at >= 0 and not _STATES & set(said[at + 1 :])


def _puts_up(others: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether to list is to offer: `list_property`, `list_item_for_sale`; but `list_items_for_sale` looks."""
    if not others:
        return False
    plural = others[0].endswith("s")
    offered = bool(_MARKETS & set(others)) or said[1:2] == ("on",)
    alone = others[0] in _SALEABLE and (len(others) == 1 or others[1] in ("on", "for"))
    return (offered or alone) and not plural
