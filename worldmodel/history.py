"""What was done before: whether an act would be done a second time, or may have happened already.

Histories are plain lines such as `place_trade ok, id T-1` or `click Submit -> page busy, result unknown`.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from worldmodel.action import Action
from worldmodel.callname import read_name
from worldmodel.effect import Evidence, Hazard
from worldmodel.operations import CHANGE
from worldmodel.snapshot import Passage
from worldmodel.terms import Terms, parsed, read_yaml
from worldmodel.wordset import words

REPEATS_BADLY = words(
    "pay subscribe transfer send publish reserve register create share grant execute exhaust agree"
    " persist install"
)
"""Effect verbs that happen twice when the act is done twice; deleting twice deletes once."""

OUTCOMES_PATH = Path(__file__).with_name("history.yaml")
_LINE = re.compile(r"[^;\n]+")
_IDENTIFIED = re.compile(r"\bid[ :=#]+\S+", re.IGNORECASE)
_KEY = re.compile(r"idempotency[-_ ]?(key|token)?[\"':= ]+([\w.:\-]{3,})", re.IGNORECASE)
_GENERIC = words(
    "post put patch get delete click press submit button the a an of to on at in v1 v2 v3 api http"
    " https com"
    " www ->"
)
_ACT_NAMES = words("click dblclick tap press type fill submit evaluate navigate goto select")


def repeats(action: Action, passages: Iterable[Passage]) -> tuple[Hazard, Evidence] | None:
    """Tell whether `action` was done before (`ALREADY_DONE`) or may have been (`OUTCOME_UNKNOWN`).

    A request with the idempotency key of the earlier one is safe to repeat: the server returns the
    first result. The last line about the same act speaks; one that says nothing was done clears the
    earlier ones.
    """
    lines = [
        match.group().strip() for p in passages if p.origin == "history" for match in _LINE.finditer(p.text)
    ]
    if not lines:
        return None
    key = _idempotency_key(action)
    signature = _signature(action)
    verdict: tuple[Hazard, Evidence] | None = None
    for line in lines:
        if not _same_act(line, action, signature):
            continue
        used = _KEY.search(line)
        if key is not None and used is not None and used.group(2) == key:
            return None
        hazard = _judged(line)
        verdict = None if hazard is None else (hazard, Evidence(source="history", text=line))
    return verdict


def _judged(line: str) -> Hazard | None:
    outcome = re.split(r"->|=>|→|:\s", line, maxsplit=1)[-1]
    if _tells("unknown", outcome):
        return Hazard.OUTCOME_UNKNOWN
    if _tells("failed", outcome):
        return None
    return Hazard.ALREADY_DONE if _tells("done", line) or _IDENTIFIED.search(line) else None


@cache
def _outcomes() -> dict[str, Terms]:
    return {name: parsed(name, text) for name, text in read_yaml(OUTCOMES_PATH).items()}


def _tells(outcome: str, line: str) -> bool:
    return _outcomes()[outcome].find(line) is not None


def _same_act(line: str, action: Action, signature: frozenset[str]) -> bool:
    """Whether a line tells of the same operation on the same kind of thing."""
    low = line.lower()
    plain = action.name.lower()
    if plain not in _ACT_NAMES and len(plain) > 5 and plain in low:
        return _same_values(low, action)
    said = frozenset(re.findall(r"[^\W_]+", low))
    method = str(action.argument("method") or plain).lower()
    if method in {"post", "put", "patch"} and re.search(rf"\b{method}\b", low):
        path = _path_words(action)
        return bool(path & said) or "/" not in line
    own = signature if plain in _ACT_NAMES else signature - _GENERIC
    return bool(own) and own <= said and (plain not in _ACT_NAMES or plain in said or "submit" in said)


def _same_values(low: str, action: Action) -> bool:
    """A line with other values than the action's tells of another act: `to Kim` is not `to Lee`."""
    head = re.split(r"->|=>|→", low, maxsplit=1)[0]
    quoted = re.findall(r"\b(?:to|for|id|symbol|number|order)[ =:#]+[\"']?([\w@.+\-]{2,})", head)
    own = {str(value).lower() for value in action.arguments.values() if isinstance(value, str | int)}
    named = [value for value in quoted if not re.fullmatch(r"[a-z]{1,3}-?\d+|\d+|the|a|an|ok", value)]
    return not named or not own or any(value in text for value in named for text in own)


def _signature(action: Action) -> frozenset[str]:
    """The words that tell the act: a control's name, or the operation and its objects."""
    if action.name.lower() in _ACT_NAMES:
        label = str(action.argument("name", "text", "label", "element", "selector") or "")
        return frozenset(re.findall(r"[^\W_]+", label.lower()))
    name = read_name(action.name)
    return frozenset(word for word in (*name.words,) if word in CHANGE or word in name.nouns)


def _path_words(action: Action) -> frozenset[str]:
    url = str(action.argument("url", "uri", "path") or "")
    path = re.sub(r"^[a-z]+://[^/]+", "", url.lower()).partition("?")[0]
    return frozenset(word for word in re.findall(r"[^\W_]+", path) if len(word) > 3)


def _idempotency_key(action: Action) -> str | None:
    headers = action.argument("headers")
    pairs = {
        **(headers if isinstance(headers, dict) else {}),
        **{k: v for k, v in action.arguments.items() if isinstance(v, str)},
    }
    for name, value in pairs.items():
        if "idempotency" in str(name).lower().replace("-", "").replace("_", "") or str(name).lower() in {
            "request_id",
            "client_token",
        }:
            return str(value)
    return None
