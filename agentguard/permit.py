"""A permit binds one decision to one execution."""

import threading
import time
import uuid
from collections.abc import Callable

from agentguard.decision import Decision
from agentguard.errors import EvaluationError
from worldmodel.action import Action
from worldmodel.canonical import Frozen
from worldmodel.effect import Effect, Tier
from worldmodel.extent import is_within
from worldmodel.snapshot import Snapshot


class PermitRefusedError(EvaluationError):
    """The permit is used, expired, or not for this action and state; the action is decided anew."""


class Permit(Frozen):
    """What may run: this action, on this slice of the state, under this policy, with these effects.

    `expires_at` is in seconds of the book's monotonic clock.
    """

    id: str
    decision_id: str
    action_digest: str
    binding: str
    policy_version: str
    effects: tuple[Effect, ...]
    expires_at: float

    def covers(self, effect: Effect) -> bool:
        """Whether an effect found later, at the wire, is what was allowed.

        It is, when nothing lasting happens and nothing is odd about it, or when a permitted effect of the
        same verb on the same site is at least as far-reaching: as weighty, as many objects, no less money,
        every recipient, every kind of data and hazard already known.
        """
        if effect.tier is Tier.SAFE and not (effect.hazards or effect.carries):
            return True
        return any(is_within(effect, permitted) for permitted in self.effects)


class PermitBook:
    """Issues permits and redeems each at most once. Safe under threads."""

    def __init__(self, ttl: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`ttl` is how many seconds a permit lives."""
        self._ttl = ttl
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[str, Permit] = {}

    def issue(self, decision: Decision, snapshot: Snapshot) -> Permit:
        """Return a fresh permit for an allowed decision.

        Raises:
            PermitRefusedError: the decision does not allow the action.
        """
        if not decision.allowed:
            raise PermitRefusedError("only an allowed decision gives a permit")
        now = self._clock()
        permit = Permit(
            id=uuid.uuid4().hex,
            decision_id=decision.id,
            action_digest=decision.action.digest,
            binding=snapshot.binding,
            policy_version=decision.policy_version,
            effects=decision.prediction.effects,
            expires_at=now + self._ttl,
        )
        with self._lock:
            self._open = {key: kept for key, kept in self._open.items() if kept.expires_at > now}
            self._open[permit.id] = permit
        return permit

    def redeem(self, permit: Permit, action: Action, snapshot: Snapshot, policy_version: str) -> None:
        """Use the permit up for exactly this execution.

        Raises:
            PermitRefusedError: unknown or used, expired, or made for another action, state or policy.
        """
        with self._lock:
            known = self._open.pop(permit.id, None)
        if known is None or known != permit:
            raise PermitRefusedError("this permit was used already, or never issued")
        if self._clock() > permit.expires_at:
            raise PermitRefusedError("this permit has expired")
        if action.digest != permit.action_digest:
            raise PermitRefusedError("the action is not the one that was decided on")
        if snapshot.binding != permit.binding:
            raise PermitRefusedError("what the action acts on has changed since it was decided on")
        if policy_version != permit.policy_version:
            raise PermitRefusedError("the policy has changed since the decision")
