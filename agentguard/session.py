"""A session: what this run of an agent has done so far, and what it has spent."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from agentguard.decision import Decision
from agentguard.gate import cvar
from agentguard.sources import with_question
from agentguard.tally import Tally
from agentguard.verdict import Verdict
from worldmodel.action import Action
from worldmodel.canonical import Frozen
from worldmodel.effect import Hazard

Status = Literal["started", "done", "failed", "unknown"]

REMEMBERED = 2_000
"""How many distinct actions a session remembers; older ones are forgotten first."""


class SessionReport(Frozen):
    """The session in figures. `spent` is in nats; `cvar95` in harm-cost units per action."""

    decisions: int
    by_verdict: dict[str, int]
    spent: float
    cvar95: float


class Session:
    """Remembers outcomes, refusals and the harm budget. Cost per action does not grow with its length.

    Args:
        past: how actions of an earlier process of the same run ended, by their sealed keys.
        seal: seals a key.
    """

    def __init__(
        self, *, past: Mapping[str, Status] | None = None, seal: Callable[[str], str] = lambda key: key
    ) -> None:
        self._past = dict(past or {})
        self._seal = seal
        self._lock = threading.Lock()
        self._status: dict[str, Status] = {}
        self._rejected: set[str] = set()
        self._refusals: Counter[str] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._asked: dict[str, Action] = {}
        self._costs: deque[float] = deque(maxlen=REMEMBERED)
        self._spent = 0.0
        self.tally = Tally()

    @property
    def spent(self) -> float:
        """The harm budget used, in nats."""
        return self._spent

    @property
    def step(self) -> int:
        """How many state-changing actions were decided."""
        return sum(self._verdicts.values())

    def repeat_of(self, digest: str) -> Hazard | None:
        """Whether this very action ran before: done, or with an outcome that nobody knows."""
        status = self._status.get(digest)
        if status is None and self._past:
            status = self._past.get(self._seal(digest))
        if status is None or status == "failed":
            return None
        return Hazard.ALREADY_DONE if status == "done" else Hazard.OUTCOME_UNKNOWN

    def rejected(self, digest: str) -> bool:
        """Whether a person refused this very action."""
        return digest in self._rejected

    def reject(self, digest: str) -> None:
        """Remember that a person refused this action."""
        with self._lock:
            self._rejected.add(digest)

    def note(self, decision: Decision) -> None:
        """Count a decision and its risk; only what may run spends the budget."""
        with self._lock:
            self._verdicts[decision.would_be.value] += 1
            if decision.verdict is Verdict.ALLOW:
                self._spent = max(self._spent, decision.risk.spent)
                self._costs.append(decision.risk.cost)

    def ask(self, call: Action) -> None:
        """Remember what a tool was asked for, until it is asked again."""
        self._asked[call.name] = call
        if len(self._asked) > REMEMBERED:
            self._asked.clear()

    def named(self, source: str) -> str:
        """Return what to call a text that `source` gave: with what it was asked for, where that is known."""
        call = self._asked.get(source)
        return source if call is None else with_question(source, call)

    def renew(self) -> None:
        """A person looked and agreed: the budget starts afresh."""
        with self._lock:
            self._spent = 0.0

    def refusals_of(self, keys: Iterable[str]) -> int:
        """How often an equal action was refused: one that shares a key."""
        return max((self._refusals[key] for key in keys), default=0)

    def refuse(self, keys: Iterable[str]) -> int:
        """Count a refusal under each of its keys; return how many equal ones there are now."""
        with self._lock:
            self._refusals.update(keys := tuple(keys))
            return self.refusals_of(keys)

    def begin(self, digest: str, *, if_new: bool = False) -> bool:
        """The action starts; until it is known to have ended, its outcome is unknown.

        With `if_new` it starts only if it never ran so far, or failed: of two equal actions that were
        decided on at the same time the second one is decided on again. Returns whether it starts.
        """
        with self._lock:
            if if_new and self.repeat_of(digest) is not None:
                return False
            self._note(digest, "started")
            return True

    def end(self, digest: str, status: Literal["done", "failed", "unknown"]) -> None:
        """The action ended so."""
        self._set(digest, status)

    def report(self) -> SessionReport:
        """The session in figures."""
        with self._lock:
            return SessionReport(
                decisions=sum(self._verdicts.values()),
                by_verdict=dict(self._verdicts),
                spent=self._spent,
                cvar95=cvar(list(self._costs)),
            )

    def _set(self, digest: str, status: Status) -> None:
        with self._lock:
            self._note(digest, status)

    def _note(self, digest: str, status: Status) -> None:
        self._status.pop(digest, None)
        self._status[digest] = status
        if len(self._status) > REMEMBERED:
            del self._status[next(iter(self._status))]
