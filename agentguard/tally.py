"""The tally: what was paid, set and done for each part of the request, so that its limit holds for all of it.

Who may pay up to 50 may not pay three times 30, and who was told to add two machines may not add one five
times. Sums are kept for each stage by itself: a form that is reviewed and then confirmed moves its money
once, and only the same stage that comes again is another payment.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from agentguard.authority import Authority, Mismatch, Standing
from agentguard.decision import Decision, Judgement
from agentguard.task import Task
from agentguard.task.grants import Grant
from agentguard.task.phrases import phrase_book
from agentguard.task.receiving import PAYS
from worldmodel.action import Action, Surface
from worldmodel.canonical import cut, digest
from worldmodel.effect import Effect, Horizon, Tier
from worldmodel.folding import fold
from worldmodel.snapshot import Snapshot
from worldmodel.structural.numbers import size_set
from worldmodel.structural.page_terms import tells

REMEMBERED: Final = 500
"""How many stages, numbers and acts are kept; older ones are forgotten first."""

_VARIES: Final = re.compile(r"\d+|(?<=/)[0-9a-f]{8,}(?:-[0-9a-f]+)*(?=/|$)")
_ENTERS: Final = frozenset(
    {"fill", "type", "press_sequentially", "clear", "select_option", "check", "uncheck", "set_checked"}
)
"""Acts of a page that only prepare: a form that is sent again right behind them was turned back."""
_COVERED: Final = frozenset({Standing.GRANTED, Standing.IMPLIED})

_Key = tuple[str, ...]


class Tally:
    """What the acts of one session come to. Safe under threads; its cost does not grow with the session."""

    def __init__(self) -> None:
        self._sums: OrderedDict[_Key, Decimal] = OrderedDict()
        self._last: tuple[_Key, Decimal, bool] | None = None
        self._lock = threading.Lock()

    def held_to(
        self, task: Task, authority: Authority, effect: Effect, action: Action, before: Snapshot
    ) -> Authority:
        """Return `authority`, or one that says in what the effect goes beyond, with what was done before."""
        grant = _grant_of(task, authority)
        if grant is None:
            return authority
        with self._lock:
            found = (
                self._paid(task, grant, effect, action, before)
                or self._counted(grant, effect, action, before)
                or self._too_early(task, grant, effect)
            )
        if found is None:
            return authority
        update = {
            "standing": Standing.EXCEEDED,
            "confirmed": False,
            "mismatches": (*authority.mismatches, found[0]),
            "reasons": (cut(found[1], 500),),
        }
        return authority.model_copy(update=update)

    def add(self, decision: Decision, before: Snapshot) -> None:
        """Count an action that ran, or is about to."""
        action = decision.action
        with self._lock:
            if action.name not in _ENTERS:
                self._add_payments(decision, before)
            slot, number = size_set(action)
            if slot:
                self._sums.setdefault(("set", _stage(action, before), slot), Decimal(number))
            for judged in decision.judgements:
                if _lasts(judged):
                    key = ("done", judged.authority.span or "", _same_again(action, before))
                    self._sums[key] = self._sums.get(key, Decimal(0)) + 1
            while len(self._sums) > REMEMBERED:
                self._sums.popitem(last=False)

    def _add_payments(self, decision: Decision, before: Snapshot) -> None:
        """Add the sums of a decision; the same form again, right after it was sent, takes its own place."""
        stage, previous = _stage(decision.action, before), self._last
        self._last = None
        for span, amount in _payments(decision):
            key = ("paid", span, stage)
            instead = _turned_back(previous, key, decision.action)
            self._sums[key] = self._sums.pop(key, Decimal(0)) - instead + amount
            self._last = (key, amount, bool(instead))

    def _paid(
        self, task: Task, grant: Grant, effect: Effect, action: Action, before: Snapshot
    ) -> tuple[Mismatch, str] | None:
        if effect.verb not in PAYS or effect.amount is None or grant.amount is None:
            return None
        key = ("paid", grant.text, _stage(action, before))
        so_far = self._sums.get(key, Decimal(0))
        so_far -= _turned_back(self._last, key, action)
        total = so_far + effect.amount.amount
        if not so_far or total <= grant.amount.amount or not _is_for_all(task, grant):
            return None
        return Mismatch.AMOUNT, f"{total} with what was paid before is more than {grant.amount.amount}"

    def _counted(
        self, grant: Grant, effect: Effect, action: Action, before: Snapshot
    ) -> tuple[Mismatch, str] | None:
        if grant.count is None or effect.tier is Tier.SAFE:
            return None
        slot, number = size_set(action)
        first = self._sums.get(("set", _stage(action, before), slot)) if slot else None
        steps = 0 if first is None else abs(number - int(first)) + 1
        if grant.count > 1:
            done = self._sums.get(("done", grant.text, _same_again(action, before)), Decimal(0))
            steps = max(steps, int(done) + 1)
        if steps <= grant.count:
            return None
        return Mismatch.COUNT, f"the user spoke of {grant.count}, this is number {steps}"

    def _too_early(self, task: Task, grant: Grant, effect: Effect) -> tuple[Mismatch, str] | None:
        """A copy was to be made first, and nothing of it was done yet."""
        if effect.verb not in _ENDANGERS or effect.tier is Tier.SAFE:
            return None
        first = _safeguard_before(task, grant)
        if first is None or any(key[:2] == ("done", first.text) for key in self._sums):
            return None
        return Mismatch.TOO_EARLY, f"the user wanted this done first: {first.text}"


def _safeguard_before(task: Task, grant: Grant) -> Grant | None:
    """The part of the request that makes a copy, and stands before `grant` with a word of order between."""
    for first in task.grants:
        if first.span is None or grant.span is None or first.span[1] > grant.span[0]:
            continue
        between = fold(task.request[first.span[0] : grant.span[1]]).text
        copies = _COPY.search(fold(first.text).text) or tells("backup", first.text)
        if copies and "create" in first.verbs and _ORDER.search(between):
            return first
    return None


_ENDANGERS: Final = frozenset("delete overwrite execute install close_account stop conceal".split())
_COPY: Final = re.compile(
    r"\b(?:copy of|kopie von|copia d[ei]\w*|copie d[eu]\w*|cópia d[eao]\w*|snapshot\w*|back\b.{1,60}\bup)\b"
)
_ORDER: Final = re.compile(
    r"\b(?:then|afterwards|after that|before|dann|danach|anschließend|bevor|vorher|puis|ensuite|avant|luego"
    r"|después|antes|poi|dopo|prima|depois|daarna|voordat)\b"
)


def _turned_back(last: tuple[_Key, Decimal, bool] | None, key: _Key, action: Action) -> Decimal:
    """What the last sending of the same form came to, which this one replaces; once, not time and again."""
    same = last is not None and last[0] == key and not last[2] and action.surface is Surface.PAGE
    return last[1] if same and last is not None else Decimal(0)


def _grant_of(task: Task, authority: Authority) -> Grant | None:
    """The part of the request that covers an effect."""
    if authority.standing not in _COVERED or authority.span is None:
        return None
    return next((grant for grant in task.grants if grant.text == authority.span), None)


def _is_for_all(task: Task, grant: Grant) -> bool:
    """Whether an amount is meant for all payments together: said so, or for one payee and not for each."""
    if phrase_book().pattern("altogether").search(fold(task.request).text):
        return True
    each = phrase_book().pattern("for_each").search(fold(grant.text).text)
    return each is None and len(grant.recipients) < 2 and (grant.count or 1) < 2


def _payments(decision: Decision) -> Iterator[tuple[str, Decimal]]:
    """The sums that move at once, by the words that cover them."""
    sums: dict[str, Decimal] = {}
    for judged in decision.judgements:
        effect, span = judged.effect, judged.authority.span
        if effect.verb in PAYS and effect.amount is not None and span and effect.horizon is Horizon.SHORT:
            sums[span] = sums.get(span, Decimal(0)) + effect.amount.amount
    yield from sums.items()


def _lasts(judged: Judgement) -> bool:
    return judged.effect.tier is not Tier.SAFE and judged.authority.standing in _COVERED


def _stage(action: Action, before: Snapshot) -> str:
    """What makes two acts the same step of a way: the tool, or the address with its numbers left out."""
    if action.surface is Surface.HTTP:
        return f"{action.name} {_place(str(action.argument('url') or ''))}"
    if action.surface is not Surface.PAGE:
        return action.name
    form, element = before.form, before.element
    if form is not None and form.action:
        return f"{form.method} {_place(form.action)}"
    return f"{_place(before.url or '')} {element.name if element is not None else ''}"


def _place(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc + _VARIES.sub("0", parts.path)


def _same_again(action: Action, before: Snapshot) -> str:
    """What makes two acts the same one: the call itself; on a page the control, its card and its form."""
    if action.surface is not Surface.PAGE or before.element is None:
        return action.digest
    element, form = before.element, before.form
    values = [[field.name, field.value, field.checked] for field in form.fields] if form is not None else []
    return digest([before.url, element.name, element.subject, values])
