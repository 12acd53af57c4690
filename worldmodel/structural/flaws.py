"""Known flaws: whether the state names a flaw in the very version that a call brings in."""

import re
from collections.abc import Iterable, Iterator

from worldmodel.action import Action
from worldmodel.structural.facts import Phrase

_FLAW = re.compile(
    r"\b(vulnerab\w*|cve-\d{4}-\d+|ghsa-[\w-]+|remote[- ](code[- ])?execution|rce|exploit\w*|advisory"
    r"|flaw\w*|malicious|malware|"
    r"compromised|typo-?squat\w*|yanked|backdoor\w*|supply[- ]chain|infostealer|hijacked"
    r"|security (hole|bug|issue))\b",
    re.IGNORECASE,
)
_MENDED = re.compile(
    r"\b(fixed in|patched in|mended in|not affected|no (known )?(vulnerabilit\w+|flaws?|advisor\w+)"
    r"|resolved in)\b",
    re.IGNORECASE,
)
_SPEC = re.compile(r"(@?[A-Za-z][\w.\-]*(?:/[\w.\-]+)?)\s*(?:==|@|:|=|\s+v?)\s*v?(\d+(?:\.\d+){0,3}[\w.\-]*)")
_BELOW = re.compile(
    r"(<=?|before|prior to|up to|below|earlier than|older than)\s*v?(\d+(?:\.\d+)+)", re.IGNORECASE
)
_NAME = re.compile(r"^@?[A-Za-z][\w.\-/]{2,60}$")


def known_flaw(phrases: Iterable[Phrase], action: Action) -> Phrase | None:
    """Return the statement that names a flaw in the package and version of the call, else None."""
    brought = list(_brought(action))
    if not brought:
        return None
    for phrase in phrases:
        if phrase.origin == "user" or not _FLAW.search(phrase.whole):
            continue
        if any(_affected(phrase.text, name, version) for name, version in brought):
            return phrase
    return None


def _brought(action: Action) -> Iterator[tuple[str, str]]:
    arguments = action.arguments
    texts = [value for value in arguments.values() if isinstance(value, str)]
    texts += [
        item
        for value in arguments.values()
        if isinstance(value, list)
        for item in value
        if isinstance(item, str)
    ]
    for text in texts:
        for match in _SPEC.finditer(text):
            yield match.group(1), match.group(2)
        if _NAME.match(text.strip()):
            yield text.strip(), str(arguments.get("version") or "")


def _affected(text: str, name: str, version: str) -> bool:
    if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE):
        return False
    if not version:
        return not _MENDED.search(text)
    if (below := _BELOW.search(text)) is not None:
        limit = _numbers(below.group(2))
        return _numbers(version) < limit or (below.group(1) in {"<=", "up to"} and _numbers(version) == limit)
    mended = _MENDED.split(text)[0]
    named = re.findall(r"\d+(?:\.\d+)+", mended)
    return version in named or not named


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:4])
