"""Words to many or to few: a mailing to an audience, a post in a channel, a reply in a conversation."""

import re

from worldmodel.callname import CallName
from worldmodel.effect import Effect, Hazard, Reversibility, Scope, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.facts import Phrase, facts_of
from worldmodel.structural.making import marked
from worldmodel.wordset import words

_MAILINGS = words(
    "campaign campaigns newsletter newsletters mailing mailings broadcast broadcasts blast mailshot bulletin"
)
_LISTS = words("list list_id lists audience audience_id segment segment_id")
_SIZES = words("audience list segment recipients subscribers members size contacts")
_NUMBER = re.compile(r"\b\d{1,3}(?:[., ]\d{3})+\b|\b\d+\b")
_SEEN_KEYS = words("approval approved approved_by reviewed reviewed_by sign_off signoff proofread read_by")
_UNSEEN = re.compile(
    r"\b(not (yet )?(been )?(read|reviewed|approved|checked|proofread|signed off)|unreviewed|unapproved"
    r"|(nobody|no one|none) (has )?(read|reviewed|approved|checked)|(approval|review|sign-?off)s?:? "
    r"(is |are )?(pending|missing|open|null|none))\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^(none|null|no|false|pending|missing|open|)$", re.IGNORECASE)
_CHANNELS = words("channel channel_id channel_name room")
_WIDE = re.compile(
    r"general|everyone|^#?all\b|all[-_ ]?(hands|staff|company)|announce|company|extern|public|customer"
    r"|partner|client|community|press|shared|ext[-_]",
    re.IGNORECASE,
)
_CALLS_ALL = re.compile(r"@(channel|here|everyone|all)\b|<!(channel|here|everyone)>")
_MANY = 200
"""Members from which on a channel is no small circle."""
_OTHERS_SIDE = words("participants from sender reply_to correspondent")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def addressed(
    before: Snapshot, name: CallName, given: Arguments, effects: tuple[Effect, ...]
) -> tuple[Effect, ...]:
    """Return `effects` that reach people, weighed by how many the state says they are."""
    if not any(effect.verb in {"send", "publish"} for effect in effects):
        return effects
    if _is_mailing(name, given):
        return tuple(_mailed(effect, before) for effect in effects)
    if (channels := tuple(str(value) for value in given.under(_CHANNELS))) and _is_small(
        before, given, channels
    ):
        return tuple(_in_channel(effect, channels) for effect in effects)
    if name.operation in {"reply", "respond"}:
        return tuple(_replied(effect, before, given) for effect in effects)
    return effects


def _is_mailing(name: CallName, given: Arguments) -> bool:
    if "test" in name.words or name.operation in {"schedule", "cancel"}:
        return False
    return bool(_MAILINGS & {*name.nouns, *name.words}) or any(True for _ in given.under(_LISTS))


def _mailed(effect: Effect, before: Snapshot) -> Effect:
    if effect.verb != "send":
        return effect
    phrases = [phrase for phrase in facts_of(before).phrases if phrase.origin == "state"]
    sizes = [
        int(re.sub(r"\D", "", number))
        for phrase in phrases
        if _last(phrase) in _SIZES
        for number in _NUMBER.findall(phrase.text)
    ]
    count = max(sizes, default=effect.count or 0) or None
    effect = marked(
        effect, Hazard.BULK, why="a mailing to an audience", count=count,
        tier=Tier.HIGH, reversibility=Reversibility.IRREVERSIBLE,
    )  # fmt: skip
    unseen = next((phrase for phrase in phrases if _is_unseen(phrase)), None)
    if unseen is None:
        return effect
    why = f"nobody has seen it: {unseen.whole}"
    return marked(effect, why=why[:200], source="facts", scope=Scope.PUBLIC)


def _is_unseen(phrase: Phrase) -> bool:
    return bool(_UNSEEN.search(phrase.whole)) or (
        _last(phrase) in _SEEN_KEYS and bool(_NOTHING.match(phrase.text.strip()))
    )


def _is_small(before: Snapshot, given: Arguments, channels: tuple[str, ...]) -> bool:
    """Whether a post stays in a circle of colleagues: no wide channel, nobody called out, few members."""
    if any(_WIDE.search(channel) for channel in channels) or len(channels) > 1:
        return False
    if any(_CALLS_ALL.search(str(value)) for _, value in given.leaves):
        return False
    told = [p for p in facts_of(before).phrases if channels[0].lstrip("#").lower() in p.whole.lower()]
    numbers = (int(re.sub(r"\D", "", n)) for p in told for n in _NUMBER.findall(p.text))
    return not any(_WIDE.search(p.text) for p in told) and max(numbers, default=0) < _MANY


def _in_channel(effect: Effect, channels: tuple[str, ...]) -> Effect:
    if effect.verb not in {"send", "publish"} or (set(effect.recipients) - set(channels)):
        return effect
    return marked(
        effect, why="stays among the members of a channel", tier=Tier.LOW, scope=Scope.OTHERS,
        reversibility=Reversibility.EFFORTFUL, recipients=channels,
    )  # fmt: skip


def _replied(effect: Effect, before: Snapshot, given: Arguments) -> Effect:
    """A reply goes to the one on the other side, whom the state names."""
    if effect.verb != "send" or effect.recipients or given.flag(words("reply_all all")) is not None:
        return effect
    others = {
        address
        for phrase in facts_of(before).phrases
        if phrase.origin == "state" and _last(phrase) in _OTHERS_SIDE
        for address in _ADDRESS.findall(phrase.text)
    }
    return marked(effect, recipients=tuple(others)) if len(others) == 1 else effect


def _last(phrase: Phrase) -> str:
    return phrase.key.rpartition(".")[2].lower()
