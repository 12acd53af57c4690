"""The value that a request names ("raise the limit to 500") against the one that a call would set."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from agentguard.task.recipients import ACCOUNT_NUMBER
from worldmodel.canonical import cut
from worldmodel.folding import fold

_NUMBER: Final = re.compile(r"\s*(\d{1,9}(?:[.,]\d{1,4})?)(?![\w:.%,/\-]*[\w])")
_SETS: Final = frozenset({"update", "configure", "create", "exhaust", "overwrite", "weaken", "grant"})
_PLAIN: Final = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_VALUE_KEYS: Final = frozenset(
    "limit value target amount max maximum min minimum level threshold size quantity capacity budget price "
    "temperature degrees percent volume brightness replicas seats count total rate cap keep".split()
)


def another_value(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the request names a number to set, and the call sets another one."""
    if matter.effect.verb not in _SETS:
        return
    wanted = named_value(grant.object)
    given = list(_set_values(matter))
    if wanted is not None and given and wanted not in given:
        yield Mismatch.CONTENT, f"the user said {wanted}, this sets {given[0]}"


def named_value(text: str) -> Decimal | None:
    """Return the number that a request wants something set to, None where it names none or several."""
    folded = fold(text).text
    found = {
        Decimal(number.group(1).replace(",", "."))
        for match in phrase_book().pattern("set_to").all(folded)
        if (number := _NUMBER.match(folded, match.end()))
    }
    return found.pop() if len(found) == 1 else None


def _set_values(matter: Matter) -> Iterator[Decimal]:
    for key, value in matter.values:
        short = key.rsplit(".", 1)[-1].casefold()
        if _PLAIN.fullmatch(value) and _VALUE_KEYS & set(re.findall(r"[a-z]+", short)):
            yield Decimal(value)


def more_power(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the user named a level of access, and the call gives a stronger one."""
    wanted = _level(re.findall(r"[^\W\d_]+(?:-only)?", fold(grant.object).text))
    if wanted is None or matter.effect.verb not in ("share", "grant", "create", "update", "send"):
        return
    for key, value in (*matter.values, *_chosen(matter)):
        if _LEVEL_KEYS & set(re.findall(r"[a-z]+", key.casefold())):
            given = _level(re.findall(r"[^\W\d_]+", fold(value).text))
            if given is not None and given > wanted:
                yield Mismatch.OBJECT, f"{value} is more than the user spoke of"
                return


def levelled(text: str, grants: list[Grant]) -> list[Grant]:
    """Add the level of access that was said apart: "Share it with Kim. View only"."""
    level = phrase_book().pattern("access_levels").search(fold(text).text)
    if level is None:
        return grants
    said = level.group()
    return [
        one.model_copy(update={"object": cut(f"{one.object}, {said}", 500)})
        if {"share", "grant"} & set(one.verbs) and said not in fold(one.object).text
        else one
        for one in grants
    ]


def _chosen(matter: Matter) -> Iterator[tuple[str, str]]:
    """The name and the shown value of what a form has chosen, as its page shows it."""
    form = matter.snapshot.form
    for field in form.fields if form is not None else ():
        if field.checked is None and field.value and field.type == "select":
            yield f"{field.name} {field.label}", field.value
        elif field.checked and field.type == "radio":
            yield field.name, field.label


_LEVEL_KEYS: Final = frozenset(
    "role roles permission permissions level access scope scopes right rights".split()
)


def _level(words: list[str]) -> int | None:
    found = [level for word in words if (level := phrase_book().levels.get(word)) is not None]
    return max(found, default=None)


def keeps_as_said(grant: Grant, matter: Matter) -> bool:
    """Example: "keep the last seven" and `keep: 7` are the same wish."""
    folded = fold(grant.object).text
    for match in phrase_book().pattern("keeping").all(folded):
        word = re.compile(r"\s*(\w+)").match(folded, match.end())
        if word is None:
            continue
        number = phrase_book().numbers.get(word.group(1))
        said = str(number) if number is not None else word.group(1)
        if said.isdigit() and any(_last(key) == "keep" and value == said for key, value in matter.values):
            return True
    return False


def _last(key: str) -> str:
    return key.rsplit(".", 1)[-1].casefold().split("_")[0]


def gave(request: str, value: str) -> bool:
    """Whether the request holds a value; one that was replaced is known by its last characters."""
    replaced = _REPLACED.fullmatch(value)
    if replaced is None:
        return len(value) > 1 and fold(value).text in fold(request).text
    found = (*ACCOUNT_NUMBER.finditer(request), *_CARD.finditer(request))
    return any(re.sub(r"\W", "", match.group()).endswith(replaced.group(1)) for match in found)


def gave_card(request: str, value: str) -> bool:
    """Whether the request holds a card, and a value is its number, or has the form of what stands beside it.

    A security code and a date leave nothing that could be compared once they are replaced.
    """
    card = _CARD.search(request)
    if card is None:
        return False
    beside = _BESIDE.search(request[: card.start()] + " " + request[card.end() :]) is not None
    return gave(request, value) or (beside and _HIDDEN.fullmatch(value) is not None)


_BESIDE: Final = re.compile(r"(?<![\w/])(?:\d{3,4}|\d{1,2} ?/ ?\d{2,4})(?![\w/])")
_HIDDEN: Final = re.compile(r"\[[a-z_]{2,20}:[0-9a-f]{6}\]")
_CARD: Final = re.compile(r"\b\d(?:[ \-]?\d){11,18}\b")
_REPLACED: Final = re.compile(r"\[[a-z_]{2,20}:[0-9a-f]{6} \*([0-9A-Z]{4})\]")
